"""Objecting to one person on a list, the receipt, and asking for the outcome."""

import textwrap
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.public_queries import ListCard, list_card, outcome_of, person_on
from zhicheng.domain.faults import NotYours, OutOfTime, Refused
from zhicheng.domain.permissions import ANYBODY
from zhicheng.web.acts import open_to_all
from zhicheng.web.public.flood import at_most
from zhicheng.web.public.forms.objection import ObjectionForm, ReceiptCodeForm
from zhicheng.web.public.private import never_kept
from zhicheng.web.public.show import show
from zhicheng.web.request import Request

RECEIPT = "objection_receipt"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@open_to_all
@never_kept
@get_or_post
@at_most(10, seconds=600)
def against_bureau_list(request: Request, handle: str, serial: int) -> HttpResponse:
    """Object to a person on a bureau's list."""
    return _object(request, list_card("bureau", handle), serial)


@open_to_all
@never_kept
@get_or_post
@at_most(10, seconds=600)
def against_unit_list(request: Request, handle: str, serial: int) -> HttpResponse:
    """Object to a person on a unit's list."""
    return _object(request, list_card("unit", handle), serial)


@open_to_all
@never_kept
@require_safe
def receipt(request: Request) -> HttpResponse:
    """The code, shown this once."""
    kept = request.session.pop(RECEIPT, None)
    if kept is None:
        return show(request, "objection_receipt")
    code = " ".join(textwrap.wrap(kept["code"], 4))
    raised_at = datetime.fromisoformat(kept["raised_at"])
    return show(request, "objection_receipt", receipt=kept, code=code, raised_at=raised_at)


@open_to_all
@never_kept
@get_or_post
@at_most(20, seconds=60)
def outcome(request: Request) -> HttpResponse:
    """What became of an objection, for whoever has its code."""
    form = ReceiptCodeForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = outcome_of(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", "没有这个回执码，请核对是否抄错；容易看错的 0、1、i、l、o 不会出现在回执码里")
    return show(request, "objection", form=form, outcome=found)


def _object(request: Request, card: ListCard, serial: int) -> HttpResponse:
    try:
        entry, person = person_on(card, serial, request.now)
    except OutOfTime as late:
        return show(request, "objection_late", status=410, card=card, message=late.message)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _raise(request, card, entry, form)
        except OutOfTime as late:
            return show(request, "objection_late", status=410, card=card, message=late.message)
        except NotYours:
            raise
        except Refused as refused:
            form.add_error(None, refused.message)
    return show(request, "objection_form", form=form, card=card, person=person, back=_address(card))


def _raise(request: Request, card: ListCard, entry: int, form: ObjectionForm) -> HttpResponse:
    # Always as the public: an account must not tell in the record of events who objected.
    objection = raise_objection(entry, actor=ANYBODY, now=request.now, **form.cleaned_data)
    request.session[RECEIPT] = {
        "code": objection.receipt_code,
        "title": card.title,
        "raised_at": request.now.isoformat(),
        "telephone": card.telephone,
    }
    return HttpResponseRedirect(reverse("public-objection-receipt"))


def _address(card: ListCard) -> str:
    return reverse("public-unit-list" if card.in_unit else "public-list", args=[card.handle])
