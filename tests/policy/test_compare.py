"""Two packs beside each other: what differs, in words, and whose answers turn."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng.cli import main
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.compare import OWN_READING, Difference, differences
from zhicheng.policy.flips import flips, flips_told
from zhicheng.policy.packs import PackContent, load_pack, pack_from, read_content

HUZHOU = read_content("huzhou-2024")
PACK = load_pack("huzhou-2024")
BACHELOR: dict[str, Any] = {
    "as_of": "2024-10-15",
    "target": {"level": "assistant", "series": "engineering", "speciality": "机械"},
    "diplomas": [{"level": "junior_college", "date": "2022-06-30", "conclusion": "graduated", "field": "same"}],
    "degrees": [],
    "work": [{"from": "2022-06-30", "to": None, "field": "same", "kind": "technical"}],
}


def edited(edit: Callable[[dict[str, Any]], Any]) -> Pack:
    content = copy.deepcopy(HUZHOU.content)
    edit(content)
    return pack_from(PackContent(content, HUZHOU.tables, {}), "edited")


def only(edit: Callable[[dict[str, Any]], Any]) -> Difference:
    (found,) = differences(PACK, edited(edit))
    return found


def test_a_pack_does_not_differ_from_itself() -> None:
    assert differences(PACK, PACK) == []


def test_three_years_to_two_is_one_difference_with_its_clause() -> None:
    found = only(lambda content: content["rules"][1].update(years=2))
    assert (found.old, found.new, found.clause) == ("3", "2", "2.2")
    assert found.label == "条件R2（大学专科→助理级） · 合计工作满几年"


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (lambda content: content["reading"]["grade_none"].update(value="not_met"), "须人工认定", "不符合"),
        (lambda content: content["reading"]["stamp_needed"].update(value=False), "是", "否"),
        (lambda content: content["reading"]["identities"]["value"].update(passport="manual"), "不符合", "须人工认定"),
        (lambda content: content["publicity"]["employer_days"].update(value=7), "5", "7"),
        (lambda content: content["publicity"]["employer_days"].update(clause=None), "4.2", OWN_READING),
        (lambda content: content["conditions"].update(vacancy="3.4"), "1", "3.4"),
        (lambda content: content["regions"][2].update(phone="2289378"), "2289377", "2289378"),
        (lambda content: content["rules"][4].update(diplomas=["postgraduate"]), "研究生、博士研究生", "研究生"),
        (
            lambda content: content["jurisdiction"][2].update(authority="330500"),
            "单位隶属的部门自己审核",
            "湖州市（市直）",
        ),
    ],
)
def test_each_value_is_told_in_words(edit: Callable[[dict[str, Any]], Any], old: str, new: str) -> None:
    found = only(edit)
    assert (found.old, found.new) == (old, new)


def test_a_row_taken_out_moves_no_other() -> None:
    found = only(lambda content: content["rules"].pop(0))
    assert (found.label, found.new) == ("条件 · 删去", "（没有）")
    assert found.old.startswith("R1：中专毕业")


def test_a_row_that_came_is_told_whole() -> None:
    row = {"code": "by_proxy", "clause": None, "wording": "由他人代为申报"}
    found = only(lambda content: content["refusal_reasons"].append(row))
    assert (found.label, found.new) == ("不予通过的理由 · 新增", "理由 由他人代为申报")


def test_whose_answers_turn_is_counted_with_their_lines() -> None:
    longer = BACHELOR | {"as_of": "2025-10-15"}
    lines = [json.dumps(one).encode() for one in (BACHELOR, longer, {"target": 1}, BACHELOR)]
    turned = flips(PACK, edited(lambda content: content["rules"][1].update(years=2)), lines, today=date(2024, 10, 15))
    assert turned.turned == {("not_met", "incomplete"): [1, 4]}
    assert flips_told(turned) == ["共4人，2人的结果不同。", "不符合 → 待补充：2人，第1、4行"]


def test_the_command_tells_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "facts.jsonl").write_text(json.dumps(BACHELOR) + "\n", "utf-8")
    assert main(["policy-diff", "huzhou-2024", "tiaozhou-2024", "--many", str(tmp_path / "facts.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "place  地方：湖州市 → 苕州市（通知未写明）" in lines
    assert lines[-1] == "共1人，0人的结果不同。"
