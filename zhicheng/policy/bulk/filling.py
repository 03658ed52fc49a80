"""Facts put into columns, some thousands at a time, so that a million people never stand as objects at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

import numpy as np

from zhicheng.domain.eligibility.facts import Degree, Diploma, Facts, Target, Title, Work
from zhicheng.domain.eligibility.years import OPEN_END
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.coding import Named
from zhicheng.policy.bulk.ragged import Array, Columns, Ragged

AT_ONCE = 8192
_LISTS = ("diplomas", "degrees", "work", "assessments", "titles")
_UNKNOWN = {
    "diplomas": (Diploma(),),
    "degrees": (Degree(),),
    "work": (Work(),),
    "titles": (Title(),),
    "assessments": (),
}


def columns(facts: Iterable[Facts]) -> Columns:
    """The facts as columns, in the same order; `facts` may be a stream, of which little is held at once."""
    filling, rest = _Filling(), iter(facts)
    while batch := list(islice(rest, AT_ONCE)):
        filling.take(batch)
    return filling.done()


class _Filling:
    """The columns so far, batch by batch."""

    def __init__(self) -> None:
        self.targets: Named[Target] = Named()
        self.affiliations: Named[str | None] = Named(None)
        self.countries: Named[str | None] = Named(None)
        self.licences: Named[frozenset[str] | None] = Named(None)
        self.batches: dict[str, dict[str, list[Array]]] = defaultdict(lambda: defaultdict(list))

    def take(self, batch: Sequence[Facts]) -> None:
        self._add("people", self._people(batch))
        for name in _LISTS:
            lists = [_UNKNOWN[name] if rows is None else rows for rows in (getattr(one, name) for one in batch)]
            self._add(name, {"count": _numbers(map(len, lists), np.int64, len(lists))})
            self._add(name, getattr(self, f"_{name}")(list(chain.from_iterable(lists))))

    def done(self) -> Columns:
        if not self.batches:
            self.take(())
        people = self._whole("people")
        lists = {name: _ragged(self._whole(name)) for name in _LISTS}
        return Columns(
            people, lists, self.targets.values, self.affiliations.values, self.countries.values, self.licences.values
        )

    def _add(self, name: str, fields: dict[str, Array]) -> None:
        for field, values in fields.items():
            self.batches[name][field].append(values)

    def _whole(self, name: str) -> dict[str, Array]:
        parts = self.batches.pop(name)
        return {field: np.concatenate(parts.pop(field)) for field in list(parts)}

    def _people(self, batch: Sequence[Facts]) -> dict[str, Array]:
        persons, employers = [one.person for one in batch], [one.employer for one in batch]
        return {
            "as_of": _days(one.as_of for one in batch),
            "target": _numbers((self.targets.number(one.target) for one in batch), np.int32, len(batch)),
            "id_kind": _codes((one.id_kind for one in persons), coded.ID_KIND),
            "employed_in_city": _codes((one.employed_in_city for one in persons), coded.TOLD),
            "status": _codes((one.status for one in persons), coded.STATUS),
            "punished_until": _days(one.punished_until for one in persons),
            "banned_until": _days(one.banned_until for one in persons),
            "employer_kind": _codes((one.kind for one in employers), coded.EMPLOYER_KIND),
            "affiliation": _numbers(
                (self.affiliations.number(one.affiliation) for one in employers), np.int32, len(batch)
            ),
            "self_evaluating": _codes((one.self_evaluating for one in employers), coded.TOLD),
            "posts": _codes((_free_post(one) for one in batch), coded.TOLD),
            "staffing": _codes((one.staffing for one in employers), coded.STAFFING),
            "competition_passed": _codes((one.competition_passed for one in employers), coded.TOLD),
            "insurance": _codes((one.insurance.source for one in batch), coded.INSURANCE),
            "licences": _numbers((self.licences.number(one.licences) for one in batch), np.int32, len(batch)),
            "post_table": _codes((one.post_table for one in batch), coded.TOLD),
        }

    def _diplomas(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            **self._degrees(rows),
            "conclusion": _codes((one.conclusion for one in rows), coded.CONCLUSION),
            "mode": _codes((one.mode for one in rows), coded.MODE),
        }

    def _degrees(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "level": _codes((one.level for one in rows), coded.SCHOOLING),
            "date": _days(one.date for one in rows),
            "field": _codes((one.field for one in rows), coded.FIELD),
            "country": _numbers((self.countries.number(one.country) for one in rows), np.uint16, len(rows)),
            "proof": _codes((one.proof for one in rows), coded.PROOF),
        }

    def _work(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "start": _days(one.start for one in rows),
            "end": _numbers((_day_after(one) for one in rows), np.int32, len(rows)),
            "field": _codes((one.field for one in rows), coded.FIELD),
            "kind": _codes((one.kind for one in rows), coded.WORK_KIND),
        }

    def _assessments(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "year": _numbers((one.year or 0 for one in rows), np.int16, len(rows)),
            "grade": _codes((one.grade for one in rows), coded.GRADE),
            "stamped": _codes((one.stamped for one in rows), coded.TOLD),
        }

    def _titles(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "level": _codes((one.level for one in rows), coded.LEVEL),
            "via": _codes((one.via for one in rows), coded.VIA),
            "basis": _codes((one.basis for one in rows), coded.SCHOOLING),
        }


def _ragged(fields: dict[str, Array]) -> Ragged:
    counts = fields.pop("count")
    return Ragged(np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), fields)


def _numbers(values: Iterable[int], kind: type[np.integer[Any]], count: int) -> Array:
    return np.fromiter(values, kind, count)


def _codes(values: Iterable[Any], coding: Any) -> Array:
    return np.fromiter(map(coding.__getitem__, values), np.uint8)


def _days(values: Iterable[date | None]) -> Array:
    return np.fromiter((day.toordinal() if day else 0 for day in values), np.int32)


def _day_after(work: Work) -> int:
    """The day after the last; 0 when the end is not known."""
    if work.end:
        return work.end.toordinal() + 1
    return OPEN_END if work.still_there else 0


def _free_post(facts: Facts) -> bool | None:
    free = (facts.employer.vacancies or {}).get(facts.target.level)
    return None if free is None else free > 0
