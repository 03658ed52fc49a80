"""A pack goes through the form and comes out as it was; what is typed wrong is kept, and told where it stands."""

import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhicheng.policy.form.controls import Filled, filled, id_of
from zhicheng.policy.form.faults import with_faults
from zhicheng.policy.form.field import Kind, Part
from zhicheng.policy.form.parts import PART, PARTS
from zhicheng.policy.form.posted import taken
from zhicheng.policy.form.tables import content_of, sheet_of
from zhicheng.policy.packs import PackContent, pack_from, pack_ids, read_content
from zhicheng.policy.words.faults import in_words, read_content_in_words

Posted = dict[str, list[str]]
TEXT_BOXES = (Kind.LINES, Kind.DAYS)


def as_posted(groups: list[Filled]) -> Posted:
    """What a browser sends of a form that nobody touched."""
    controls = [one for group in groups for row in group.rows for one in row.controls]
    return {one.name: [one.text] if one.kind in TEXT_BOXES else list(one.chosen) for one in controls}


def shown(content: PackContent, slug: str) -> Posted:
    return as_posted(filled(PART[slug], sheet_of(content)))


def saved(content: PackContent, slug: str, **changes: str | list[str]) -> PackContent:
    """The pack after somebody typed `changes`; a double underscore in a name stands for what Python cannot name."""
    posted = shown(content, slug) | {name: [v] if isinstance(v, str) else v for name, v in changes.items()}
    return content_of(taken(PART[slug], sheet_of(content), posted), content)


def with_(content: PackContent, slug: str, changes: dict[str, Any]) -> PackContent:
    return saved(content, slug, **changes)


@pytest.fixture
def huzhou() -> PackContent:
    return read_content("huzhou-2024")


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("part", PARTS, ids=[part.slug for part in PARTS])
def test_a_part_that_nobody_touched_is_saved_as_it_was(pack_id: str, part: Part) -> None:
    content = read_content(pack_id)
    again = saved(content, part.slug)
    assert again.content == content.content
    assert again.tables == content.tables
    assert pack_from(again, "").sha256 == pack_from(content, "").sha256


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_value_of_a_pack_has_its_control(pack_id: str) -> None:
    content = read_content(pack_id)
    empty = sheet_of(PackContent({"catalogue": content.content["catalogue"]}, content.tables, {}))
    for part in PARTS:
        posted = shown(content, part.slug)
        empty = taken(part, empty, posted)
    rebuilt = empty.content | {"id": content.content["id"]}
    again, pack = pack_from(PackContent(rebuilt, content.tables, {}), ""), pack_from(content, "")
    assert replace(again, sha256="") == replace(pack, sha256="")


def test_three_years_become_two(huzhou: PackContent) -> None:
    row = next(index for index, one in enumerate(huzhou.content["rules"]) if one["diplomas"] == ["junior_college"])
    changed = with_(huzhou, "rules", {f"rules[{row}].years": "2"})
    expected = copy.deepcopy(huzhou.content)
    expected["rules"][row]["years"] = 2
    assert changed.content == expected
    assert pack_from(changed, "").routes["assistant"][0].years == 2


def test_what_cannot_be_read_is_kept_as_it_was_typed_and_told_at_its_control(huzhou: PackContent) -> None:
    wrong = with_(huzhou, "rules", {"rules[1].years": "三年", "rules[2].diplomas": ["bachelor", "no_such"]})
    pack, faults = read_content_in_words(wrong)
    assert pack is None
    groups, rest = with_faults(filled(PART["rules"], sheet_of(wrong)), faults)
    controls = {one.name: one for group in groups for row in group.rows for one in row.controls}
    assert controls["rules[1].years"].text == "三年"
    assert controls["rules[1].years"].faults == ("应为 0 或大于 0 的整数，现在是 “三年”",)
    assert controls["rules[2].diplomas"].faults == ("没有 “no_such” 这个选项",)
    assert ("no_such", "没有这个代码：no_such") in controls["rules[2].diplomas"].options
    assert rest == []


def test_a_day_that_does_not_exist_is_told_at_its_batch(huzhou: PackContent) -> None:
    wrong = with_(huzhou, "batches", {"batches[2].closes": "2024-02-30"})
    groups, _ = with_faults(filled(PART["batches"], sheet_of(wrong)), read_content_in_words(wrong)[1])
    told = {one.name: one.faults for row in groups[0].rows for one in row.controls if one.faults}
    assert told["batches[2].closes"][0] == "没有这一天：“2024-02-30”"


