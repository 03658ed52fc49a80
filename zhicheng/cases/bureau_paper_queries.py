"""What the paper counter looks for: a case by what was typed or scanned, and paper that has not come yet."""

import re
from datetime import date

from django.db.models import Q, QuerySet

from zhicheng.cases.models import Case
from zhicheng.cases.queries import cases_seen_by
from zhicheng.domain.numbering import CASE, compact, normalise_case_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import State

PAGE = 25
PAPER_STATES = (State.CLEARED.value, State.DECIDED.value, State.CERTIFIED.value)
FORM_CODE = re.compile(r"/p/([0-9a-z]{16})-([0-9a-f]{8})(?![0-9a-z])", re.IGNORECASE)
VERSION = re.compile(r"(?<![0-9A-F])[0-9A-F]{8}(?![0-9A-F])")


def paper_cases(actor: Actor) -> QuerySet[Case]:
    """The cases whose paper is handed in at the actor's counter."""
    seen = cases_seen_by(actor).filter(received_by_id=actor.organisation, state__in=PAPER_STATES)
    return seen.defer("answers", "snapshot__body")


def find_paper(actor: Actor, typed: str) -> list[Case]:
    """Cases by the form's QR code, by number (however it was typed) or by the person's name; at most one page."""
    scanned, number = FORM_CODE.search(typed), case_number_in(typed)
    if scanned:
        by = Q(handle=scanned[1].lower())
    else:
        by = Q(number=number) if number else Q(person__name__contains=typed.strip())
    return list(paper_cases(actor).filter(by).order_by("paper_received_at", "paper_due", "pk")[:PAGE])


def case_number_in(typed: str) -> str | None:
    """The case number that stands somewhere in a typed or scanned text."""
    for piece in [typed, *re.split(r"[\s/?&=#|｜,，;；]+", typed)]:
        if normalise_case_number(piece):
            return normalise_case_number(piece)
    found = CASE.search(compact(typed))
    return normalise_case_number(found[0]) if found else None


def version_in(typed: str) -> str:
    """The version code of the form's QR code, or that stands beside a case number, or ""."""
    scanned = FORM_CODE.search(typed)
    if scanned:
        return scanned[2].upper()
    pieces = re.split(r"[\s/?&=#|｜,，;；]+", typed.upper())
    return next((piece for piece in pieces if VERSION.fullmatch(piece)), "")


def outstanding(actor: Actor, after: tuple[date, int] | None = None) -> list[Case]:
    """Cases whose paper has not come, the earliest due first, one more than a page."""
    waiting = paper_cases(actor).filter(paper_received_at=None, paper_due__isnull=False)
    if after:
        due, pk = after
        waiting = waiting.filter(Q(paper_due__gt=due) | Q(paper_due=due, pk__gt=pk))
    return list(waiting.order_by("paper_due", "pk")[: PAGE + 1])


def receivable(actor: Actor, handle: str) -> Case | None:
    """The case with this handle, if its paper belongs to the actor's counter."""
    return paper_cases(actor).filter(handle=handle).first()
