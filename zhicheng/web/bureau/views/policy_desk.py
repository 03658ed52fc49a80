"""The policy desk: what is in force, what is under way; read, compare, begin, bring in and take out a pack."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import BUREAU_ROLES, Actor, Role
from zhicheng.policy.actions.import_draft import import_draft
from zhicheng.policy.actions.start_draft import start_draft
from zhicheng.policy.deployment import calendar
from zhicheng.policy.desk.exporting import export_files
from zhicheng.policy.desk.queries import (
    PAGE,
    calendar_proposals,
    comparable,
    drafts_under_way,
    editions,
    in_use,
    version_for,
)
from zhicheng.policy.desk.rights import may_draft
from zhicheng.policy.models import Draft
from zhicheng.policy.words.plain import plain
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.forms.policy import ImportForm, StartForm, put_on
from zhicheng.web.bureau.pages.policy_desk import draft_row, next_step
from zhicheng.web.bureau.pages.policy_difference import differences_of
from zhicheng.web.posted import whole
from zhicheng.web.request import Request

DRAFTERS = (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)
both = require_http_methods(["GET", "HEAD", "POST"])


def must_be_drafter(actor: Actor) -> None:
    """The pages on which one edits do not exist for whoever does not."""
    if not may_draft(actor):
        raise NotYours


@require_safe
@as_role(*BUREAU_ROLES)
def desk(request: Request) -> HttpResponse:
    """The desk's first page."""
    mark = request.GET.get("before", "")
    found = editions(request.actor, whole(mark))
    rows, drafts, days = found[:PAGE], drafts_under_way(request.actor), calendar()
    context = {
        "used": in_use(request.actor),
        "drafts": [draft_row(one) for one in drafts],
        "editions": rows,
        "pager": {
            "previous_url": reverse("bureau-policy") if mark else "",
            "next_url": f"?before={rows[-1].pk}" if len(found) > PAGE else "",
        },
        "calendar": days,
        "proposals": calendar_proposals(request.actor),
        "step": next_step(request.actor, drafts, days.known_until, legal_day(request.now)),
        "may_draft": may_draft(request.actor),
    }
    return render(request, "bureau/policy.html", context)


@require_safe
@as_role(*BUREAU_ROLES)
def read(request: Request, key: str) -> HttpResponse:
    """A file, an edition or a draft in plain Chinese beside its clauses."""
    version = version_for(request.actor, key)
    context = {
        "version": version,
        "sections": plain(version.pack) if version.pack else (),
        "edits": version.kind == "草稿" and may_draft(request.actor),
    }
    return render(request, "bureau/policy_read.html", context)


@require_safe
@as_role(*BUREAU_ROLES)
def export(request: Request, key: str) -> HttpResponse:
    """The files of a pack, as in the policies folder, in a zip."""
    version = version_for(request.actor, key)
    files = export_files(version.content, request.actor)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{version.content.content["id"]}.zip"'
    return answer


@require_safe
@as_role(*BUREAU_ROLES)
def compare(request: Request) -> HttpResponse:
    """Two versions side by side."""
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    context: dict[str, Any] = {"groups": comparable(request.actor), "old": old, "new": new}
    if old and new:
        before, after = version_for(request.actor, old), version_for(request.actor, new)
        context |= {"before": before, "after": after}
        if before.pack and after.pack:
            context["parts_differ"] = differences_of(before.pack, after.pack)
    return render(request, "bureau/policy_compare.html", context)


def _begun(form: Form, begin: Callable[[], Draft]) -> Draft | None:
    """The new draft; None when the form or the action refuses, with every reason on the form."""
    if not form.is_valid():
        return None
    try:
        return begin()
    except NotYours:
        raise
    except Refused as refused:
        put_on(form, refused)
        return None


@both
@as_role(*DRAFTERS)
def start(request: Request) -> HttpResponse:
    """Begin a draft from the pack in use, under the same id or a new one."""
    must_be_drafter(request.actor)
    form = StartForm(request.POST) if request.method == "POST" else StartForm()
    if request.method == "POST":
        made = _begun(form, lambda: start_draft(request.actor, new_id=form.cleaned_data["new_id"], now=request.now))
        if made:
            messages.success(request, "已从现用的政策起草一份，请一部分一部分地改。")
            return redirect("bureau-policy-draft", made.handle)
    context = {"form": form, "import_form": ImportForm(), "used": in_use(request.actor)}
    return render(request, "bureau/policy_start.html", context, status=422 if request.method == "POST" else 200)


@both
@as_role(*DRAFTERS)
def bring_in(request: Request) -> HttpResponse:
    """A zip or a pack.yaml becomes a draft, whatever is wrong in it."""
    must_be_drafter(request.actor)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST":
        made = _begun(form, lambda: import_draft(request.actor, form.files_by_name(), now=request.now))
        if made:
            messages.success(request, "已导入为一份草稿，请核对。")
            return redirect("bureau-policy-draft", made.handle)
    status = 422 if request.method == "POST" else 200
    return render(request, "bureau/policy_import.html", {"import_form": form}, status=status)
