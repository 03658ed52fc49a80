"""Whether applications are taken now, until when, and by which day it is still safe to submit."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.cases.applicant_queries import Case
from zhicheng.domain.eligibility.submitting import submit_by
from zhicheng.domain.legal_time import closes_at, legal_day
from zhicheng.policy.deployment import calendar, deployed_pack


@dataclass(frozen=True, slots=True)
class Window:
    """The window for the case's bureau and level; `batch` empty where none is known."""

    known: bool
    open: bool = False
    batch: str = ""
    opens: date | None = None
    closes: date | None = None
    ends_at: datetime | None = None
    last_safe: date | None = None
    publicity_days: int = 0
    bureau: str = ""
    phone: str = ""


def window_of(case: Case, now: datetime) -> Window | None:
    """The window open now or the next one; None while employer or level are not chosen."""
    if case.employer is None or not case.level:
        return None
    asked = case.authority or case.received_by
    bureau, phone = (asked.name, asked.phone) if asked else ("", "")
    pack, today = deployed_pack(), legal_day(now)
    batch = pack.batch_on(today, case.employer.affiliation, case.level)
    days = pack.publicity.employer_days
    if batch is None:
        return Window(known=False, publicity_days=days, bureau=bureau, phone=phone)
    return Window(
        known=True,
        open=batch.opens <= today,
        batch=batch.id,
        opens=batch.opens,
        closes=batch.closes,
        ends_at=closes_at(batch.closes),
        last_safe=submit_by(batch, pack, calendar()),
        publicity_days=days,
        bureau=bureau,
        phone=phone,
    )
