"""A batch may count years to a day of its own; the earliest day is then the first day of the window that is enough."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from eligibility_cast import PACK, TODAY, bachelor, master
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng.domain.eligibility import Answer, Batch, Outcome, Pack, check, read_facts
from zhicheng.policy.packs import load_pack

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
DAYS = st.dates(date(2019, 1, 1), date(2024, 10, 1))


def batch(opens: date, closes: date, counted_to: date | None) -> Batch:
    return Batch(opens.isoformat(), opens, closes, None, closes, counted_to)


QUARTERS = tuple(
    batch(date(2024, month, 1), date(2024, month + 2, 20), date(2024, month + 2, last))
    for month, last in ((1, 31), (4, 30), (7, 30), (10, 31))
)
BY_QUARTER = replace(PACK, batches=QUARTERS)


def ask(facts: dict[str, Any], as_of: date, pack: Pack = BY_QUARTER) -> Answer:
    told = facts | {"as_of": as_of.isoformat()}
    return check(read_facts(told, today=TODAY, pack=pack), pack)


def found(facts: dict[str, Any], as_of: date, pack: Pack = BY_QUARTER) -> Outcome:
    return ask(facts, as_of, pack).finding("schooling_and_years").outcome


def worked_since(day: str) -> dict[str, Any]:
    facts = bachelor() | {"degrees": []}
    facts["work"][0]["from"] = day
    return facts


@pytest.mark.parametrize(
    ("since", "as_of", "outcome"),
    [
        ("2023-09-30", date(2024, 7, 1), MET),
        ("2023-10-01", date(2024, 7, 1), NOT_MET),
        ("2023-10-01", date(2024, 9, 20), NOT_MET),
        ("2023-10-01", date(2024, 9, 21), MET),
        ("2023-12-31", date(2024, 12, 20), MET),
        ("2023-12-31", date(2024, 12, 21), NOT_MET),
        ("2023-12-31", date(2024, 12, 31), MET),
    ],
)
def test_years_are_counted_to_the_day_of_the_batch_that_is_open_or_next(
    since: str, as_of: date, outcome: Outcome
) -> None:
    assert found(worked_since(since), as_of) == outcome


def test_the_reason_names_the_day_counted_to() -> None:
    because = ask(worked_since("2023-10-01"), date(2024, 7, 15)).finding("schooling_and_years").because
    assert "到2024-09-30（本批年限计算到的日期）共365天，满1年须366天" in because
    assert "2024-09-21起所在批次的年限满（计算到2024-12-31）" in because


def test_all_but_the_years_stands_on_the_day_asked() -> None:
    facts = worked_since("2023-07-10")
    facts["diplomas"][0]["date"] = "2024-08-01"
    assert found(facts, date(2024, 7, 31)) == NOT_MET
    facts = worked_since("2023-07-10")
    facts["person"]["punished_until"] = "2024-08-01"
    assert ask(facts, date(2024, 8, 1)).finding("not_barred").outcome == NOT_MET
    assert ask(facts, date(2024, 8, 2)).finding("not_barred").outcome == MET


@st.composite
def windows(draw: st.DrawFn) -> tuple[Batch, ...]:
    """Windows in order, some apart, some without a day of their own, some counting to a day before or after them."""
    day, counted, made = draw(st.dates(date(2024, 1, 1), date(2025, 1, 1))), date.min, []
    for _ in range(draw(st.integers(0, 5))):
        opens = day + timedelta(days=draw(st.integers(0, 60)))
        closes = opens + timedelta(days=draw(st.integers(0, 120)))
        own = draw(st.one_of(st.none(), st.integers(-40, 90)))
        to = None if own is None else max(counted, closes + timedelta(days=own))
        counted = to or counted
        made.append(batch(opens, closes, to))
        day = closes + timedelta(days=1)
    return tuple(made)


def first_yes(facts: dict[str, Any], as_of: date, pack: Pack) -> date:
    return next(
        day for day in (as_of + timedelta(days=n) for n in range(366 * 6)) if found(facts, day, pack) is Outcome.MET
    )


def yes_on_the_day_and_no_on_the_day_before(facts: dict[str, Any], as_of: date, pack: Pack) -> None:
    answer = ask(facts, as_of, pack)
    if answer.finding("schooling_and_years").outcome is MET:
        assert answer.earliest is None
        return
    assert answer.earliest is not None
    assert found(facts, answer.earliest, pack) is MET
    assert found(facts, answer.earliest - timedelta(days=1), pack) is NOT_MET
    assert answer.earliest.isoformat() in answer.finding("schooling_and_years").because


@given(graduated=DAYS, began=DAYS, as_of=st.dates(date(2024, 1, 1), date(2025, 6, 30)), batches=windows())
def test_the_earliest_day_is_the_first_on_which_the_check_says_yes(
    graduated: date, began: date, as_of: date, batches: tuple[Batch, ...]
) -> None:
    facts = worked_since(began.isoformat())
    facts["diplomas"][0]["date"] = graduated.isoformat()
    yes_on_the_day_and_no_on_the_day_before(facts, as_of, replace(PACK, batches=batches))


@given(
    graduated=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    began=st.dates(date(2019, 1, 1), date(2024, 1, 1)),
    batches=windows(),
    months=st.integers(0, 30),
)
def test_it_is_so_for_a_schooling_still_to_come_and_for_months(
    graduated: date, began: date, batches: tuple[Batch, ...], months: int
) -> None:
    facts = master() | {"diplomas": []}
    facts["degrees"][0]["date"] = graduated.isoformat()
    facts["work"][0]["from"] = began.isoformat()
    routes = {
        level: tuple(replace(way, years=1, months=months, years_after=0, months_after=5) for way in ways)
        for level, ways in PACK.routes.items()
    }
    pack = replace(PACK, batches=batches, routes=routes)
    as_of = date(2024, 1, 2)
    answer = ask(facts, as_of, pack)
    if answer.finding("schooling_and_years").outcome is not MET:
        assert answer.earliest is not None
        assert found(facts, answer.earliest, pack) is MET
        assert found(facts, answer.earliest - timedelta(days=1), pack) is NOT_MET


@given(began=st.dates(date(2023, 1, 1), date(2026, 12, 31)), as_of=st.dates(date(2026, 1, 1), date(2027, 1, 31)))
def test_it_is_so_in_a_pack_that_keeps_three_dates_apart(began: date, as_of: date) -> None:
    pack = load_pack("jiande-2026")
    first = pack.batches[0]
    assert first.years_counted_to
    assert first.closes <= first.employer_closes < first.years_counted_to
    facts = worked_since(began.isoformat())
    facts["employer"]["affiliation"] = facts["insurance"]["region"] = "330182"
    yes_on_the_day_and_no_on_the_day_before(facts, as_of, pack)


@settings(max_examples=8)
@given(began=st.dates(date(2023, 3, 1), date(2024, 3, 1)))
def test_it_agrees_with_a_search_day_by_day(began: date) -> None:
    facts = worked_since(began.isoformat())
    answer = ask(facts, date(2024, 3, 2))
    assert (answer.earliest or date(2024, 3, 2)) == first_yes(facts, date(2024, 3, 2), BY_QUARTER)
