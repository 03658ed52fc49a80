"""The lint finds a wrong name wherever a page hides it, and passes every edition that we ship."""

import json
import re
import shutil
from pathlib import Path

import pytest

from zhicheng.documents.papers.editions import EDITIONS
from zhicheng.documents.papers.lint import editions_in, lint_edition
from zhicheng.documents.papers.lint.fields import Follower, Known
from zhicheng.documents.papers.lint.shapes import names_in, shape_of
from zhicheng.documents.papers.lint.source import Item, read_source

SHIPPED = [path.relative_to(EDITIONS) for path in editions_in(EDITIONS)]
FIELD = re.compile(r"(\w+)\.([a-z_]+)\b(?!\()")


def found_in(source: str, kind: str = "correction_notice", shared: list[Item] | None = None) -> list[int]:
    """The lines of the page at which something is wrong."""
    lines: list[int] = []
    follower = Follower(kind)
    known = follower.shared(shared, lambda line, words: None) if shared else Known()
    follower.page(read_source(source), lambda line, words: lines.append(line), known)
    return lines


@pytest.mark.parametrize("edition", SHIPPED, ids=str)
def test_every_edition_that_we_ship_is_free_of_faults(edition: Path) -> None:
    assert lint_edition(EDITIONS / edition) == []


@pytest.mark.parametrize("edition", SHIPPED, ids=str)
def test_any_field_misspelt_or_taken_from_another_record_is_found_on_its_line(edition: Path) -> None:
    kind, source = edition.parent.name, (EDITIONS / edition / "page.typ").read_text(encoding="utf-8")
    shared = read_source((EDITIONS / re.findall(r"parts/\d\.typ", source)[0]).read_text(encoding="utf-8"))
    root = set(shape_of(kind).fields)
    inner = sorted(names_in(kind) - root)
    places = [m for m in FIELD.finditer(source) if m[2] in names_in(kind) and m[2] not in ("text", "page")]
    assert len(places) > 5
    for place in places[:: 1 + len(places) // 6]:
        of_another = inner[:1] if place[1] == "data" else ["demo"]
        for wrong in [f"zz_{place[2]}", *of_another]:
            changed = source[: place.start(2)] + wrong + source[place.end(2) :]
            assert source.count("\n", 0, place.start()) + 1 in found_in(changed, kind, shared), f"{place[0]} → {wrong}"


@pytest.mark.parametrize(
    "source",
    [
        "#if data.nope { }",
        "#if false [#data.nope] else if data.act == [x] [no] else [#data.act]",
        "#for c in data.changes [#c.nope]",
        "#for (i, c) in data.changes.enumerate() { c.aftr }",
        "#data.changes.map(c => c.nope).join()",
        "#data.changes.map(((c)) => (c.label, c.nope))",
        "#table(columns: 2, ..data.changes.map(c => (c.label, c.nope)).flatten())",
        "#data.changes.filter(c => c.nope != none).len()",
        "#data.changes.first().nope",
        "#data.changes.label",
        '#data.at("nope", default: none)',
        '#data.contact.at("nope")',
        '#let k = "act"; #data.at(k)',
        "#let t = data.target; #t.nope",
        "#let f(c) = c.label + c.office; #f(data.contact)",
        "#let d = json(bytes(sys.inputs.data)); #d.nope",
        "#context { data.nope }",
        "#show: thing.with(author: data.nope)",
        "#set text(size: data.nope)",
        "$ #data.nope $",
        "#data.holder.nope",
        "#data.page_qr",
        "#image(bytes(data.proof_qr))",
    ],
)
def test_no_place_hides_a_field_that_does_not_exist(source: str) -> None:
    assert found_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "text data.nope and http://data.nope // data.nope",
        "`data.nope` \\#data.nope /* #data.nope */",
        '#"data.nope" #data.act.clusters().at(0)',
        "#for (i, c) in data.changes.enumerate() [#(i + 1)．#c.after#data.contact.office]",
        "#let f(a, b: 1) = a.after; #data.changes.map(f)",
        '#data.at("act") #data.verify_qr #calc.max(1, 2) #data.changes.len()',
        "#grid(columns: (1fr,), table.header(..data.changes.map(c => c.label)))",
    ],
)
def test_what_exists_or_is_only_text_is_left_in_peace(source: str) -> None:
    assert found_in(source) == []


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "receipt" / "7"
    shutil.copytree(EDITIONS / "receipt" / "1", folder)
    return folder


def changed(folder: Path, old: str, new: str, file: str = "page.typ") -> list[str]:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(fault).removeprefix(f"{folder}/") for fault in lint_edition(folder)]


def test_an_edition_of_ones_own_passes_anywhere_on_the_machine(edition: Path) -> None:
    assert lint_edition(edition) == []


