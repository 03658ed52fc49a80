"""Places that differ in kind: months, modes of study, other conclusions, years added, committees. All of it is data."""

from dataclasses import replace
from typing import Any

import pytest
from eligibility_cast import PACK, TODAY, bachelor, doctor, master

from zhicheng.domain.eligibility import Answer, Outcome, Pack, check, codes, read_facts
from zhicheng.domain.eligibility.words import duration

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


def routed(pack: Pack = PACK, **changes: Any) -> Pack:
    """The pack with all its routes changed."""
    return replace(
        pack, routes={level: tuple(replace(way, **changes) for way in ways) for level, ways in pack.routes.items()}
    )


def reading(pack: Pack = PACK, **changes: Any) -> Pack:
    return replace(pack, reading=replace(pack.reading, **changes))


def ask(facts: dict[str, Any], pack: Pack) -> Answer:
    return check(read_facts(facts, today=TODAY, pack=pack), pack)


def found(facts: dict[str, Any], pack: Pack) -> Outcome:
    return ask(facts, pack).finding("schooling_and_years").outcome


def studied(mode: str | None) -> dict[str, Any]:
    facts = bachelor() | {"degrees": []}
    facts["diplomas"][0]["mode"] = mode
    return facts


@pytest.mark.parametrize(("as_of", "outcome"), [("2023-10-09", NOT_MET), ("2023-10-10", MET)])
def test_a_rule_may_ask_for_months(as_of: str, outcome: Outcome) -> None:
    three_months = routed(years=0, months=3)
    answer = ask(bachelor() | {"as_of": as_of}, three_months)
    finding = answer.finding("schooling_and_years")
    assert finding.outcome == outcome
    assert "满3个月须92天" in finding.because
    if outcome is NOT_MET:
        assert str(answer.earliest) == "2023-10-10"


@pytest.mark.parametrize(("as_of", "outcome"), [("2021-12-31", NOT_MET), ("2022-01-01", MET)])
def test_months_since_the_schooling_are_asked_beside_those_in_all(as_of: str, outcome: Outcome) -> None:
    half_a_year_after = routed(years_after=0, months_after=6)
    facts = master() | {"as_of": as_of}
    facts["work"].append({"from": "2015-01-01", "to": "2020-12-31", "field": "same", "kind": "technical"})
    assert found(facts, half_a_year_after) == outcome


@pytest.mark.parametrize(
    ("mode", "outcome"), [("full_time", MET), ("correspondence", NOT_MET), ("open", NOT_MET), (None, INCOMPLETE)]
)
def test_a_place_may_take_full_time_study_only(mode: str | None, outcome: Outcome) -> None:
    full_time = reading(modes=frozenset(("full_time",)))
    assert found(studied(mode), full_time) == outcome
    assert found(studied(mode), routed(modes=frozenset(("full_time",)))) == outcome
    assert found(studied(mode), PACK) == MET


def test_a_mode_that_does_not_count_is_named() -> None:
    full_time = reading(modes=frozenset(("full_time",)))
    assert "学习形式为函授" in ask(studied("correspondence"), full_time).finding("schooling_and_years").because
    assert "学习形式还不清楚" in ask(studied(None), full_time).finding("schooling_and_years").because


def test_a_route_s_own_modes_stand_over_the_reading_s() -> None:
    wider = routed(reading(modes=frozenset(("full_time",))), modes=frozenset(("full_time", "evening")))
    assert found(studied("evening"), wider) == MET


def test_a_degree_has_no_mode() -> None:
    full_time = reading(modes=frozenset(("full_time",)))
    assert found(master() | {"diplomas": []}, full_time) == MET


@pytest.mark.parametrize(
    ("conclusion", "outcome"), [("completed", MET), ("graduated", NOT_MET), ("incomplete", NOT_MET), (None, INCOMPLETE)]
)
def test_a_route_may_take_another_conclusion(conclusion: str | None, outcome: Outcome) -> None:
    facts = bachelor() | {"degrees": []}
    facts["diplomas"][0]["conclusion"] = conclusion
    assert found(facts, routed(conclusions=frozenset(("completed",)))) == outcome


@pytest.mark.parametrize(
    ("as_of", "field", "outcome"),
    [
        ("2025-07-09", "unrelated", NOT_MET),
        ("2025-07-10", "unrelated", MET),
        ("2024-10-15", "related", MET),
        ("2024-10-15", None, INCOMPLETE),
        ("2025-07-10", None, MET),
        ("2024-07-09", None, NOT_MET),
    ],
)
def test_schooling_in_another_field_may_ask_for_a_year_more(as_of: str, field: str | None, outcome: Outcome) -> None:
    facts = bachelor() | {"as_of": as_of, "degrees": []}
    facts["diplomas"][0]["field"] = field
    assert found(facts, reading(unrelated_adds_years=1)) == outcome


def test_the_added_year_is_said_and_a_person_still_decides() -> None:
    facts = bachelor() | {"as_of": "2025-07-10", "degrees": []}
    facts["diplomas"][0]["field"] = "unrelated"
    facts["assessments"] = [{"year": 2024, "grade": "qualified", "stamped": True}]
    answer = ask(facts, reading(unrelated_adds_years=1))
    assert "已加1年" in answer.finding("schooling_and_years").because
    assert answer.verdict == MANUAL
    assert ask(facts, reading(unrelated_adds_years=1, unrelated_schooling=MET)).verdict == MET


def test_the_earliest_day_knows_the_added_year() -> None:
    facts = bachelor() | {"degrees": []}
    facts["diplomas"][0]["field"] = "unrelated"
    assert str(ask(facts, reading(unrelated_adds_years=1)).earliest) == "2025-07-10"


def test_a_rule_without_years_may_still_be_given_the_added_one() -> None:
    facts = doctor()
    facts["as_of"] = "2024-06-30"
    facts["degrees"][0]["field"] = "unrelated"
    facts["diplomas"] = []
    assert found(facts, PACK) == MET
    assert found(facts, reading(unrelated_adds_years=1)) == NOT_MET


def test_a_committee_that_votes_is_named_and_changes_no_outcome() -> None:
    voting = replace(PACK, deciders=tuple(replace(one, by="committee") for one in PACK.deciders))
    finding = ask(bachelor(), voting).finding("jurisdiction")
    assert finding.outcome == MET
    assert "评审委员会" in finding.because
    assert "表决" in finding.because
    assert "评审委员会" not in ask(bachelor(), PACK).finding("jurisdiction").because


@pytest.mark.parametrize(("months", "said"), [(0, "0个月"), (3, "3个月"), (12, "1年"), (18, "1年6个月"), (36, "3年")])
def test_a_duration_is_said_in_years_and_months(months: int, said: str) -> None:
    assert duration(months) == said


def test_every_mode_is_the_default() -> None:
    assert PACK.reading.modes == codes.MODES
    assert PACK.reading.unrelated_adds_years == 0
