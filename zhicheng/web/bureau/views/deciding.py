"""The page of one act on one case: what will happen, the form, and where one goes on afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from zhicheng.cases.queries import acts_open_to
from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.web.bureau.pages.case import waits_for
from zhicheng.web.bureau.pages.place import after_act, place_of
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request


@dataclass(frozen=True, slots=True)
class Question:
    """What a confirmation page says: title, what will happen, the button; `shows` names a template to show above."""

    title: str
    consequences: Sequence[str]
    label: str
    official: bool = False
    shows: str = ""
    context: dict[str, Any] = field(default_factory=dict)


def must_be_open(actor: Actor, act: Act, case: Any) -> None:
    """Refuse the page of an act that this officer cannot do now, in the words of the reason."""
    if act not in acts_open_to(actor, case):
        raise NotNow(waits_for(actor, case) or f"这份申报现在不能由您{ACT_WORDS[act]}，请刷新页面看最新进展。")


def tried(form: Form, act: Callable[[], Any]) -> int:
    """Do the act; 0 when it was done, else the status, with the refusal put on the form beside what was typed."""
    try:
        act()
    except NotYours:
        raise
    except Refused as refused:
        form.add_error(None, refused.message)
        for defect in refused.defects:
            form.add_error(None, defect.what)
        return STATUS.get(type(refused), 422)
    return 0


def done(request: Request, case: Any, message: str) -> HttpResponse:
    """Say briefly what was done and go on to the next case of the same heap."""
    messages.success(request, message)
    return redirect(after_act(request.actor, place_of(request.GET), case))


def ask(request: Request, case: Any, form: Form, question: Question, status: int = 200) -> HttpResponse:
    """The page itself; the version that it carries is always the one just read."""
    place = place_of(request.GET)
    context = {
        "case": case,
        "version": case.version,
        "form": form,
        "question": question,
        "cancel_url": place.case_url(case.handle),
        "place": place,
        **question.context,
    }
    return render(request, "bureau/decide.html", context, status=422 if form.errors and status == 200 else status)
