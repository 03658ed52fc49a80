"""Facts are read strictly: every fault at once, each with its path."""

from datetime import date
from typing import Any

import pytest
from eligibility_cast import PACK, TODAY, bachelor

from zhicheng.domain.eligibility import UnreadableFacts, read_facts


def faults(facts: Any) -> list[str]:
    with pytest.raises(UnreadableFacts) as caught:
        read_facts(facts, today=TODAY, pack=PACK)
    return [fault.path for fault in caught.value.faults]


def test_all_faults_are_named_at_once() -> None:
    facts = bachelor() | {"surprise": 1}
    facts["target"]["level"] = "master"
    facts["diplomas"][0]["date"] = "2023-02-30"
    facts["work"][0]["place"] = "here"
    assert faults(facts) == ["surprise", "target.level", "diplomas[0].date", "work[0].place"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("as_of", "20241015"),
        ("as_of", "2024-W01-1"),
        ("as_of", 20241015),
        ("as_of", "3000-01-01"),
        ("as_of", "1899-12-31"),
        ("target", []),
        ("person", "me"),
        ("diplomas", {}),
        ("diplomas[0]", None),
        ("licences", "teacher"),
        ("licences[0]", "driver"),
        ("post_table", "yes"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault(path: str, value: Any) -> None:
    name, row = path.split("[")[0], path.endswith("]")
    assert path in faults(bachelor() | {name: [value] if row else value})


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [
        ("target", "series", "magic"),
        ("target", "speciality", 5),
        ("person", "id_kind", "library_card"),
        ("person", "employed_in_city", "true"),
        ("person", "employed_in_city", 1),
        ("person", "banned_until", "soon"),
        ("employer", "affiliation", "330100"),
        ("employer", "kind", ["enterprise"]),
        ("insurance", "region", "999999"),
        ("insurance", "source", "bank"),
    ],
)
def test_a_word_outside_the_closed_lists_is_a_fault(owner: str, name: str, value: Any) -> None:
    facts = bachelor()
    facts[owner][name] = value
    assert faults(facts) == [f"{owner}.{name}"]


@pytest.mark.parametrize("posts", [-1, True, 1.5, "2"])
def test_free_posts_are_whole_numbers_by_level(posts: Any) -> None:
    facts = bachelor()
    facts["employer"]["vacancies"] = {"assistant": posts, "clerk": 1}
    assert sorted(faults(facts)) == ["employer.vacancies.assistant", "employer.vacancies.clerk"]


def test_a_span_that_ends_before_it_begins_is_a_fault() -> None:
    facts = bachelor()
    facts["work"][0]["to"] = "2023-07-09"
    assert faults(facts) == ["work[0].to"]


def test_level_and_series_must_be_given() -> None:
    assert faults({}) == ["target.level", "target.series"]


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_facts_are_an_object(value: Any) -> None:
    assert faults(value) == ["$"]


def test_without_a_day_today_is_taken() -> None:
    facts = bachelor()
    del facts["as_of"]
    assert read_facts(facts, today=date(2024, 12, 2), pack=PACK).as_of == date(2024, 12, 2)


def test_insurance_may_be_paid_in_any_region() -> None:
    facts = bachelor()
    facts["insurance"]["region"] = "310115"
    assert read_facts(facts, today=TODAY, pack=PACK).insurance.region == "310115"
