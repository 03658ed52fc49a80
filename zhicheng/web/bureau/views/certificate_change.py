"""A certificate is corrected, replaced, revoked or reinstated by two people: a leader decides what one proposed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhicheng.cases.bureau_case_queries import reviewed_case
from zhicheng.documents.actions.drop_change import drop_change
from zhicheng.documents.actions.propose_change import (
    propose_correction,
    propose_reinstatement,
    propose_replacement,
    propose_revocation,
)
from zhicheng.documents.actions.reinstate import reinstate
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.change_queries import certificate_to_change, change_to_decide, revocation_in_force
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind
from zhicheng.domain.faults import NotNow
from zhicheng.domain.states import Act
from zhicheng.web.acts import needs
from zhicheng.web.bureau.forms.certificate_change import (
    CorrectionForm,
    DecisionForm,
    DropForm,
    ProposalForm,
    ReinstatementForm,
    ReplacementForm,
    RevocationForm,
)
from zhicheng.web.bureau.pages.certificate_change import kinds_for, question_for
from zhicheng.web.bureau.pages.place import place_of
from zhicheng.web.bureau.views.deciding import Question, ask, done, must_be_open, tried
from zhicheng.web.request import Request

both = require_http_methods(["GET", "HEAD", "POST"])
PROPOSE: dict[ChangeKind, Callable[..., Any]] = {
    ChangeKind.CORRECTION: propose_correction,
    ChangeKind.REPLACEMENT: propose_replacement,
    ChangeKind.REVOCATION: propose_revocation,
    ChangeKind.REINSTATEMENT: propose_reinstatement,
}
FORMS: dict[ChangeKind, type[ProposalForm]] = {
    ChangeKind.REPLACEMENT: ReplacementForm,
    ChangeKind.REVOCATION: RevocationForm,
    ChangeKind.REINSTATEMENT: ReinstatementForm,
}
SUBJECT = {ChangeKind.REINSTATEMENT: "资格"}
DECIDE: dict[ChangeKind, tuple[Act, Callable[..., Any]]] = {
    ChangeKind.CORRECTION: (Act.REISSUE, reissue),
    ChangeKind.REPLACEMENT: (Act.REISSUE, reissue),
    ChangeKind.REVOCATION: (Act.REVOKE, revoke),
    ChangeKind.REINSTATEMENT: (Act.REINSTATE, reinstate),
}


@both
@needs(Act.PROPOSE_REISSUE)
def propose(request: Request, handle: str) -> HttpResponse:
    """The first of the two: the kind of change (`?kind=`), then what it asks."""
    case = reviewed_case(request.actor, handle)
    kinds = kinds_for(request.actor, case)
    if not kinds:
        must_be_open(request.actor, Act.PROPOSE_REISSUE, case)
        raise NotNow("这份申报的证书已有提议等待决定。请刷新页面看最新进展。")
    kind = next((one.kind for one in kinds if one.kind == request.GET.get("kind")), kinds[0].kind)
    certificate = certificate_to_change(case)
    form, status = _form(kind, certificate.stated, request, case.version), 200
    if form.is_valid():
        given = form.given  # type: ignore[attr-defined]
        status = tried(form, lambda: PROPOSE[kind](case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(
                request,
                case,
                f"已提出{CHANGE_WORDS[kind]}{case.person.name}的{SUBJECT.get(kind, '证书')}，等待另一位负责人决定。",
            )
    place = place_of(request.GET)
    context = {
        "case": case,
        "certificate": certificate,
        "kinds": kinds,
        "kind": kind,
        "word": CHANGE_WORDS[kind],
        "form": form,
        "version": case.version,
        "place": place,
        "cancel_url": place.case_url(case.handle),
        "question": question_for(kind),
        "undone": revocation_in_force(case) if kind is ChangeKind.REINSTATEMENT else None,
    }
    failed = form.errors and status == 200
    return render(request, "bureau/change_propose.html", context, status=422 if failed else status)


def _form(kind: ChangeKind, stated: dict[str, Any], request: Request, version: int) -> ProposalForm:
    data, initial = request.POST or None, {"seen": version}
    if kind is ChangeKind.CORRECTION:
        return CorrectionForm(data, initial=initial, stated=stated)
    return FORMS[kind](data, initial=initial)


@both
@needs(Act.REISSUE)
def decide(request: Request, handle: str) -> HttpResponse:
    """The second of the two, who signs exactly what the page shows."""
    case = reviewed_case(request.actor, handle)
    proposed = change_to_decide(case)
    kind = ChangeKind(proposed.change.kind) if proposed else ChangeKind.CORRECTION
    (act, action), of = DECIDE[kind], SUBJECT.get(kind, "证书")
    if request.method != "POST":
        must_be_open(request.actor, act, case)
    form, status = DecisionForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        said = {"actor": request.actor, "now": request.now, **form.cleaned_data}
        sealed = {} if act is Act.REVOKE else {"sealed_at": request.arrived}
        status = tried(form, lambda: action(case.pk, **said, **sealed))
        if not status:
            return done(request, case, f"已决定{CHANGE_WORDS[kind]}{case.person.name}的{of}。")
    asked = question_for(kind)
    question = Question(
        f"决定{CHANGE_WORDS[kind]}{case.person.name}的{of}",
        asked.consequences,
        f"决定{CHANGE_WORDS[kind]}",
        official=True,
        shows="bureau/parts/change_to_decide.html",
        context={"proposed": proposed, "read": proposed.read if proposed else ""},
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.DROP_CHANGE)
def drop(request: Request, handle: str) -> HttpResponse:
    """The proposal comes to nothing: sent back by a leader, or taken back by whoever made it."""
    case = reviewed_case(request.actor, handle)
    proposed = change_to_decide(case)
    if request.method != "POST":
        must_be_open(request.actor, Act.DROP_CHANGE, case)
    form, status = DropForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: drop_change(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, "提议已作废，证书没有变化。")
    own = proposed is not None and proposed.change.proposed_by_id == request.actor.person
    word = "收回" if own else "退回"
    question = Question(
        f"{word}关于{case.person.name}证书的提议",
        ["提议作废，证书没有变化", "以后可以重新提出"],
        f"{word}提议",
        shows="bureau/parts/change_to_decide.html",
        context={"proposed": proposed},
    )
    return ask(request, case, form, question, status)
