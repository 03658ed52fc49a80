"""The sections of a pack on places: bureaus, who decides, and when applications are taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility.pack import (
    Batch,
    Decider,
    Region,
)
from zhicheng.policy.files.strict import Section

REGION_KINDS = frozenset(("city", "functional_area", "county"))
DECIDED_BY = frozenset(("bureau", "committee"))


def regions(top: Section) -> dict[str, Region]:
    """The bureaux and areas by code."""
    read = []
    for row in top.rows("regions"):
        read.append(
            Region(
                code=row.text("code"),
                name=row.text("name"),
                kind=row.code("kind", REGION_KINDS),
                bureau=row.text("bureau"),
                office=row.text("office"),
                phone=row.text_or_empty("phone"),
                note=row.note("note"),
                clause=row.clause(),
                uncertain=row.uncertain(),
            )
        )
        row.done()
        if not (read[-1].phone or read[-1].note):
            row.fault("phone", "is empty; then the note says why")
    found = {region.code: region for region in read}
    top.once("regions", (region.code for region in read))
    for region in read:
        if region.bureau not in found:
            top.fault("regions", f"bureau {region.bureau!r} of {region.code} is no region of the pack")
    if codes.OTHER_AFFILIATION in found:
        top.fault("regions", f"{codes.OTHER_AFFILIATION!r} is kept for what is no region of the pack")
    return found


def deciders(top: Section, known: Mapping[str, Region]) -> tuple[Decider, ...]:
    """Who decides; every region at every level by determination exactly once at most."""
    read = []
    for row in top.rows("jurisdiction"):
        authority = row.raw("authority")
        read.append(
            Decider(
                kinds=row.codes("kinds", REGION_KINDS),
                levels=row.codes("levels", codes.LEVELS),
                authority=None if authority is None else row.code("authority", known, authority),
                batches=row.code("batches", ("city", "own")),
                clause=row.clause(),
                by=row.code("by", DECIDED_BY, row.defaulted("by", "bureau")),
                uncertain=row.uncertain(),
            )
        )
        row.done()
    top.once("jurisdiction", (f"{kind} {level}" for one in read for kind in one.kinds for level in one.levels))
    return tuple(read)


def batches(top: Section, name: str) -> tuple[Batch, ...]:
    """Windows in order, without overlap; none where the notice gives no dates."""
    read = []
    for row in top.rows(name):
        read.append(_batch(row))
        row.done()
    for earlier, later in pairwise(read):
        if later.opens <= earlier.closes:
            top.fault(name, f"{later.id!r} opens before {earlier.id!r} has closed")
        if earlier.years_counted_to and later.years_counted_to and later.years_counted_to < earlier.years_counted_to:
            top.fault(name, f"{later.id!r} counts years to a day before that of {earlier.id!r}")
    top.once(name, (batch.id for batch in read))
    return tuple(read)


def _batch(row: Section) -> Batch:
    opens, closes = row.day("opens"), row.day("closes")
    counted_to = row.defaulted("years_counted_to", None)
    forwarded = row.defaulted("employer_closes", row.content.get("closes"))
    batch = Batch(
        id=row.text("id"),
        opens=opens,
        closes=closes,
        clause=row.clause(),
        employer_closes=row.day("employer_closes", forwarded) if "employer_closes" in row.content else closes,
        years_counted_to=None if counted_to is None else row.day("years_counted_to", counted_to),
        uncertain=row.uncertain(),
    )
    if date.min < closes < opens:
        row.fault("closes", f"is before {opens}")
    if date.min < batch.employer_closes < closes:
        row.fault("employer_closes", f"is before {closes}")
    return batch


def own_batches(section: Section, known: Mapping[str, Region]) -> dict[str, tuple[Batch, ...]]:
    """A region's own windows."""
    found = {}
    for code in section.content:
        if code in known:
            found[str(code)] = batches(section, code)
    section.done()
    return found
