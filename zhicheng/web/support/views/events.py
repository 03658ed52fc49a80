"""The log of everything that was done, and whether its chain holds."""

from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.post_table_door import TABLE_STATE_WORDS
from zhicheng.documents.numbered import number_in, subject_of
from zhicheng.domain.permissions import ROLE_WORDS, SUPPORT_ROLES, Role
from zhicheng.domain.words import STATE_WORDS
from zhicheng.events.models import Event
from zhicheng.events.queries import PAGE, WITHOUT_DETAILS, Wanted, events_for, length_of_log
from zhicheng.events.record import breaks, record
from zhicheng.people.names_of import names_of, people_called
from zhicheng.web.acts import as_role
from zhicheng.web.posted import whole
from zhicheng.web.request import Request
from zhicheng.web.support.act_words import ALL_ACT_WORDS, act_word, subject_words

CHECKERS = (Role.AUDITOR, Role.AUDIT_ADMIN)
SHOWN_BREAKS = 20
LONGEST = 80


@require_safe
@as_role(*SUPPORT_ROLES)
def events(request: Request) -> HttpResponse:
    """The log, newest first, narrowed by subject, person, act and day."""
    typed = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("subject", "person", "act", "day")}
    wanted, faults = _wanted(typed, request.actor.role)
    found: list[Event] = []
    if not faults:
        after, before = whole(request.GET.get("after")), whole(request.GET.get("before"))
        found = events_for(request.actor, wanted, before=before, after=after)
    context = {
        "rows": _rows(found, request.actor.role, backwards="after" in request.GET),
        "typed": typed,
        "faults": faults,
        "acts": sorted(ALL_ACT_WORDS.items(), key=lambda pair: pair[1]),
        "pager": _pager(request.GET, typed, found),
        "length": length_of_log(),
        "may_check": request.actor.role in CHECKERS,
        "hides_cases": request.actor.role in WITHOUT_DETAILS,
        "capsule_of": _case_shown(request.actor.role, found, wanted.subject),
    }
    return render(request, "support/events.html", context)


@require_POST
@as_role(*CHECKERS)
def check_chain(request: Request) -> HttpResponse:
    """Walk the whole chain and say where it does not hold; that somebody checked is on record."""
    length = length_of_log()
    found = list(islice(breaks(), SHOWN_BREAKS + 1))
    record(
        "check_log", subject="log", actor=request.actor, now=request.now, details={"length": length, "whole": not found}
    )
    context = {"breaks": found[:SHOWN_BREAKS], "more": len(found) > SHOWN_BREAKS, "length": length}
    return render(request, "support/chain.html", context)


def _wanted(typed: dict[str, str], role: Role) -> tuple[Wanted, list[str]]:
    subject, fault = _subject(typed["subject"], role)
    faults = [fault] if fault else []
    day = person = None
    if typed["day"]:
        try:
            day = date.fromisoformat(typed["day"])
        except ValueError:
            faults.append("日期写成 2024-12-02 的样子")
    if typed["person"]:
        people = people_called(typed["person"], most=2)
        if len(people) == 1:
            person = people[0]
        else:
            faults.append("没有这个姓名的人" if not people else "同名的不止一人，请改用对象或日期查找")
    return Wanted(subject, typed["act"], person, day), faults


def _subject(typed: str, role: Role) -> tuple[str, str]:
    """The subject that was meant, and what is wrong with it; who sees no cases learns not even whether there is one."""
    numbered = number_in(typed)
    if numbered is None:
        return typed, ""
    if role in WITHOUT_DETAILS:
        return typed, "系统管理员看不到申报的记录，不能按申报编号、证书编号或文号查找"
    subject = subject_of(numbered)
    return (subject, "") if subject else (typed, f"没有{numbered.kind}为 {numbered.number} 的记录")


def _rows(found: list[Event], role: Role, *, backwards: bool) -> list[dict[str, Any]]:
    shown = found[-PAGE:] if backwards else found[:PAGE]
    names = names_of(event.actor for event in shown)
    return [
        {
            "event": event,
            "word": act_word(event.act),
            "subject": subject_words(event.subject),
            "role": ROLE_WORDS.get(Role(event.role), event.role),
            "who": names.get(event.actor or 0, ""),
            "states": _state_words(event),
            "details": {} if role in WITHOUT_DETAILS else event.details,
        }
        for event in shown
    ]


def _case_shown(role: Role, found: list[Event], subject: str) -> str:
    """The handle of the one case to which the page is narrowed, for the auditor, who may take its capsule."""
    kind, _, handle = subject.partition(":")
    return handle if kind == "case" and found and role is Role.AUDITOR else ""


def _state_words(event: Event) -> list[tuple[str, str]]:
    """From which state to which, each with its tone; empty where the state stayed."""
    if event.before == event.after:
        return []
    codes = [code for code in (event.before, event.after) if code]
    if event.subject.startswith("post_table:"):
        return [(TABLE_STATE_WORDS.get(code, code), "quiet") for code in codes]
    return [
        (STATE_WORDS[code].word, STATE_WORDS[code].tone) if code in STATE_WORDS else (code, "quiet") for code in codes
    ]


def _pager(query: QueryDict, typed: dict[str, str], found: list[Event]) -> dict[str, str]:
    more, backwards = len(found) > PAGE, "after" in query
    shown = found[-PAGE:] if backwards else found[:PAGE]
    if not shown:
        return {}
    address = reverse("support-events")
    given = {name: value for name, value in typed.items() if value}
    earlier, later = (True, more) if backwards else (more, "before" in query)
    return {
        "previous_url": f"{address}?{urlencode({**given, 'after': shown[0].seq})}" if later else "",
        "next_url": f"{address}?{urlencode({**given, 'before': shown[-1].seq})}" if earlier else "",
    }
