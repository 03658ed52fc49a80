"""Return, refuse, hand on: the acts by which a case leaves the desk without being approved."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from zhicheng.cases.actions.refuse import refuse as do_refuse
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.actions.transfer import transfer as do_transfer
from zhicheng.cases.bureau_case_queries import other_bureaus, reviewed_case
from zhicheng.cases.looking_through import defects_found, not_looked_at
from zhicheng.documents.words.of_case import REVIEW_DAYS
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import correction_period
from zhicheng.domain.states import Act, Desk
from zhicheng.domain.words import clause_words
from zhicheng.policy.deployment import calendar, pack_of
from zhicheng.web.acts import as_role, needs
from zhicheng.web.bureau.forms.decisions import ActForm, RefuseForm, TransferForm
from zhicheng.web.bureau.pages.case import refusal_reasons
from zhicheng.web.bureau.views.case import REVIEWERS
from zhicheng.web.bureau.views.deciding import Question, ask, done, must_be_open, tried
from zhicheng.web.request import Request

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@as_role(*REVIEWERS)
def send_back(request: Request, handle: str) -> HttpResponse:
    """Return for correction, with every defect at once and the day by which to answer."""
    case = reviewed_case(request.actor, handle)
    if request.method != "POST":
        must_be_open(request.actor, Act.RETURN, case)
    form, status = ActForm(request.POST or None, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: return_for_correction(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已退回{case.person.name}补正，一次性告知书正在生成。")
    days = pack_of(case.policy_pack, case.policy_sha256).correction.working_days
    period = correction_period(legal_day(request.now), days, calendar())
    context = {
        "defects": [_printed(defect) for defect in defects_found(case, Desk.BUREAU)],
        "left": len(not_looked_at(case, Desk.BUREAU)),
        "period": period,
        "calendar": calendar(),
    }
    context["impossible"] = bool(context["left"] or not context["defects"])
    question = Question(
        f"退回{case.person.name}补正",
        ["申报人收到上面这份一次性告知书", "编号和提交时间不变，补正后回到您的部门", "逾期没有补正的，申报失效"],
        "退回",
        shows="bureau/parts/return_preview.html",
        context=context,
    )
    return ask(request, case, form, question, status)


@both
@needs(Act.REFUSE)
def refuse(request: Request, handle: str) -> HttpResponse:
    """Refuse with a coded reason: first the form, then what the person will read, then the decision."""
    case = reviewed_case(request.actor, handle)
    if request.method != "POST":
        must_be_open(request.actor, Act.REFUSE, case)
    reasons = refusal_reasons(case)
    choices = [(one.code, f"{one.wording}（{clause_words(one.clause)}）") for one in reasons]
    form, status = RefuseForm(request.POST or None, reasons=choices, initial={"seen": case.version}), 200
    question = Question(
        f"对{case.person.name}作出不予通过的决定", ["下一步先给您看决定书的内容，确认后才生效"], "看决定书"
    )
    if form.is_valid():
        given = form.cleaned_data
        if request.POST.get("step") == "confirm":
            status = tried(form, lambda: do_refuse(case.pk, actor=request.actor, now=request.now, **given))
            if not status:
                return done(request, case, f"已对{case.person.name}作出不予通过的决定。")
        reason = next(one for one in reasons if one.code == given["reason"])
        question = _last_look_at_refusal(case, reason, given["note"], legal_day(request.now))
    return ask(request, case, form, question, status)


def _last_look_at_refusal(case: Any, reason: Any, note: str, today: date) -> Question:
    return Question(
        f"对{case.person.name}作出不予通过的决定",
        ["申报人收到上面的决定，可以申请复核", "这份申报到此结束，不能恢复；预留的岗位随即释放"],
        "作出决定",
        official=True,
        shows="bureau/parts/refusal_preview.html",
        context={
            "reason": reason,
            "note": note,
            "review_by": today + timedelta(days=REVIEW_DAYS),
            "confirming": True,
        },
    )


@both
@needs(Act.TRANSFER)
def transfer(request: Request, handle: str) -> HttpResponse:
    """Hand the case on to the bureau that decides it; its time is kept."""
    case = reviewed_case(request.actor, handle)
    bureaus = [(one.handle, one.name) for one in other_bureaus(case)]
    form, status = TransferForm(request.POST or None, bureaus=bureaus, initial={"seen": case.version}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: do_transfer(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            return done(request, case, f"已转办{case.person.name}的申报，编号和提交时间不变。")
    elif request.method != "POST":
        must_be_open(request.actor, Act.TRANSFER, case)
    question = Question(
        f"转办{case.person.name}的申报",
        ["由所选部门审批，您所在的部门不再办理", "编号和提交时间不变，已有的初审意见作废"],
        "转办",
    )
    return ask(request, case, form, question, status)


def _printed(defect: Any) -> dict[str, Any]:
    return {"what": defect.what, "clause": defect.clause, "cure": defect.cure}
