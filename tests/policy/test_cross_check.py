"""Values and clauses that the examples repeat are told where the draft says otherwise, and are taken over on demand."""

import copy

from zhicheng.policy.packs import PackContent, pack_from, read_content
from zhicheng.policy.worked.cases import run_examples
from zhicheng.policy.worked.cross_check import GONE, path_label, said_otherwise, taken_over, without_values

HUZHOU = read_content("huzhou-2024")


def changed(**values: object) -> PackContent:
    return PackContent({**copy.deepcopy(HUZHOU.content), **values}, HUZHOU.tables, HUZHOU.examples)


def test_a_pack_whose_examples_repeat_it_rightly_has_nothing_to_tell() -> None:
    assert said_otherwise(pack_from(HUZHOU, ""), HUZHOU.examples) == ()
    assert set(HUZHOU.examples) - set(without_values(HUZHOU.examples)) == {"procedure", "clauses"}


def test_a_changed_value_is_told_in_words_and_taken_over() -> None:
    paper = {**HUZHOU.content["paper"], "copies": {"value": 3, "clause": "4.5"}}
    pack = pack_from(changed(paper=paper), "")
    told = said_otherwise(pack, HUZHOU.examples)
    assert [(one.label, one.wanted, one.got) for one in told] == [
        ("纸质材料 · 纸质表几份", "2", "3"),
        ("依据第四条第4项的各项", "少了：纸质材料 · 纸质表几份", ""),
        ("依据第四条第5项的各项", "", "多了：纸质材料 · 纸质表几份"),
    ]
    half = taken_over(pack, HUZHOU.examples, {told[0].key})
    assert [one.key for one in said_otherwise(pack, half)] == [told[1].key, told[2].key]
    whole = taken_over(pack, half, {one.key for one in told})
    assert said_otherwise(pack, whole) == ()
    assert all(one.passed for one in run_examples(pack, whole))


def test_what_the_pack_no_longer_has_is_left_out() -> None:
    regions = [one for one in HUZHOU.content["regions"] if one["code"] != "330523"]
    pack = pack_from(changed(regions=regions), "")
    told = said_otherwise(pack, HUZHOU.examples)
    assert {one.label for one in told if one.got == GONE} > {"部门 · 330523 · 电话"}
    whole = taken_over(pack, HUZHOU.examples, {one.key for one in told})
    assert said_otherwise(pack, whole) == ()
    assert not [path for path in whole["procedure"] if path.startswith("regions.330523")]
    assert whole["cases"] == HUZHOU.examples["cases"]


def test_paths_are_said_in_words() -> None:
    pack = pack_from(HUZHOU, "")
    assert path_label(pack, "regions.330521.phone") == "部门 · 德清县 · 电话"
    assert path_label(pack, "rules.assistant.0.years") == "条件 · 助理级第 1 条 · 合计工作满几年"
    assert path_label(pack, "batches.2024-3.closes") == "批次 · 2024年第三批 · 个人提交截止"
    assert path_label(pack, "county_check") == "市级审核前先由区县初核"
    assert path_label(pack, "something.else") == "something.else"
