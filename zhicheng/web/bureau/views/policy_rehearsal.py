"""Rehearse a draft, read who comes out otherwise, take the list along, and publish by a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.policy.actions.publish_draft import publish_draft
from zhicheng.policy.actions.rehearse_draft import rehearse_draft
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.desk.queries import PAGE, counts_of, draft_for, flips_of, rehearsal_for, version_for
from zhicheng.policy.desk.rehearsed import acts_since, latest_rehearsal, under_way
from zhicheng.policy.models import Draft, Rehearsal
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.forms.policy import SignForm, put_on
from zhicheng.web.bureau.pages.policy_check import why_not_publish
from zhicheng.web.bureau.pages.policy_difference import differences_of
from zhicheng.web.bureau.pages.policy_rehearsal import DIRECTIONS, as_csv, by_batch, by_bureau, flip_row, totals
from zhicheng.web.bureau.views.policy_desk import DRAFTERS, both, must_be_drafter
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request

SHOWN_WHEN_SIGNING = 200
CSV_AT_ONCE = 2000


@require_POST
@as_role(*DRAFTERS)
def rehearse(request: Request, handle: str) -> HttpResponse:
    """Ask the worker for a rehearsal of what stands in the draft."""
    must_be_drafter(request.actor)
    try:
        made = rehearse_draft(draft_for(request.actor, handle), request.actor, now=request.now)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("bureau-policy-draft", handle)
    return redirect("bureau-policy-rehearsal", made.handle)


@require_safe
@as_role(*DRAFTERS)
def rehearsal(request: Request, handle: str) -> HttpResponse:
    """The list, page by page; while it is being made, how far it is. Names are for the city's drafters only."""
    must_be_drafter(request.actor)
    held = rehearsal_for(request.actor, handle)
    return render(request, "bureau/policy_rehearsal.html", _list(request, held))


def _list(request: Request, held: Rehearsal) -> dict[str, Any]:
    direction, mark = request.GET.get("direction", ""), request.GET.get("after", "")
    direction = direction if direction in DIRECTIONS else ""
    found = list(flips_of(held, direction=direction, after=mark)[: PAGE + 1])
    rows, counts = found[:PAGE], counts_of(held)
    here = reverse("bureau-policy-rehearsal", args=[held.handle])
    chosen = f"?direction={direction}" if direction else "?direction="
    return {
        "rehearsal": held,
        "draft": held.draft,
        "done": held.state == Rehearsal.DONE,
        "failed": held.state != Rehearsal.DONE and not under_way(held, request.now),
        "rows": [flip_row(one.row) for one in rows],
        "direction": direction,
        "directions": [("", "全部"), *DIRECTIONS.items()],
        "totals": totals(counts),
        "by_batch": by_batch(counts),
        "by_bureau": by_bureau(counts),
        "pager": {
            "previous_url": f"{here}{chosen}" if mark else "",
            "next_url": f"{here}{chosen}&after={rows[-1].number}" if len(found) > PAGE else "",
        },
    }


@require_safe
@as_role(*DRAFTERS)
def progress(request: Request, handle: str) -> HttpResponse:
    """How far the rehearsal is, asked again every two seconds."""
    must_be_drafter(request.actor)
    held = rehearsal_for(request.actor, handle)
    if held.state == Rehearsal.DONE:
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "bureau/parts/policy_progress.html", {"rehearsal": held})


@require_safe
@as_role(*DRAFTERS)
def table(request: Request, handle: str) -> HttpResponse:
    """The whole list as a CSV for the meeting; none while it is being made. Raises NotNow."""
    must_be_drafter(request.actor)
    held = rehearsal_for(request.actor, handle)
    if held.state != Rehearsal.DONE:
        raise NotNow("预演还没有完成，名单不全，不能下载。")
    rows = (flip_row(one.row) for one in flips_of(held).iterator(chunk_size=CSV_AT_ONCE))
    answer = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rehearsal-{held.handle}.csv"'
    return answer


@both
@as_role(*DRAFTERS)
def publish(request: Request, handle: str) -> HttpResponse:
    """Difference and list on one page; a second leader ticks that he read them, and publishes."""
    must_be_drafter(request.actor)
    held = draft_for(request.actor, handle)
    form, status = SignForm(request.POST or None), 200
    if form.is_valid():
        try:
            publish_draft(held, request.actor, signed=form.cleaned_data["signed"], now=request.now)
            messages.success(request, "已发布。从现在起，新的申报按这套政策办理。")
            return redirect("bureau-policy")
        except NotYours:
            raise
        except Refused as refused:
            put_on(form, refused)
            status = STATUS.get(type(refused), 422)
    elif form.is_bound:
        status = 422
    return render(request, "bureau/policy_publish.html", _to_sign(request, held, form), status=status)


def _to_sign(request: Request, held: Draft, form: SignForm) -> dict[str, Any]:
    last, version = latest_rehearsal(held), version_for(request.actor, held.handle)
    done = last is not None and last.state == Rehearsal.DONE
    counts = counts_of(last) if last and done else []
    total = totals(counts)
    flips = total.worse + total.better + total.unclear
    why = why_not_publish(held, request.actor) or _not_ready(held, last)
    return {
        "draft": held,
        "version": version,
        "form": form,
        "rehearsal": last if done else None,
        "parts_differ": differences_of(deployed_pack(), version.pack) if version.pack else [],
        "rows": [flip_row(one.row) for one in flips_of(last)[:SHOWN_WHEN_SIGNING]] if last and done else [],
        "more": max(flips - SHOWN_WHEN_SIGNING, 0),
        "flips": flips,
        "totals": total,
        "by_batch": by_batch(counts),
        "by_bureau": by_bureau(counts),
        "why_not": why,
        "back": reverse("bureau-policy-draft", args=[held.handle]),
        "consequences": _consequences(version.pack.transition if version.pack else "keep", flips),
    }


def _not_ready(held: Draft, last: Rehearsal | None) -> str:
    if held.state != Draft.PROPOSED:
        return "这份草稿现在没有提请发布。"
    if last is None or last.state != Rehearsal.DONE:
        return "现在的内容还没有完成预演，请先预演。"
    if last.faults:
        return f"校验还指出 {len(last.faults)} 处问题，请退回修改。"
    since = acts_since(last)
    return f"预演之后又有 {since} 次提交或发布，名单已不完整，请重新预演。" if since else ""


def _consequences(transition: str, flips: int) -> list[str]:
    in_flight = (
        "正在办理的申报改按新的政策重新测算"
        if transition == "rejudge"
        else "正在办理的申报仍按提交时的政策办理，名单上的人不受影响"
    )
    return [
        "从现在起，新提交的申报按这套政策办理",
        in_flight,
        f"您签认这份名单：{flips} 件申报的结果按新政策会不同",
        "这一版永久保存，不能再改；要改须另起草一份",
    ]
