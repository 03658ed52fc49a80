"""The day named as the earliest is the first on which the years are full."""

from datetime import date, timedelta
from typing import Any

from eligibility_cast import ask, bachelor, doctor, master
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.eligibility import Outcome

DAYS = st.dates(date(2019, 1, 1), date(2024, 10, 1))


def on(facts: dict[str, Any], day: date) -> Outcome:
    return ask(facts | {"as_of": day.isoformat()}).finding("schooling_and_years").outcome


def yes_on_the_day_and_no_before(facts: dict[str, Any], as_of: date) -> None:
    answer = ask(facts | {"as_of": as_of.isoformat()})
    if answer.finding("schooling_and_years").outcome is Outcome.MET:
        assert answer.earliest is None
        return
    assert answer.earliest is not None
    assert on(facts, answer.earliest) is Outcome.MET
    assert on(facts, answer.earliest - timedelta(days=1)) is Outcome.NOT_MET
    assert answer.earliest.isoformat() in answer.finding("schooling_and_years").because


@given(graduated=DAYS, began=DAYS, as_of=st.dates(date(2024, 10, 2), date(2025, 12, 31)))
def test_a_bachelor_is_told_the_first_full_day(graduated: date, began: date, as_of: date) -> None:
    facts = bachelor()
    facts["diplomas"][0]["date"] = facts["degrees"][0]["date"] = graduated.isoformat()
    facts["work"][0]["from"] = began.isoformat()
    yes_on_the_day_and_no_before(facts, as_of)


@given(graduated=DAYS, earlier=DAYS, length=st.integers(0, 900), began=DAYS)
def test_a_master_is_told_the_first_full_day_of_both_counts(
    graduated: date, earlier: date, length: int, began: date
) -> None:
    facts = master()
    facts["diplomas"][0]["date"] = facts["degrees"][0]["date"] = graduated.isoformat()
    before = {"from": earlier.isoformat(), "to": (earlier + timedelta(days=length)).isoformat()}
    facts["work"] = [before | {"field": "related", "kind": "technical"}, facts["work"][0] | {"from": began.isoformat()}]
    yes_on_the_day_and_no_before(facts, date(2024, 10, 2))


def test_the_reason_names_the_assessments_that_are_supposed_to_come() -> None:
    facts = master() | {"as_of": "2023-10-15"}
    answer = ask(facts)
    assert answer.earliest == date(2024, 7, 1)
    assert "2023年度考核" in answer.finding("schooling_and_years").because


def test_no_day_is_named_when_something_else_stands_against_it() -> None:
    facts = bachelor() | {"as_of": "2024-01-15"}
    facts["target"]["speciality"] = "通信"
    assert ask(facts).earliest is None


def test_no_day_is_named_when_only_something_else_is_lacking() -> None:
    facts = bachelor()
    facts["person"]["banned_until"] = "2025-01-01"
    answer = ask(facts)
    assert (answer.verdict, answer.earliest) == (Outcome.NOT_MET, None)


def test_a_degree_still_to_come_gives_no_day_to_somebody_without_work() -> None:
    facts = doctor()
    facts["degrees"] = [facts["degrees"][0] | {"date": "2025-06-30"}]
    facts["diplomas"] = [facts["diplomas"][0] | {"date": "2025-06-30"}]
    assert ask(facts).earliest == date(2025, 6, 30)
    assert ask(facts | {"work": []}).earliest is None
