"""A pack as content and as files: there and back with the same digest, and defaults written out change nothing."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility.pack import Accepted
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import (
    NoSuchPack,
    PackContent,
    among,
    content_from,
    in_folder,
    load_pack,
    pack_from,
    pack_ids,
    policies_dir,
    read_content,
    write_content,
)

HUZHOU = read_content("huzhou-2024")
Content = dict[str, Any]
Edit = Callable[[Content], None]


def edited(edit: Edit) -> PackContent:
    content = copy.deepcopy(HUZHOU.content)
    edit(content)
    return PackContent(content, HUZHOU.tables, HUZHOU.examples)


def faults(edit: Edit) -> list[str]:
    with pytest.raises(BadPack) as caught:
        pack_from(edited(edit), "here")
    return caught.value.faults


def write_defaults(content: Content) -> None:
    for row in content["rules"]:
        row |= {"months": 0, "months_after": 0, "modes": [], "conclusions": [], "uncertain": False}
    for row in content["batches"]:
        row |= {"employer_closes": row["closes"], "years_counted_to": None, "uncertain": False}
    for row in content["regions"]:
        row["uncertain"] = False
    for row in content["jurisdiction"]:
        row |= {"by": "bureau", "uncertain": False}
    content["reading"]["conclusions"]["uncertain"] = False
    content["reading"]["modes"] = {"value": sorted(codes.MODES), "clause": None, "uncertain": False}
    content["reading"]["unrelated_adds_years"] = {"value": 0, "clause": None}
    content |= {"transition": {"value": "keep", "clause": None}, "accepted": []}


def test_defaults_written_out_change_neither_the_pack_nor_its_digest() -> None:
    plain = pack_from(edited(lambda content: content.pop("accepted")), "here")
    written = pack_from(edited(write_defaults), "here")
    assert written == plain
    assert written.sha256 == plain.sha256
    assert plain.sha256 != load_pack("huzhou-2024").sha256


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_pack_is_written_and_read_again_with_the_same_digest(pack_id: str, tmp_path: Path) -> None:
    content = read_content(pack_id)
    for name, data in write_content(content).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    again = read_content(pack_id, tmp_path)
    assert again == content
    assert load_pack(pack_id, tmp_path) == load_pack(pack_id)
    assert write_content(again) == write_content(content)


def test_content_that_went_through_json_is_the_same_pack() -> None:
    content = json.loads(json.dumps(HUZHOU.content, default=date.isoformat))
    assert pack_from(PackContent(content, HUZHOU.tables, {}), "here") == load_pack("huzhou-2024")


def test_reading_a_pack_leaves_its_content_as_it_was() -> None:
    before = copy.deepcopy(HUZHOU.content)
    pack_from(HUZHOU, "here")
    assert before == HUZHOU.content


def test_files_brought_along_stand_over_those_of_the_folder() -> None:
    files = {"wuzhou/2024/pack.yaml": b'base: huzhou-2024\nid: wuzhou-2024\nversion: "7"\n'}
    content = content_from("wuzhou-2024", among(files, in_folder(policies_dir())))
    pack = pack_from(content, "upload")
    assert (pack.id, pack.version, pack.routes) == ("wuzhou-2024", "7", load_pack("huzhou-2024").routes)
    assert content.examples == {}
    with pytest.raises(BadPack, match="base: no policy pack 'huzhou-2024'"):
        content_from("wuzhou-2024", files.get)
    with pytest.raises(NoSuchPack):
        content_from("../etc", files.get)


def put(path: str, value: Any) -> Edit:
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]

    def edit(content: Content) -> None:
        owner: Any = content
        for step in way:
            owner = owner[step]
        owner[last] = value

    return edit


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("rules.0.rule", "R0", "rules[0].rule: must be R1 to R99, or null"),
        ("rules.0.rule", 1, "rules[0].rule: must be R1 to R99, or null"),
        ("rules.0.months", -1, "rules[0].months: must be a whole number"),
        ("rules.0.modes", ["by_post"], "rules[0].modes: 'by_post' is none of"),
        ("rules.0.conclusions", "graduated", "rules[0].conclusions: must be a list"),
        ("rules.0.uncertain", "maybe", "rules[0].uncertain: must be true or false"),
        ("reading.modes", ["full_time"], "reading.modes: must be a mapping"),
        ("reading.modes", {"value": ["full_time"]}, "reading.modes.clause: is missing"),
        ("reading.unrelated_adds_years", {"value": "one", "clause": None}, "must be a whole number"),
        ("batches.0.employer_closes", date(2024, 6, 29), "batches[0].employer_closes: is before 2024-06-30"),
        ("batches.0.employer_closes", "soon", "batches[0].employer_closes: must be a date"),
        ("batches.0.years_counted_to", 2024, "batches[0].years_counted_to: must be a date"),
        ("regions.0.phone", "", "regions[0].phone: is empty; then the note says why"),
        ("jurisdiction.0.by", "lottery", "jurisdiction[0].by: must be one of"),
        ("transition", {"value": "forget", "clause": None}, "transition: must be one of keep, rejudge"),
        ("accepted", [{"level": "assistant"}], "accepted[0].from: is missing"),
        ("accepted", {}, "accepted: must be a list"),
        ("catalogue.series", "other.csv", "catalogue.series: no table 'other.csv' is there"),
        ("catalogue.series", "../../x.csv", "catalogue.series: must be the name of a table"),
        ("id", "huzhou", "id: must be <place>-<year>"),
    ],
)
def test_a_fault_in_what_other_kinds_of_packs_say_is_named(path: str, value: Any, fault: str) -> None:
    named = faults(put(path, value))
    assert any(fault in one for one in named), named


def test_years_are_not_counted_backwards_from_batch_to_batch() -> None:
    def edit(content: Content) -> None:
        content["batches"][0]["years_counted_to"] = date(2024, 9, 30)
        content["batches"][1]["years_counted_to"] = date(2024, 6, 30)

    assert faults(edit) == ["batches: '2024-2' counts years to a day before that of '2024-1'"]


def test_what_is_not_verified_is_kept_by_its_path() -> None:
    def edit(content: Content) -> None:
        content["rules"][3]["uncertain"] = True
        content["batches"][0]["uncertain"] = True
        content["reading"]["modes"] = {"value": ["full_time"], "clause": "1", "uncertain": True}
        content["own_batches"] = {
            "330502": [{"id": "x", "opens": date(2024, 1, 1), "closes": date(2024, 2, 1), "clause": None}]
        }
        content["own_batches"]["330502"][0]["uncertain"] = True

    pack = pack_from(edited(edit), "here")
    assert pack.uncertain == {"rules[3]", "batches[0]", "reading.modes", "own_batches.330502[0]"}
    assert [one.uncertain for one in pack.batches] == [True, False, False]
    assert pack.clause_of("reading.modes") == "1"
    assert pack.sha256 != load_pack("huzhou-2024").sha256


def test_a_pack_says_where_more_schooling_is_worse() -> None:
    row = {"level": "technician", "from": "secondary", "to": "bachelor", "note": "通知没有写", "clause": None}
    pack = pack_from(edited(put("accepted", [row])), "here")
    assert pack.accepted == (Accepted("technician", "secondary", "bachelor", "通知没有写", None),)


def test_a_pack_may_know_no_windows() -> None:
    pack = pack_from(edited(put("batches", [])), "here")
    assert pack.batch_on(date(2024, 5, 1), "330500", "assistant") is None


@pytest.mark.parametrize("bomb", [b"[" * 400_000, b"- " * 100_000, b"{a: " * 100_000])
def test_a_file_nested_without_end_is_refused(bomb: bytes) -> None:
    with pytest.raises(BadPack, match="nested more than 20 deep"):
        content_from("wuzhou-2024", {"wuzhou/2024/pack.yaml": bomb}.get)
