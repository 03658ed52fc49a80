"""Every pack's worked cases, as an officer reads them, hold."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng.domain.eligibility import Answer, check, read_facts
from zhicheng.policy.packs import load_pack, pack_ids, policies_dir
from zhicheng.policy.strict import read_yaml

TODAY = date(2024, 10, 15)
PLAIN = {"verdict", "rule", "earliest", "authority", "received_by", "batch", "alternatives"}


def examples(pack_id: str) -> dict[str, Any]:
    place, year = pack_id.rsplit("-", 1)
    return read_yaml(Path(policies_dir(), place, year, "examples.yaml"))


CASES = [
    pytest.param(pack_id, case, id=f"{pack_id}: {case['name']}")
    for pack_id in pack_ids()
    for case in examples(pack_id)["cases"]
]


def as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, list) else value


def step(key: str) -> str | int:
    return int(key) if key.isdigit() else key


def facts_of(pack_id: str, case: dict[str, Any]) -> dict[str, Any]:
    facts: Any = copy.deepcopy(examples(pack_id)["people"][case["person"]])
    for path, value in case.get("change", {}).items():
        *way, last = map(step, path.split("."))
        owner = facts
        for key in way:
            owner = owner[key]
        owner[last] = value
    for path in case.get("without", []):
        *way, last = path.split(".")
        owner = facts
        for key in way:
            owner = owner[key]
        del owner[last]
    return as_json(facts)


def seen(answer: Answer, name: str) -> Any:
    value = getattr(answer, name)
    if name == "batch":
        return value and value.id
    return [one.level for one in value] if name == "alternatives" else value


@pytest.mark.parametrize(("pack_id", "case"), CASES)
def test_the_case_comes_out_as_the_pack_says(pack_id: str, case: dict[str, Any]) -> None:
    pack = load_pack(pack_id)
    answer = check(read_facts(facts_of(pack_id, case), today=TODAY, pack=pack), pack)
    expected = case["expect"]
    assert expected
    assert set(expected) <= PLAIN | {"findings", "materials"}
    for code, outcome in expected.get("findings", {}).items():
        assert answer.finding(code).outcome == outcome, answer.finding(code)
    for code, state in expected.get("materials", {}).items():
        assert answer.material(code).state == state, answer.material(code)
    plain = {name: value for name, value in expected.items() if name in PLAIN}
    assert {name: seen(answer, name) for name in plain} == plain, [answer.findings, answer.materials]


def test_every_pack_has_worked_cases() -> None:
    assert {"huzhou-2024", "tiaozhou-2024"} <= set(pack_ids())
    assert all(examples(pack_id)["cases"] for pack_id in pack_ids())
