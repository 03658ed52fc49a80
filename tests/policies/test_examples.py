"""Every pack's worked cases, as an officer reads them, hold."""

import pytest

from zhicheng.policy.packs import load_pack, pack_ids, read_content
from zhicheng.policy.worked.cases import ExampleResult, run_examples

CASES = [
    pytest.param(result, id=f"{pack_id}: {result.name}")
    for pack_id in pack_ids()
    for result in run_examples(load_pack(pack_id), read_content(pack_id).examples)
]


@pytest.mark.parametrize("result", CASES)
def test_the_case_comes_out_as_the_pack_says(result: ExampleResult) -> None:
    assert result.got == result.wanted
    assert result.passed


def test_every_pack_has_worked_cases() -> None:
    assert {"huzhou-2024", "tiaozhou-2024"} <= set(pack_ids())
    assert all(read_content(pack_id).examples["cases"] for pack_id in pack_ids())
