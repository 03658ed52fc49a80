"""Invented people who ask for a title: the same for the same seed, most of them ordinary, some at every edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from zhicheng.domain.eligibility import (
    Assessment,
    Degree,
    Diploma,
    Employer,
    Facts,
    Insurance,
    Person,
    Target,
    Title,
    Work,
)
from zhicheng.domain.eligibility.codes import COUNTRIES, ID_KINDS, LEVELS

SEED = 20241015
_FIRST_DAY = date(2024, 1, 1).toordinal()
_DAYS = 1096
_ALMOST_NEVER, _SELDOM, _AT_TIMES = 0.004, 0.02, 0.1

Words = tuple[str | None, ...]


def _mix(**shares: int) -> Words:
    return tuple(word for word, share in shares.items() for _ in range(share))


_LEVELS = tuple(sorted(LEVELS))
_KINDS = _mix(enterprise=60, public_institution=20, social_organisation=5, sole_trader=5, agency=8, government=2)
_AFFILIATIONS: Words = (
    ("330500",) * 40 + ("nantaihu", "330502", "330503", "330521", "330522", "330523") * 9 + ("other",)
)
_SERIES = _mix(engineering=60, agriculture=8, arts_and_crafts=8, school_teacher=12, public_legal_service=2, health=2)
_SPECIALITIES: Words = ("机械",) * 30 + ("建筑", "电气", "化工", "药学", "通信", "工业设计", None)
_WORK_FIELDS = _mix(same=80, related=15, unrelated=5)
_WORK_KINDS = _mix(technical=92, internship=4, military=2, civil_service=2)
_SCHOOLING_FIELDS = _mix(same=75, related=19, unrelated=6)
_MODES = _mix(full_time=80, correspondence=6, evening=2, self_study=4, online=3, open=5)
_CONCLUSIONS = _mix(graduated=97, completed=2, incomplete=1)
_PROOFS = _mix(pulled=75, filing_form=20, certificate=3, cscse=1, none=1)
_GRADES = _mix(qualified=84, excellent=11, basically_qualified=1, unqualified=1, none=3)
_VIAS = _mix(determination=8, review=1, exam=1)
_COUNTRIES = tuple(sorted(COUNTRIES))

_PATHS: tuple[tuple[int, str, tuple[tuple[str | None, str | None], ...]], ...] = (
    (12, "technician", (("secondary", None),)),
    (22, "assistant", (("junior_college", None),)),
    (30, "assistant", (("bachelor", "bachelor"),)),
    (5, "assistant", (("junior_college", None), ("bachelor", None))),
    (10, "intermediate", (("bachelor", "bachelor"), ("postgraduate", "master"))),
    (6, "intermediate", (("postgraduate", "master"),)),
    (2, "intermediate", ((None, "master"),)),
    (4, "intermediate", (("bachelor", "bachelor"), ("postgraduate", "master"), ("doctoral", "doctor"))),
    (1, "assistant", (("second_bachelor", "second_bachelor"),)),
    (1, "assistant", (("bachelor", "double_bachelor"),)),
    (1, "assistant", (("postgraduate_class", None),)),
    (1, "assistant", ((None, "bachelor"),)),
    (1, "assistant", (("technician_class", None),)),
    (1, "assistant", (("senior_skilled_worker", None),)),
    (1, "technician", (("vocational_high", None),)),
    (1, "technician", (("skilled_worker", None), ("junior_college", None))),
    (1, "intermediate", (("senior_high", "honorary_doctor"),)),
)
_PATH = tuple(path for path in _PATHS for _ in range(path[0]))


def people(count: int, seed: int = SEED) -> Iterator[Facts]:
    """`count` people, one by one."""
    made = _Maker(Random(seed))
    for _ in range(count):
        yield made.facts()


class _Maker:
    """One person after the other out of one stream of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.roll = chance.random

    def facts(self) -> Facts:
        as_of = date.fromordinal(_FIRST_DAY + int(self.roll() * _DAYS))
        _, level, path = self._pick(_PATH)
        if self.roll() < _AT_TIMES:
            level = self._pick(_LEVELS)
        diplomas, degrees, last = self._schooling(as_of, path)
        work = self._work(as_of, last)
        return Facts(
            as_of=as_of,
            target=Target(level, self._pick(_SERIES) or "", self._pick(_SPECIALITIES)),
            person=self._person(as_of),
            employer=self._employer(level),
            diplomas=self._told(diplomas),
            degrees=self._told(degrees),
            work=self._told(work),
            assessments=self._told(self._assessments(as_of, work)),
            insurance=Insurance(self._word("pulled" if self.roll() < 0.9 else "uploaded"), self._pick(_AFFILIATIONS)),
            licences=self._told(frozenset(("teacher",) if self.roll() < 0.5 else ())),
            titles=self._told(self._titles()),
            post_table=self._told(self.roll() < 0.95),
        )

    def _pick(self, choices: Sequence):  # type: ignore[type-arg, no-untyped-def]
        return choices[int(self.roll() * len(choices))]

    def _told(self, value):  # type: ignore[no-untyped-def]
        """The value, now and then not known."""
        return None if self.roll() < _ALMOST_NEVER else value

    def _word(self, word: str | None) -> str | None:
        return None if self.roll() < _ALMOST_NEVER else word

    def _person(self, as_of: date) -> Person:
        return Person(
            id_kind=self._word("resident_id" if self.roll() < 0.96 else self._pick(sorted(ID_KINDS))),
            employed_in_city=self._told(self.roll() < 0.97),
            status=self._word("in_post" if self.roll() < 0.985 else self._pick(("retired", "civil_servant"))),
            punished_until=self._near(as_of) if self.roll() < _SELDOM else None,
            banned_until=self._near(as_of) if self.roll() < _ALMOST_NEVER else None,
        )

    def _near(self, day: date) -> date:
        return day + timedelta(days=int(self.roll() * 9) - 4)

    def _employer(self, level: str) -> Employer:
        kind = self._word(self._pick(_KINDS))
        affiliation, own = self._word(self._pick(_AFFILIATIONS)), self._told(self.roll() < _SELDOM)
        if kind != "public_institution":
            return Employer(kind, affiliation, own)
        return Employer(
            kind=kind,
            affiliation=affiliation,
            self_evaluating=own,
            vacancies=self._told({level: int(self.roll() * 12)}),
            staffing=self._word("established" if self.roll() < 0.9 else "contract"),
            competition_passed=self._told(self.roll() < 0.95),
        )

    def _schooling(
        self, as_of: date, path: tuple[tuple[str | None, str | None], ...]
    ) -> tuple[tuple[Diploma, ...], tuple[Degree, ...], date]:
        years = 1 + int(self.roll() * 8)
        day = self._years_before(as_of, years) if self.roll() < _AT_TIMES else date(as_of.year - years, 6, 30)
        diplomas, degrees = [], []
        for step, (diploma, degree) in enumerate(reversed(path)):
            had = self._told(day - timedelta(days=step * 1096))
            field, country = self._word(self._pick(_SCHOOLING_FIELDS)), self._country()
            proof = self._word(
                self._pick(_PROOFS) if country == "CN" else "cscse" if self.roll() < 0.8 else "certificate"
            )
            if diploma:
                said = self._word(self._pick(_CONCLUSIONS))
                diplomas.append(Diploma(self._word(diploma), had, said, self._pick(_MODES), field, country, proof))
            if degree:
                if self.roll() < _SELDOM and had:
                    had += timedelta(days=365)
                degrees.append(Degree(self._word(degree), had, field, country, proof))
        return tuple(diplomas), tuple(degrees), day

    def _country(self) -> str | None:
        return self._word("CN" if self.roll() < 0.96 else self._pick(_COUNTRIES))

    def _years_before(self, day: date, years: int) -> date:
        """So many years before, or a day beside it."""
        year = day.year - years
        same = day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
        return same + timedelta(days=int(self.roll() * 3) - 1)

    def _work(self, as_of: date, schooled: date) -> tuple[Work, ...]:
        start = schooled + timedelta(days=int(self.roll() * 90))
        if self.roll() < 0.3:
            start = self._years_before(as_of, int(self.roll() * 5))
        spans = [self._job(start, None if self.roll() < 0.93 else self._near(as_of))]
        while self.roll() < 0.4:
            end = start - timedelta(days=int(self.roll() * 200) - 60)
            start = end - timedelta(days=30 + int(self.roll() * 1000))
            spans.append(self._job(start, end))
        if self.roll() < 0.8:
            spans.reverse()
        return tuple(spans)

    def _job(self, start: date, end: date | None) -> Work:
        if end and end < start:
            end = start
        known, ends = self._told(start), self._told(end) if end else None
        still_there = end is None and self.roll() >= _ALMOST_NEVER
        return Work(known, ends, still_there, self._word(self._pick(_WORK_FIELDS)), self._word(self._pick(_WORK_KINDS)))

    def _assessments(self, as_of: date, work: tuple[Work, ...]) -> tuple[Assessment, ...]:
        begun = min((one.start.year for one in work if one.start), default=as_of.year)
        last = as_of.year - (self.roll() >= _SELDOM)
        return tuple(
            Assessment(self._told(year), self._word(self._pick(_GRADES)), self._told(self.roll() >= _SELDOM))
            for year in range(max(begun, as_of.year - 4), last + 1)
            if self.roll() >= _SELDOM
        )

    def _titles(self) -> tuple[Title, ...]:
        if self.roll() < 0.85:
            return ()
        level = self._word("technician" if self.roll() < 0.5 else self._pick(_LEVELS[:3]))
        basis = self._word(self._pick(("secondary", "junior_college", "bachelor", "master")))
        return (Title(level, self._pick(_SERIES), None, self._word(self._pick(_VIAS)), None, basis),)
