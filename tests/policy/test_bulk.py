"""The bulk evaluator says of everyone what the explained check says."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.people import people
from zhicheng.domain.eligibility import (
    Assessment,
    Degree,
    Diploma,
    Employer,
    Facts,
    Insurance,
    Outcome,
    Pack,
    Person,
    Target,
    Title,
    Work,
    check,
    codes,
    years,
)
from zhicheng.policy import bulk
from zhicheng.policy.bulk.calendar import days_needed
from zhicheng.policy.packs import load_pack, pack_ids

HUZHOU = load_pack("huzhou-2024")


def _strict() -> Pack:
    """Months, full-time study, added years, strict as to titles and forms, years counted to a day of the batch."""
    reading = replace(
        HUZHOU.reading,
        modes=frozenset(("full_time",)),
        unrelated_adds_years=1,
        low_title_redone=False,
        same_year_serves=False,
        grade_none=Outcome.NOT_MET,
        no_year_worked=Outcome.MET,
        schooling_fields=frozenset(("same",)),
        home_proofs={**HUZHOU.reading.home_proofs, "cscse": "provided"},
        assessment_years={"technician": 2, "assistant": 0, "intermediate": 4},
    )
    routes = {
        level: tuple(
            replace(one, months=one.years * 3, months_after=2, only_years_worked_assessed=index % 2 == 0)
            for index, one in enumerate(ways)
        )
        for level, ways in HUZHOU.routes.items()
    }
    first, *others = HUZHOU.batches
    batches = (replace(first, years_counted_to=date(2024, 6, 30)), *others[:-1])
    batches += (replace(others[-1], years_counted_to=date(2024, 12, 31)),)
    return replace(HUZHOU, reading=reading, routes=routes, batches=batches)


def _lenient() -> Pack:
    """Any conclusion and mode on some routes, before and after added up everywhere, no stamp needed, no batches."""
    reading = replace(
        HUZHOU.reading,
        stamp_needed=False,
        grade_none=Outcome.MET,
        unrelated_schooling=Outcome.MET,
        work_kinds=codes.WORK_KINDS,
        work_fields=codes.FIELDS,
        affiliation_other=Outcome.NOT_MET,
        title_via={**HUZHOU.reading.title_via, "exam": Outcome.MET},
    )
    routes = {
        level: tuple(
            replace(one, conclusions=codes.CONCLUSIONS, modes=frozenset(("open", "full_time")), before_counts=True)
            for one in ways
        )
        for level, ways in HUZHOU.routes.items()
    }
    return replace(HUZHOU, reading=reading, routes=routes, batches=(), exam_only=())


PACKS = {**{name: load_pack(name) for name in pack_ids()}, "strict": _strict(), "lenient": _lenient()}


def _agree(facts: Iterable[Facts], pack: Pack) -> None:
    asked = list(facts)
    found = bulk.verdicts(bulk.columns(asked), pack)
    assert len(found) == len(asked)
    for number, one in enumerate(asked):
        answer = check(one, pack)
        assert (found.verdict_of(number), found.rule_of(number)) == (answer.verdict, answer.rule), one


@pytest.mark.parametrize("name", PACKS)
def test_bulk_and_check_agree_on_generated_people(name: str) -> None:
    _agree(people(1500, seed=len(name)), PACKS[name])


def test_the_generated_people_get_every_verdict_and_every_rule() -> None:
    found = bulk.verdicts(bulk.columns(people(3000)), HUZHOU)
    assert set(found.verdict) == {0, 1, 2, 3}
    assert {found.rule_of(number) for number in range(len(found))} == {None, "R1", "R2", "R3", "R4", "R5", "R6"}


def _word(words: Iterable[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *sorted(words)])


DAY = st.dates(date(2020, 1, 1), date(2025, 3, 1))
PERHAPS = st.sampled_from([None, True, False])
SPAN = st.builds(
    lambda start, length, **rest: Work(
        start=start, end=start and length and date.fromordinal(start.toordinal() + length - 1), **rest
    ),
    start=st.none() | DAY,
    length=st.none() | st.integers(1, 1500),
    still_there=st.booleans(),
    field=_word(codes.FIELDS),
    kind=st.sampled_from([None, "technical", "technical", "internship"]),
)
PROOF = {
    "date": st.none() | DAY,
    "field": _word(codes.FIELDS),
    "country": st.sampled_from([None, "CN", "GB"]),
    "proof": _word(codes.PROOFS),
}
LEVELS = ["technician", "assistant", "intermediate", "senior"]
FACTS = st.builds(
    Facts,
    as_of=st.dates(date(2024, 2, 1), date(2025, 3, 1)),
    target=st.builds(
        Target,
        level=st.sampled_from(LEVELS),
        series=st.sampled_from(["engineering", "school_teacher", "sports", "public_legal_service"]),
        speciality=st.sampled_from([None, "机械", "药学"]),
    ),
    person=st.builds(
        Person,
        id_kind=_word(codes.ID_KINDS),
        employed_in_city=PERHAPS,
        status=_word(codes.STATUSES),
        punished_until=st.none() | DAY,
        banned_until=st.none() | DAY,
    ),
    employer=st.builds(
        Employer,
        kind=_word(codes.EMPLOYER_KINDS),
        affiliation=st.sampled_from([None, "330500", "330521", "other"]),
        self_evaluating=PERHAPS,
        vacancies=st.none() | st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 2)),
        staffing=_word(codes.STAFFINGS),
        competition_passed=PERHAPS,
    ),
    diplomas=st.none()
    | st.lists(
        st.builds(
            Diploma,
            level=_word(codes.DIPLOMA_LEVELS),
            conclusion=_word(codes.CONCLUSIONS),
            mode=st.sampled_from([None, "full_time", "open"]),
            **PROOF,
        ),
        max_size=4,
    ).map(tuple),
    degrees=st.none() | st.lists(st.builds(Degree, level=_word(codes.DEGREE_LEVELS), **PROOF), max_size=3).map(tuple),
    work=st.none() | st.lists(SPAN, max_size=5).map(tuple),
    assessments=st.none()
    | st.lists(
        st.builds(
            Assessment,
            year=st.none() | st.integers(2019, 2025),
            grade=_word(codes.GRADES),
            stamped=PERHAPS,
        ),
        max_size=6,
    ).map(tuple),
    insurance=st.builds(Insurance, source=_word(codes.INSURANCE_SOURCES), region=st.none()),
    licences=st.none() | st.frozensets(st.sampled_from(["teacher", "lawyer", "notary"])),
    titles=st.none()
    | st.lists(
        st.builds(
            Title,
            level=_word(codes.LEVELS),
            series=st.just("engineering"),
            via=_word(codes.VIAS),
            basis=_word(codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS),
        ),
        max_size=2,
    ).map(tuple),
    post_table=PERHAPS,
)
FAVOURABLE = st.builds(
    replace,
    FACTS,
    person=st.just(Person("resident_id", True, "in_post")),
    employer=st.just(Employer("enterprise", "330500", False)),
    target=st.builds(
        Target, level=st.sampled_from(LEVELS[:3]), series=st.just("engineering"), speciality=st.just("机械")
    ),
    insurance=st.just(Insurance("pulled", "330500")),
)
"""People of whom only schooling, work, forms and titles are in question."""


@pytest.mark.parametrize("name", ["huzhou-2024", "strict", "lenient"])
@settings(max_examples=60, deadline=None)
@given(asked=st.lists(FACTS | FAVOURABLE, max_size=8))
def test_bulk_and_check_agree_on_anyone(name: str, asked: list[Facts]) -> None:
    _agree(asked, PACKS[name])


@given(day=st.dates(date(1950, 1, 1), date(2100, 1, 1)), months=st.integers(0, 200))
def test_days_needed_are_those_of_the_check(day: date, months: int) -> None:
    assert days_needed(np.array([day.toordinal()]), months)[0] == years.days_needed(day, months)