def test_a_row_is_added_and_another_taken_out(huzhou: PackContent) -> None:
    count = len(huzhou.content["return_reasons"])
    new = f"return_reasons[{count}]"
    changes = {f"{new}.code": "photo", f"{new}.wording": "缺照片", f"{new}.cure": "请上传照片", f"{new}.clause": "3.1"}
    changed = with_(huzhou, "reasons", changes | {"return_reasons[0].remove": "yes"})
    rows = changed.content["return_reasons"]
    assert len(rows) == count
    assert rows[0] == huzhou.content["return_reasons"][1]
    assert rows[-1] == {"code": "photo", "wording": "缺照片", "cure": "请上传照片", "clause": "3.1"}
    assert pack_from(changed, "").return_reasons[-1].cure == "请上传照片"


def test_a_new_row_left_blank_is_no_row(huzhou: PackContent) -> None:
    blank = filled(PART["rules"], sheet_of(huzhou), more={"rules": 1, "accepted": 1})
    again = taken(PART["rules"], sheet_of(huzhou), as_posted(blank))
    assert content_of(again, huzhou).content == huzhou.content


def test_a_county_gets_its_own_days_and_its_faults_stand_at_them(huzhou: PackContent) -> None:
    named = {"region": "330521", "id": "330521-2024-1", "opens": "2024-04-08", "closes": "2024-06-14", "clause": "5.4"}
    changed = with_(huzhou, "batches", {f"own_batches[0].{name}": value for name, value in named.items()})
    assert pack_from(changed, "").own_batches["330521"][0].closes == date(2024, 6, 14)
    wrong = with_(changed, "batches", {"own_batches[0].closes": "2024-04-01"})
    assert read_content_in_words(wrong)[1] == [("own_batches[0].closes", "不能早于 2024-04-08")]


def test_a_table_of_the_catalogue_is_edited_too(huzhou: PackContent) -> None:
    rows = len(sheet_of(huzhou).tables["exam_only"])
    new = f"exam_only[{rows}]"
    typed = {"series": "engineering", "speciality": "消防", "levels": ["assistant", "intermediate"]}
    typed |= {"scope": "national", "since": "2025-01-01"}
    changed = with_(huzhou, "tables", {f"{new}.{name}": value for name, value in typed.items()})
    added = pack_from(changed, "").exam_only[-1]
    assert (added.speciality, added.levels, added.since) == (
        "消防",
        frozenset({"assistant", "intermediate"}),
        date(2025, 1, 1),
    )
    wrong = with_(huzhou, "tables", {"exam_only[0].scope": ""})
    assert read_content_in_words(wrong)[1] == [("exam_only[0]", "没有选考试范围，或不认识：“”")]


def test_a_clause_left_empty_is_written_as_none(huzhou: PackContent) -> None:
    changed = with_(huzhou, "procedure", {"publicity.employer_days.clause": "", "publicity.employer_days": "7"})
    assert changed.content["publicity"]["employer_days"] == {"value": 7, "clause": None}


def test_what_is_not_verified_is_marked(huzhou: PackContent) -> None:
    changed = with_(huzhou, "procedure", {"paper.copies.uncertain": "true"})
    assert pack_from(changed, "").uncertain == frozenset({"paper.copies"})


def test_the_same_schooling_twice_is_told_in_words() -> None:
    told = in_words("'assistant: diploma junior_college, met' is there twice")
    assert told == "大学专科到助理级已经写过一条，请只留一条"


def test_ids_hold_nothing_that_an_address_would_have_to_write_otherwise() -> None:
    assert id_of("rules[3].years") == "f-rules-3--years"


def test_rows_that_were_not_on_the_page_stay(huzhou: PackContent) -> None:
    sheet, windows = sheet_of(huzhou), {"cases": range(40, 80)}
    groups = filled(PART["examples"], sheet, windows=windows)
    assert [row.path for row in groups[0].rows] == [f"cases[{place}]" for place in range(40, 80)]
    posted = as_posted(groups) | {"cases[41].remove": ["yes"], "cases[40].name": ["改了名字"]}
    cases = content_of(taken(PART["examples"], sheet, posted, windows=windows), huzhou).examples["cases"]
    before = huzhou.examples["cases"]
    assert cases[:40] == before[:40]
    assert cases[40] == before[40] | {"name": "改了名字"}
    assert cases[41:] == before[42:]
