"""Worked cases are run against the pack; what cannot be read is named with its place."""

import copy
from datetime import date
from typing import Any

import pytest

from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import load_pack
from zhicheng.policy.worked.cases import run_examples

PACK = load_pack("huzhou-2024")
EXAMPLES: dict[str, Any] = {
    "people": {
        "本科": {
            "as_of": date(2024, 10, 15),
            "target": {"level": "assistant", "series": "engineering"},
            "diplomas": [{"level": "bachelor", "date": date(2023, 6, 30), "conclusion": "graduated"}],
            "degrees": [],
            "work": [{"from": date(2023, 7, 10), "to": None, "field": "same", "kind": "technical"}],
        }
    },
    "cases": [
        {
            "name": "满一年",
            "reading": "说明",
            "number": [29],
            "person": "本科",
            "expect": {"verdict": "incomplete", "rule": "R3", "findings": {"schooling_and_years": "met"}},
        }
    ],
}
Case = dict[str, Any]


def with_case(**changes: Any) -> dict[str, Any]:
    examples = copy.deepcopy(EXAMPLES)
    examples["cases"][0] |= changes
    return examples


def faults(examples: dict[str, Any]) -> list[str]:
    with pytest.raises(BadPack) as caught:
        run_examples(PACK, examples)
    return caught.value.faults


def test_a_case_that_holds_has_passed() -> None:
    (result,) = run_examples(PACK, EXAMPLES)
    assert (result.name, result.note, result.case_numbers, result.passed) == ("满一年", "说明", (29,), True)
    assert result.wanted == {"verdict": "incomplete", "rule": "R3", "findings.schooling_and_years": "met"}


def test_a_case_that_does_not_hold_says_what_came_out() -> None:
    (result,) = run_examples(PACK, with_case(change={"as_of": date(2024, 7, 9)}))
    assert not result.passed
    assert result.got == {"verdict": "not_met", "rule": None, "findings.schooling_and_years": "not_met"}


def test_days_batches_and_levels_are_compared_as_an_officer_writes_them() -> None:
    change = {"as_of": date(2024, 7, 9), "employer.affiliation": "330500"}
    person = EXAMPLES["people"]["本科"] | {"employer": {}}
    expect = {"earliest": date(2024, 7, 10), "batch": "2024-2", "alternatives": [], "authority": "330500"}
    examples = with_case(change=change, expect=expect) | {"people": {"本科": person}}
    (result,) = run_examples(PACK, examples)
    assert result.got == result.wanted
    assert result.wanted["earliest"] == "2024-07-10"


def test_running_the_cases_leaves_the_people_as_they_were() -> None:
    before = copy.deepcopy(EXAMPLES)
    run_examples(PACK, with_case(change={"work.0.from": date(2024, 1, 1)}))
    assert before == EXAMPLES


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"person": "谁"}, "cases[0].person: must be one of 本科; got '谁'"),
        ({"expect": {}}, "cases[0].expect: expects nothing"),
        ({"expect": {"colour": "red"}}, "cases[0].expect.colour: is not a name"),
        ({"expect": {"findings": {"luck": "met"}}}, "cases[0].expect.findings.luck: is not a name"),
        ({"change": {"work.7.from": 1}}, "cases[0].work.7.from: there is no such place"),
        ({"change": ["as_of"]}, "cases[0].change: must be a mapping"),
        ({"without": ["work.0.salary"]}, "cases[0].work.0.salary: there is no such place"),
        ({"without": "work"}, "cases[0].without: must be a list of paths"),
        ({"without": ["as_of"]}, "cases[0].person: as_of must be written"),
        ({"change": {"target.level": "wizard"}}, "cases[0].facts: target.level: 没有这个代码"),
        ({"number": "29"}, "cases[0].number: must be a list of numbers"),
        ({"colour": "red"}, "cases[0].colour: is not a name of this section"),
    ],
)
def test_a_fault_in_a_case_is_named_with_its_place(changes: Case, fault: str) -> None:
    named = faults(with_case(**changes))
    assert any(fault in one for one in named), named


def test_faults_of_the_whole_are_named_at_once() -> None:
    assert faults({}) == [
        "people: is missing",
        "people: must be a mapping",
        "cases: is missing",
        "cases: must be a list",
    ]
    assert faults(EXAMPLES | {"cases": EXAMPLES["cases"] * 2}) == ["cases: '满一年' is there twice"]


def test_questions_outside_eligibility_are_named_with_a_reason() -> None:
    outside = [{"number": [79, 80], "why": "属于办理期限", "where": "办理规则"}]
    assert run_examples(PACK, EXAMPLES | {"outside": outside})
    assert faults(EXAMPLES | {"outside": [{"why": "x", "where": "y"}]})[0] == "outside[0].number: is missing"
