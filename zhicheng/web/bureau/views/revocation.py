"""Revoking a certificate takes two people: one proposes, a leader decides."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from zhicheng.cases.bureau_case_queries import reviewed_case
from zhicheng.documents.actions.revoke import propose_revocation
from zhicheng.documents.actions.revoke import revoke as do_revoke
from zhicheng.domain.states import Act
from zhicheng.web.acts import needs
from zhicheng.web.bureau.forms.decisions import ActForm, RevocationForm
from zhicheng.web.bureau.views.deciding import Question, ask, done, must_be_open, tried
from zhicheng.web.request import Request

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@needs(Act.PROPOSE_REVOCATION)
def propose(request: Request, handle: str) -> HttpResponse:
    """The first of the two, with the facts."""
    case = reviewed_case(request.actor, handle)
    if request.method != "POST":
        must_be_open(request.actor, Act.PROPOSE_REVOCATION, case)
    form, status = RevocationForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: propose_revocation(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已提出撤销{case.person.name}的证书，等待另一位负责人决定。")
    question = Question(
        f"提出撤销{case.person.name}的证书",
        ["证书现在仍然有效", "须由另一位负责人决定，您不能自己决定"],
        "提出撤销",
        official=True,
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.REVOKE)
def revoke(request: Request, handle: str) -> HttpResponse:
    """The second of the two; from then on the certificate answers that it is revoked."""
    case = reviewed_case(request.actor, handle)
    if request.method != "POST":
        must_be_open(request.actor, Act.REVOKE, case)
    form, status = ActForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        status = tried(form, lambda: do_revoke(case.pk, actor=request.actor, now=request.now, seen=seen))
        if not status:
            return done(request, case, f"已撤销{case.person.name}的证书。")
    question = Question(
        f"撤销{case.person.name}的证书",
        ["证书编号保留，从此每次核验都显示“已撤销”和撤销的事实", "不能恢复"],
        "决定撤销",
        official=True,
        shows="bureau/parts/revocation.html",
    )
    return ask(request, case, form, question, status)
