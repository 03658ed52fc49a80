"""Withdraw, on a page of its own that says what will happen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhicheng.cases.actions.withdraw import withdraw as take_back
from zhicheng.cases.applicant_queries import Case, own_case
from zhicheng.cases.queries import acts_open_to
from zhicheng.domain.faults import NotNow
from zhicheng.domain.states import Act, State
from zhicheng.web.acts import needs
from zhicheng.web.applicant.views.saving import seen_version
from zhicheng.web.request import Request


@needs(Act.WITHDRAW)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, handle: str) -> HttpResponse:
    case = own_case(request.actor, handle)
    if request.method == "POST":
        take_back(case.pk, actor=request.actor, now=request.now, seen=seen_version(request))
        messages.success(request, "草稿已作废。" if case.state == State.DRAFT else "申报已撤回。")
        return redirect("applicant-home")
    if Act.WITHDRAW not in acts_open_to(request.actor, case):
        raise NotNow("这份申报现在不能撤回。已经批准的，请联系人社部门。")
    draft = case.state == State.DRAFT
    context = {
        "case": case,
        "heading": "不要这份草稿了" if draft else "撤回申报",
        "consequences": _consequences(case),
        "back": reverse("applicant-apply") if draft else reverse("applicant-case", args=[handle]),
    }
    return render(request, "applicant/withdraw.html", context)


def _consequences(case: Case) -> list[str]:
    if case.state == State.DRAFT:
        return ["这份草稿作废，不能恢复。", "业绩档案库的内容都还在，可以重新开始申报。"]
    employer = case.employer.name if case.employer else "用人单位"
    lines = [f"编号 {case.number} 的申报到此结束，不能恢复；需要的话，可在申报时间内重新提出。"]
    if case.state == State.EMPLOYER_PUBLICITY:
        lines.append(f"您的名字从{employer}正在进行的公示名单上撤下。")
    if case.recommended_at:
        lines.append("为您预留的空缺岗位（如有）随即释放。")
    lines.append(f"{employer}{'和人社部门' if case.recommended_at else ''}会看到您已撤回。")
    return [*lines, "业绩档案库的内容都还在。"]
