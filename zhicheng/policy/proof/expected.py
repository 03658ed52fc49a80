"""What the pack's rows say to one diploma or degree, told a second time and in another way than the check tells it."""

from __future__ import annotations

from datetime import date

from zhicheng.domain.eligibility import Diploma, Facts, Outcome, Pack
from zhicheng.domain.eligibility.pack import Route
from zhicheng.policy.proof.dates import DAY, is_full
from zhicheng.policy.proof.profiles import Held, schooling_of

BEST_FIRST = (Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET)
RANK = {outcome: rank for rank, outcome in enumerate(BEST_FIRST)}


def expected(pack: Pack, facts: Facts, counted_to: date) -> Outcome:
    """The best that the rows of the level say to the facts' only schooling; all of it must be known."""
    (held,) = schooling_of(facts)
    rows = [row for row in pack.routes.get(facts.target.level, ()) if held.level in _named(row, held)]
    said = [row.outcome if _holds(pack, row, held, facts, counted_to) else Outcome.NOT_MET for row in rows]
    return min(said, key=RANK.__getitem__, default=Outcome.NOT_MET)


def _named(row: Route, held: Held) -> frozenset[str]:
    return row.diplomas if isinstance(held, Diploma) else row.degrees


def _holds(pack: Pack, row: Route, held: Held, facts: Facts, counted_to: date) -> bool:
    reading = pack.reading
    if held.date is None or held.date > facts.as_of:
        return False
    if isinstance(held, Diploma) and (
        held.conclusion not in (row.conclusions or reading.conclusions) or held.mode not in (row.modes or reading.modes)
    ):
        return False
    spans = [
        (job.start or date.min, counted_to if job.end is None else job.end + DAY)
        for job in facts.work or ()
        if job.kind in reading.work_kinds and job.field in reading.work_fields
    ]
    more = 0 if held.field in reading.schooling_fields else 12 * reading.unrelated_adds_years
    return is_full(
        spans, date.min if row.before_counts else held.date, counted_to, row.months_needed + more
    ) and is_full(spans, held.date, counted_to, row.months_needed_after)
