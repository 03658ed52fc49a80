"""What is not known counts neither as met nor as failed."""

import copy
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from eligibility_cast import CAST, ask, bachelor, doctor, master
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.eligibility import Outcome

KNOWN_ONLY_IF_GIVEN = {"punished_until", "banned_until"}
Path = tuple[str | int, ...]


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """All fields that can be left out; a row of a list cannot, since a list that is given is whole."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if (*here, key) not in {("target",), ("target", "level"), ("target", "series"), ("as_of",)}:
                yield (*here, key)
            yield from paths(inner, (*here, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*here, index))


def without(facts: dict[str, Any], gone: list[Path]) -> dict[str, Any]:
    left = copy.deepcopy(facts)
    for path in gone:
        owner: Any = left
        for key in path[:-1]:
            owner = owner.get(key, {}) if isinstance(owner, dict) else owner[key]
        if isinstance(owner, dict) and path[-1] not in KNOWN_ONLY_IF_GIVEN:
            owner.pop(path[-1], None)
    return left


@pytest.mark.parametrize("person", CAST)
def test_no_single_gap_turns_a_met_case_into_a_refusal(person: Callable[[], dict[str, Any]]) -> None:
    facts = person()
    assert ask(facts).verdict == Outcome.MET
    for path in paths(facts):
        verdict = ask(without(facts, [path])).verdict
        assert verdict in (Outcome.MET, Outcome.INCOMPLETE), (path, verdict)


@pytest.mark.parametrize(
    "gone",
    [
        ("person", "id_kind"),
        ("person", "status"),
        ("employer",),
        ("employer", "affiliation"),
        ("employer", "self_evaluating"),
        ("diplomas",),
        ("diplomas", 0, "conclusion"),
        ("diplomas", 0, "date"),
        ("diplomas", 0, "field"),
        ("diplomas", 0, "proof"),
        ("work",),
        ("work", 0, "to"),
        ("work", 0, "kind"),
        ("assessments",),
        ("assessments", 0, "grade"),
        ("assessments", 0, "stamped"),
        ("insurance",),
        ("titles",),
        ("target", "speciality"),
    ],
)
def test_a_gap_that_matters_makes_the_answer_incomplete(gone: Path) -> None:
    facts = bachelor() | {"degrees": []}
    assert ask(without(facts, [gone])).verdict == Outcome.INCOMPLETE


GRADES = st.sampled_from(("excellent", "qualified", "basically_qualified", "unqualified", "none"))
FIELDS = st.sampled_from(("same", "related", "unrelated"))
DATES = st.dates(date(2018, 1, 1), date(2024, 12, 31)).map(date.isoformat)


@st.composite
def some_facts(draw: st.DrawFn) -> dict[str, Any]:
    facts = draw(st.sampled_from((bachelor, master, doctor)))()
    for held in [*facts["diplomas"], *facts["degrees"]]:
        held |= {"date": draw(DATES), "field": draw(FIELDS)}
        held["proof"] = draw(st.sampled_from(("pulled", "certificate", "none")))
    facts["diplomas"][0]["conclusion"] = draw(st.sampled_from(("graduated", "completed")))
    facts["work"][0] |= {"from": draw(DATES), "field": draw(FIELDS)}
    for form in facts["assessments"]:
        form |= {"grade": draw(GRADES), "stamped": draw(st.booleans())}
    facts["person"]["status"] = draw(st.sampled_from(("in_post", "in_post", "retired")))
    facts["titles"] = draw(
        st.lists(
            st.fixed_dictionaries({"level": st.just("assistant"), "via": st.sampled_from(("determination", "exam"))}),
            max_size=1,
        )
    )
    return facts


@given(some_facts(), st.data())
def test_more_knowledge_never_overturns_a_met_or_a_refusal(facts: dict[str, Any], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(list(paths(facts))), max_size=4, unique=True))
    before, after = ask(without(facts, gone)).verdict, ask(facts).verdict
    if before in (Outcome.MET, Outcome.NOT_MET):
        assert after == before, gone
