"""Facts put into columns, some thousands at a time, so that a million people never stand as objects at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

import numpy as np

from zhicheng.domain.eligibility.facts import Degree, Diploma, Facts, Person, Target, Title, Work
from zhicheng.domain.eligibility.years import OPEN_END
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.coding import Named
from zhicheng.policy.bulk.ragged import Array, Columns, Form, Paper, Ragged
from zhicheng.policy.bulk.spans import in_order

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
        self.papers: Named[Paper] = Named()
        self.forms: Named[Form] = Named()
        self.licences: Named[frozenset[str] | None] = Named(None)
        self.batches: dict[str, dict[str, list[Array]]] = defaultdict(lambda: defaultdict(list))

    def take(self, batch: Sequence[Facts]) -> None:
        self._add("people", self._people(batch))
        for name in _LISTS:
            lists = [_UNKNOWN[name] if rows is None else rows for rows in (getattr(one, name) for one in batch)]
            self._add(name, {"count": _numbers(map(len, lists), np.int64)})
            self._add(name, getattr(self, f"_{name}")(list(chain.from_iterable(lists))))

    def done(self) -> Columns:
        if not self.batches:
            self.take(())
        people = self._whole("people")
        lists = {name: _ragged(self._whole(name)) for name in _LISTS}
        lists["assessments"] = _years_again(lists["assessments"])
        lists["work"] = _in_order(lists["work"])
        return Columns(
            people=people,
            lists=lists,
            targets=self.targets.values,
            affiliations=self.affiliations.values,
            papers=self.papers.values,
            forms=self.forms.values,
            licences=self.licences.values,
        )

    def _add(self, name: str, fields: dict[str, Array]) -> None:
        for field, values in fields.items():
            self.batches[name][field].append(values)

    def _whole(self, name: str) -> dict[str, Array]:
        parts = self.batches.pop(name)
        return {field: np.concatenate(parts.pop(field)) for field in list(parts)}

    def _people(self, batch: Sequence[Facts]) -> dict[str, Array]:
        return {
            "as_of": _days(one.as_of for one in batch),
            "target": _numbers((self.targets.number(one.target) for one in batch), np.int32),
            "person": _codes((_person(one.person) for one in batch), coded.PERSON),
            "punished_until": _days(one.person.punished_until for one in batch),
            "banned_until": _days(one.person.banned_until for one in batch),
            "employer": _codes((_employer(one) for one in batch), coded.EMPLOYER),
            "affiliation": _numbers((self.affiliations.number(one.employer.affiliation) for one in batch), np.int32),
            "insurance": _codes((one.insurance.source for one in batch), coded.INSURANCE),
            "licences": _numbers((self.licences.number(one.licences) for one in batch), np.int32),
        }

    def _diplomas(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {**self._degrees(rows), "study": _codes(((one.conclusion, one.mode) for one in rows), coded.STUDY)}

    def _degrees(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "level": _codes((one.level for one in rows), coded.SCHOOLING),
            "date": _days(one.date for one in rows),
            "field": _codes((one.field for one in rows), coded.FIELD),
            "paper": _numbers((self.papers.number((one.country, one.proof)) for one in rows), np.int32),
        }

    def _work(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "start": _days(one.start for one in rows),
            "end": _numbers((_day_after(one) for one in rows), np.int32),
            "word": _codes(((_both_ends(one), one.kind, one.field) for one in rows), coded.WORK),
        }

    def _assessments(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "year": _numbers((one.year or 0 for one in rows), np.int16),
            "form": _numbers((self.forms.number((one.year, one.grade, one.stamped)) for one in rows), np.int32),
        }

    def _titles(self, rows: Sequence[Any]) -> dict[str, Array]:
        return {
            "held": _codes(((one.level, one.via) for one in rows), coded.HELD),
            "basis": _codes((one.basis for one in rows), coded.SCHOOLING),
        }


def _ragged(fields: dict[str, Array]) -> Ragged:
    counts = fields.pop("count")
    owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return Ragged(np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), owner, fields)


def _in_order(work: Ragged) -> Ragged:
    order = in_order(work.owner, work["start"])
    return Ragged(work.offsets, work.owner, {name: column[order] for name, column in work.fields.items()})


def _years_again(forms: Ragged) -> Ragged:
    """`again` marks the forms of a year that is not after the year of the form before it; the years go."""
    year, again = forms["year"], np.zeros(len(forms.owner), bool)
    again[1:] = (year[1:] <= year[:-1]) & (forms.owner[1:] == forms.owner[:-1])
    return Ragged(forms.offsets, forms.owner, {"form": forms["form"], "again": again})


def _numbers(values: Iterable[int], kind: type[np.integer[Any]]) -> Array:
    return np.fromiter(values, kind)


def _codes(values: Iterable[Any], coding: Mapping[Any, int]) -> Array:
    return np.fromiter(map(coding.__getitem__, values), np.uint8 if len(coding) <= 1 << 8 else np.uint16)


def _days(values: Iterable[date | None]) -> Array:
    return np.fromiter((day.toordinal() if day else 0 for day in values), np.int32)


def _person(person: Person) -> tuple[Any, ...]:
    return person.id_kind, person.employed_in_city, person.status


def _employer(facts: Facts) -> tuple[Any, ...]:
    employer, free = facts.employer, (facts.employer.vacancies or {}).get(facts.target.level)
    post = None if free is None else free > 0
    own, won = employer.self_evaluating, employer.competition_passed
    return own, employer.kind, employer.staffing, post, won, facts.post_table


def _both_ends(work: Work) -> bool:
    return work.start is not None and (work.end is not None or work.still_there)


def _day_after(work: Work) -> int:
    """The day after the last; for good when there is none, or none is known."""
    return work.end.toordinal() + 1 if work.end else OPEN_END