def test_a_wrong_field_is_told_with_file_and_line_in_chinese(edition: Path) -> None:
    (told,) = changed(edition, "data.batch", "data.bunch")
    assert re.match(r"page\.typ:\d+：“data”没有字段“bunch”；有：", told)


def test_a_sample_without_a_field_is_told(edition: Path) -> None:
    sample = json.loads((edition / "sample.json").read_text(encoding="utf-8"))
    del sample["batch"], sample["next_step"]
    (edition / "sample.json").write_text(json.dumps(sample), encoding="utf-8")
    assert [str(fault.words) for fault in lint_edition(edition)] == ["样例“receipt”缺少字段：batch、next_step。"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"沈翀"', "7", 5, "值不对"),
        ('"demo": true,', '"demo": true, "more": 1,', 1, "没有的字段"),
        ('"demo": true,', '"demo": true', 4, "不是 JSON"),
    ],
)
def test_a_sample_that_does_not_fit_is_told_with_its_line(
    edition: Path, old: str, new: str, line: int, words: str
) -> None:
    (told,) = changed(edition, old, new, "sample.json")
    assert told.startswith(f"sample.json:{line}：")
    assert words in told


def test_a_character_without_a_glyph_is_told(edition: Path) -> None:
    (told,) = changed(edition, "请妥善保存", "请妥善\ue000保存")
    assert re.match(r"page\.typ:\d+：.*没有字形", told)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('#image("/../secret.png")', "文件夹以外"),
        ('#import "../../certificate/2/page.typ": *', "文件夹以外"),
        ('#import "@preview/tablex:0.0.8": *', "外部程序包"),
        ('#read("/etc/passwd")', "文件夹以外"),
        ('#read("/data.json")', "文件夹以外"),
        ('#read("/letters.json")', "文件夹以外"),
        ('#json("/photo.svg")', "文件夹以外"),
        ('#import "/parts/99.typ": *', "文件夹以外"),
        ("#image(data.applicant)", "写明"),
        ('#image("none.png")', "没有文件"),
        ('#eval("1")', "eval"),
    ],
)
def test_a_page_reads_only_its_folder_and_the_shared_parts(edition: Path, code: str, words: str) -> None:
    told = changed(edition, "#v(2mm)\n", f"{code}\n")
    assert any(words in fault for fault in told), told


def test_a_link_in_the_folder_leads_out_of_it_no_more_than_a_path(edition: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (edition / "near.txt").symlink_to(tmp_path / "secret.txt")
    assert any("文件夹以外" in told for told in changed(edition, "#v(2mm)\n", '#read("near.txt")\n'))


def test_a_page_without_title_and_language_is_told(edition: Path) -> None:
    (edition / "page.typ").write_text('#set text(font: "Noto Serif SC")\n好', encoding="utf-8")
    told = "".join(fault.words for fault in lint_edition(edition))
    assert "标题" in told
    assert "lang" in told


def test_a_page_that_cannot_be_set_is_told_with_its_line(edition: Path) -> None:
    (told,) = changed(edition, "#v(2mm)\n", "#v(2mm\n")
    assert told.startswith("page.typ:")
    assert "排版没有成功" in told


def test_a_layout_that_never_settles_is_told(edition: Path) -> None:
    told = changed(
        edition, "#v(2mm)\n", "#context if calc.odd(here().page()) { pagebreak() }\n#context here().page()\n"
    )
    assert any("来回变动" in fault for fault in told), told


def test_an_edition_of_an_unknown_paper_or_without_its_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "diploma" / "1").mkdir(parents=True)
    (tmp_path / "receipt" / "1").mkdir(parents=True)
    assert "没有“diploma”这种文书" in lint_edition(tmp_path / "diploma" / "1")[0].words
    assert [fault.words for fault in lint_edition(tmp_path / "receipt" / "1")] == ["缺少这个文件。"] * 3


@pytest.mark.parametrize(
    ("place", "file", "words"),
    [
        (None, "page.typ", "没有给印章留位置"),
        ({"page": 1, "x_mm": 138}, "seal-place.json", "四个数"),
        ({"page": 1, "x_mm": "138", "y_mm": 231}, "seal-place.json", "四个数"),
        ({"page": 1, "x_mm": 200, "y_mm": 231}, "seal-place.json", "不在页面以内"),
    ],
)
def test_a_page_on_which_the_seal_would_not_be_seen_is_told(
    place: dict[str, object] | None, file: str, words: str, tmp_path: Path
) -> None:
    folder = tmp_path / "certificate" / "9"
    shutil.copytree(EDITIONS / "certificate" / "3", folder)
    (folder / "seal-place.json").unlink()
    if place is not None:
        (folder / "seal-place.json").write_text(json.dumps(place))
    (told,) = lint_edition(folder)
    assert told.file == folder / file
    assert words in told.words
