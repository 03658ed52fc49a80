"""The working-day calendar: read a year, enter one from its notice, approve it by a second person."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhicheng.cases.calendar_effects import counted_differently
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import BUREAU_ROLES, Actor
from zhicheng.policy.actions.approve_calendar import approve_calendar
from zhicheng.policy.actions.drop_calendar import drop_calendar
from zhicheng.policy.actions.propose_calendar import calendar_faults, propose_calendar
from zhicheng.policy.deployment import calendar, calendar_with, calendar_year
from zhicheng.policy.desk.queries import approved_years, calendar_edition_for, calendar_proposals
from zhicheng.policy.desk.rights import may_draft, may_publish
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.form.controls import Sheet, filled, id_of
from zhicheng.policy.form.faults import with_faults
from zhicheng.policy.form.parts import CALENDAR
from zhicheng.policy.form.posted import taken
from zhicheng.policy.models import CalendarEdition
from zhicheng.policy.words.faults import Fault, in_words
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.pages import policy_calendar as page
from zhicheng.web.bureau.views.policy_desk import DRAFTERS, both, must_be_drafter
from zhicheng.web.posted import whole
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request

FIRST_YEAR, LAST_YEAR = 2000, 2100
USUAL = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


def _year(request: HttpRequest, otherwise: int) -> int:
    asked = whole(request.GET.get("year")) or otherwise
    return asked if FIRST_YEAR <= asked <= LAST_YEAR else otherwise


@require_safe
@as_role(*BUREAU_ROLES)
def year(request: Request) -> HttpResponse:
    """One year, twelve months, and what stands behind its days."""
    known, today = calendar(), legal_day(request.now)
    shown = _year(request, today.year)
    there = known.known_from.year <= shown <= known.known_until.year
    context = {
        "year": shown,
        "years": range(known.known_from.year, known.known_until.year + 2),
        "known": known,
        "there": there,
        "months": page.months_of(shown, known),
        "spans": page.spans_of(shown, known),
        "make_up": page.make_up_days(shown, known),
        "notices": page.notices_of(shown, known),
        "workdays": page.workdays_of(shown, known),
        "approved": approved_years(request.actor).get(shown),
        "proposals": calendar_proposals(request.actor),
        "may_draft": may_draft(request.actor),
    }
    return render(request, "bureau/policy_calendar.html", context)


@dataclass
class Entered:
    """A year as typed, and what became of it."""

    sheet: Sheet
    faults: list[Fault]
    said: str = ""
    status: int = 200
    made: CalendarEdition | None = None
    more: int = 0


@both
@as_role(*DRAFTERS)
def propose(request: Request) -> HttpResponse:
    """Enter a year from its notice; what is typed stays, right or wrong."""
    must_be_drafter(request.actor)
    before = Sheet(_beginning(_year(request, calendar().known_until.year + 1)))
    entered = _entered(request, before) if request.method == "POST" else Entered(before, [])
    if entered.made:
        messages.success(request, f"已录入 {entered.made.year} 年的日历，等另一位负责人审定。")
        return redirect("bureau-policy-calendar-year", entered.made.handle)
    groups, rest = with_faults(filled(CALENDAR, entered.sheet, more={"holidays": entered.more}), entered.faults)
    errors = [{"text": what, "url": f"#{id_of(path)}"} for path, what in entered.faults if what not in rest]
    errors += [{"text": what, "url": ""} for what in rest]
    context = {"part": CALENDAR, "groups": groups, "errors": errors, "sent": entered}
    return render(request, "bureau/policy_calendar_new.html", context, status=entered.status)


def _beginning(wanted: int) -> dict[str, Any]:
    known = calendar_year(wanted)
    blank = [{"name": name, "from": None, "to": None} for name in USUAL]
    return known or {"year": wanted, "notice": "", "holidays": blank, "make_up_days": []}


def _entered(request: Request, before: Sheet) -> Entered:
    if not request.POST.get("whole"):
        return Entered(before, [], "表单没有传完整，没有保存。请再保存一次。", 422)
    posted = {name: [str(one) for one in values] for name, values in request.POST.lists()}
    sheet = taken(CALENDAR, Sheet({"year": before.content["year"], "holidays": [], "make_up_days": []}), posted)
    if request.POST.get("act", "").startswith("add"):
        return Entered(sheet, [], more=1)
    try:
        faults = _faults(sheet.content)
        if faults:
            return Entered(sheet, faults, status=422)
        return Entered(sheet, [], made=propose_calendar(request.actor, content=sheet.content, now=request.now))
    except NotYours:
        raise
    except Refused as refused:
        return Entered(sheet, [], refused.message, STATUS.get(type(refused), 422))


def _faults(content: dict[str, Any]) -> list[Fault]:
    """What is wrong with the year, each at its place in the form."""
    name = f"{content.get('year')}.yaml"
    found = [(one.where, one.what) for one in calendar_faults(content)]
    return [
        (path.removeprefix(name).lstrip("."), in_words(what) if what.isascii() or "'" in what else what)
        for path, what in found
    ]


@both
@as_role(*DRAFTERS)
def proposal(request: Request, handle: str) -> HttpResponse:
    """A year that was entered: the months, what differs, which running periods it touches; approve or drop it."""
    must_be_drafter(request.actor)
    held, error, status = calendar_edition_for(request.actor, handle), "", 200
    if request.method == "POST":
        try:
            return _decided(request, held)
        except NotYours:
            raise
        except Refused as refused:
            error, status = refused.message, STATUS.get(type(refused), 422)
            held = calendar_edition_for(request.actor, handle)
    return render(
        request, "bureau/policy_calendar_year.html", {**_proposed(request, held), "error": error}, status=status
    )


def _decided(request: Request, held: CalendarEdition) -> HttpResponse:
    if request.POST.get("act") == "drop":
        drop_calendar(held, request.actor, now=request.now)
        messages.success(request, f"{held.year} 年的录入已作废。")
    else:
        approve_calendar(held, request.actor, now=request.now)
        messages.success(request, f"{held.year} 年的日历已审定，从现在起按它计算工作日。")
    return redirect(f"{reverse('bureau-policy-calendar')}?year={held.year}")


def _proposed(request: Request, held: CalendarEdition) -> dict[str, Any]:
    context: dict[str, Any] = {"edition": held, "waits": held.state == CalendarEdition.PROPOSED}
    try:
        after = calendar_with(held.content())
    except BadPack as bad:
        return {**context, "faults": [in_words(one.partition(": ")[2]) for one in bad.faults]}
    known = calendar()
    fresh = not known.known_from.year <= held.year <= known.known_until.year
    return {
        **context,
        "fresh": fresh,
        "months": page.months_of(held.year, after),
        "spans": page.spans_of(held.year, after),
        "make_up": page.make_up_days(held.year, after),
        "workdays": page.workdays_of(held.year, after),
        "changed": page.changed_days(held.year, known, after),
        "recounted": counted_differently(request.actor, held, request.now) if context["waits"] else [],
        "why_not": _why_not(request.actor, held),
        "consequences": [
            f"从现在起，{held.year} 年的工作日按这份日历计算",
            "已经开始的公示、补正期限不变，仍按开始时的日子",
        ],
    }


def _why_not(actor: Actor, held: CalendarEdition) -> str:
    if held.proposed_by_id == actor.person:
        return "您录入的，须由另一位负责人审定。"
    return "" if may_publish(actor) else "审定由市级人社部门负责人办理，您现在的身份不能审定。"
