"""The responsible person recommends: one case, or everybody on a list whose period is over."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.queries import acts_open_to, case_for
from zhicheng.cases.unit_case_queries import list_of
from zhicheng.cases.unit_publicity_queries import ListedPerson, people_on, unit_list_for
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.given import given
from zhicheng.domain.states import Act
from zhicheng.web.acts import needs
from zhicheng.web.employer.pages.publicity import period_of, proposed_opinion, publicity_page
from zhicheng.web.posted import GET_OR_POST, whole
from zhicheng.web.request import Request


@GET_OR_POST
@needs(Act.RECOMMEND)
def one(request: Request, handle: str) -> HttpResponse:
    """The page on which one person is recommended, with the opinion proposed."""
    case = case_for(request.actor, handle)
    error, opinion = "", request.POST.get("opinion", "")
    if request.method == "POST":
        seen = whole(request.POST.get("seen"))
        try:
            recommend(case.pk, actor=request.actor, now=request.now, opinion=opinion, seen=seen)
        except (NotYours, StalePage):
            raise
        except Refused as refused:
            error = refused.message
        else:
            messages.success(request, f"已推荐{case.person.name}，申报已送{given(case.authority).name}审核。")
            return redirect("employer-case", handle)
    entry = list_of(case)
    if entry is None or Act.RECOMMEND not in acts_open_to(request.actor, case):
        raise NotNow("这份申报现在不在单位公示阶段，不能推荐。")
    if request.method == "GET":
        listed = [row for row in people_on(request.actor, entry.publicity) if row.case.pk == case.pk]
        opinion = proposed_opinion(entry.publicity, listed)
    context = {
        "case": case,
        "publicity": entry.publicity,
        "period": period_of(entry.publicity),
        "over": request.now >= entry.publicity.ends_at,
        "opinion": opinion,
        "errors": [{"text": error, "url": "#id_opinion"}] if error else [],
    }
    return render(request, "employer/recommend.html", context, status=422 if error else 200)


@require_POST
@needs(Act.RECOMMEND)
def several(request: Request, handle: str) -> HttpResponse:
    """Everybody ticked on the list, each by himself: what stands against one holds nobody else up."""
    publicity = unit_list_for(request.actor, handle)
    ticked = set(request.POST.getlist("case"))
    opinion = request.POST.get("opinion", "")
    chosen = [row for row in people_on(request.actor, publicity) if row.case.handle in ticked and not row.own]
    done, errors = _recommend_each(request, chosen, opinion)
    if not chosen:
        errors = ["请至少勾选一位要推荐的人员。"]
    if done:
        messages.success(request, f"已推荐 {len(done)} 人：{'、'.join(done)}。申报已送人社部门审核。")
    if not errors:
        return redirect("employer-publicity", handle)
    context = {
        "page": publicity_page(request.actor, publicity, request.now, opinion),
        "errors": [{"text": text, "url": "#id_opinion"} for text in errors],
        "ticked": ticked,
    }
    return render(request, "employer/publicity.html", context, status=422)


def _recommend_each(request: Request, chosen: Iterable[ListedPerson], opinion: str) -> tuple[list[str], list[str]]:
    done, errors = [], []
    for row in chosen:
        name = row.shown["name"]
        try:
            recommend(row.case.pk, actor=request.actor, now=request.now, opinion=opinion)
            done.append(name)
        except Refused as refused:
            errors.append(f"{name}：{refused.message}")
    return done, errors
