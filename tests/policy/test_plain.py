"""A pack in plain Chinese says every value of it, each beside its clause."""

import re
from dataclasses import fields, replace

import pytest

from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.packs import load_pack, pack_ids
from zhicheng.policy.words.plain import plain
from zhicheng.policy.words.sentence import Sentence

PACKS = pack_ids()
CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")  # the codes of the closed lists that have more than one word


def sentences(pack: Pack) -> list[Sentence]:
    return [one for part in plain(pack) for paragraph in part.paragraphs for one in paragraph.sentences]


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_value_with_a_clause_is_said_with_that_clause(pack_id: str) -> None:
    pack = load_pack(pack_id)
    said = {one.path: one.clause for one in sentences(pack)}
    assert len(pack.clauses) > 30
    assert {path: said.get(path, "not said") for path in pack.clauses} == dict(pack.clauses)
    assert {code: said[f"conditions.{code}"] for code in pack.conditions} == dict(pack.conditions)
    assert {code: said[f"materials.{code}"] for code in pack.materials} == dict(pack.materials)


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_row_is_said_with_its_clause(pack_id: str) -> None:
    pack = load_pack(pack_id)
    rows = {
        "batches": pack.batches,
        "regions": tuple(pack.regions.values()),
        "jurisdiction": pack.deciders,
        "checklist": pack.checklist,
        "refusal_reasons": pack.refusal_reasons,
        "return_reasons": pack.return_reasons,
        "accepted": pack.accepted,
        **{f"rules.{level}": routes for level, routes in pack.routes.items()},
        **{f"own_batches.{code}": batches for code, batches in pack.own_batches.items()},
    }
    wanted = {f"{name}[{index}]": row.clause for name, found in rows.items() for index, row in enumerate(found)}
    said = {one.path: one.clause for one in sentences(pack) if one.has_clause}
    assert {path: said.get(path, "not said") for path in wanted} == wanted


@pytest.mark.parametrize("pack_id", PACKS)
def test_numbers_names_and_telephones_stand_in_the_sentences(pack_id: str) -> None:
    pack = load_pack(pack_id)
    told = "\n".join(one.text for one in sentences(pack))
    assert all(
        region.office in told and region.phone in told and region.name in told for region in pack.regions.values()
    )
    assert all(need.note in told for need in pack.licence_needs.values())
    assert all(one.name in told for one in pack.series.values())
    assert all(reason.cure in told for reason in pack.return_reasons)
    for routes in pack.routes.values():
        for route in routes:
            assert not route.years or f"满 {route.years} 年" in told
    assert f"{pack.publicity.employer_days} 个工作日" in told


@pytest.mark.parametrize("pack_id", PACKS)
def test_no_code_is_left_in_a_sentence(pack_id: str) -> None:
    told = [one.text for one in sentences(load_pack(pack_id))]
    assert [text for text in told if CODE.search(text) or "None" in text] == []


def test_every_field_of_the_reading_has_a_sentence() -> None:
    pack = load_pack("huzhou-2024")
    said = {one.path for one in sentences(pack)}
    assert {f"reading.{one.name}" for one in fields(pack.reading)} <= said


def test_what_is_not_verified_says_so() -> None:
    pack = load_pack("huzhou-2024")
    doubted = replace(pack, uncertain=frozenset({"reading.modes"}))
    marked = {one.path for one in sentences(doubted) if one.uncertain}
    assert marked == {"reading.modes"} | {one.path for one in sentences(pack) if one.uncertain}


def test_a_changed_number_changes_its_sentence_alone() -> None:
    pack = load_pack("huzhou-2024")
    longer = replace(pack, publicity=replace(pack.publicity, employer_days=7))
    before, after = sentences(pack), sentences(longer)
    changed = [(old.text, new.text) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("单位公示 5 个工作日。", "单位公示 7 个工作日。")]


def test_the_reading_has_the_sections_of_the_form() -> None:
    assert [one.slug for one in plain(load_pack("huzhou-2024"))] == [part.slug for part in PARTS]
