"""Every paper prints, the same way each time, with every character of every name, and fits its page."""

import json
import threading
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from zhicheng.documents.papers import NoSuchPaper, Unprintable, latest_edition, render, renderer, seal_place
from zhicheng.documents.papers.data import (
    AssessmentRow,
    BureauNotice,
    Certificate,
    DeterminationForm,
    EmployerCandidate,
    HistoryRow,
    ListRow,
    OfficialDocument,
    Paper,
    PostTablePaper,
    ReturnNotice,
)
from zhicheng.documents.papers.editions import EDITIONS
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.read import read_data
from zhicheng.documents.papers.samples import sample, sample_papers

RARE = "喆堃昇翀𬭛𫘝䶮㐂𰻝"
LONG_NAME = "伊曼纽尔·阿卜杜热合曼·买买提明·克里斯托弗"
LONG_EMPLOYER = "苕州市喆堃环境工程与资源循环利用技术研究开发集团股份有限公司西苕镇东升工业园分公司"
DEMO_NOTE = "演示样张，人物与单位均为虚构"


def texts(pdf: bytes) -> list[str]:
    """The text of each page without white space."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()).replace("\u200b", "") for page in document]


def text(pdf: bytes) -> str:
    return "".join(texts(pdf))


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=3).to_pil()
    return image


def named(data: Any, name: str) -> Any:
    """The same data with `name` for every person in it."""
    if isinstance(data, tuple):
        return tuple(named(entry, name) for entry in data)
    if not is_dataclass(data) or isinstance(data, type):
        return data
    changed = {f.name: named(getattr(data, f.name), name) for f in fields(data)}
    return replace(
        data, **(changed | {key: name for key in ("name", "applicant", "clerk", "holder") if key in changed})
    )


def rows(count: int) -> tuple[ListRow, ...]:
    return tuple(
        ListRow(
            serial=i, name=f"某{i}号", employer=LONG_EMPLOYER if i % 7 == 0 else f"苕州第{i}单位", series="工程技术",
            speciality="市政公用工程（给水排水）", title="助理工程师", level="助理级",
        )
        for i in range(1, count + 1)
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_prints_the_same_bytes(kind: str) -> None:
    pdf = render(kind, sample(kind))
    assert pdf.startswith(b"%PDF-1.7")
    assert render(kind, sample(kind)) == pdf


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_makes_the_typesetter_complain(kind: str) -> None:
    data = sample(kind)
    sheet = renderer.sheet_of(EDITIONS / kind / latest_edition(kind) / "page.typ", kind, data)
    _, warnings = renderer._compiler(sheet).compile_with_warnings(**sheet.settings(data.dated))
    assert [warning.message for warning in warnings] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_that_it_is_archival_and_when_it_was_made(kind: str) -> None:
    data = sample(kind)
    with pikepdf.open(BytesIO(render(kind, data))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{data.dated:%Y%m%d}")
        assert str(pdf.docinfo["/Title"]) == KINDS[kind].title


@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_marks_every_page_and_a_real_bureau_none(kind: str) -> None:
    data = sample(kind)
    assert all(DEMO_NOTE in page for page in texts(render(kind, replace(data, demo=True))))
    assert DEMO_NOTE not in text(render(kind, replace(data, demo=False)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_character_of_a_rare_name_is_printed(kind: str) -> None:
    pdf = render(kind, named(sample(kind), f"沈{RARE}"))
    if any(name in named_fields(KINDS[kind].data) for name in ("name", "applicant", "clerk", "holder")):
        assert f"沈{RARE}" in text(pdf)
    assert holes(pdf) == 0


def named_fields(of: type[Any]) -> set[str]:
    """The names of all fields of a data type and of the types inside it."""
    found: set[str] = set()
    for name, hint in get_type_hints(of).items():
        found.add(name)
        for inner in (hint, *get_args(hint)):
            found |= named_fields(inner) if is_dataclass(inner) and isinstance(inner, type) else set()
    return found


def holes(pdf: bytes) -> int:
    """How often a page shows glyph 0, the empty box of a character that the font does not have."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return sum(
            bytes(string)[i : i + 2] == b"\0\0"
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("Tj", "TJ")
            for string in (operands[0] if str(operator) == "TJ" else operands)
            if isinstance(string, pikepdf.String)
            for i in range(0, len(bytes(string)), 2)
        )


def test_a_character_without_a_glyph_is_refused_rather_than_left_out() -> None:
    with pytest.raises(Unprintable, match="certificate"):
        render("certificate", replace(sample("certificate"), name="沈\ue000"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if any("url" in f.name for f in fields(KINDS[kind].data))])
def test_the_code_on_a_paper_reads_back_as_its_address(kind: str) -> None:
    data = sample(kind)
    address = getattr(data, "proof_url", "") or next(getattr(data, f.name) for f in fields(data) if "_url" in f.name)
    pdf = render(kind, data)
    pages = [zxingcpp.read_barcodes(picture(pdf, page)) for page in range(len(texts(pdf)))]
    found = [code.text for codes in pages for code in codes]
    assert found
    assert set(found) == {address}


def test_the_form_takes_two_pages_whoever_the_applicant_is() -> None:
    data = sample("determination_form")
    assert isinstance(data, DeterminationForm)
    photo = BytesIO()
    Image.new("RGB", (295, 413), "#88aacc").save(photo, "JPEG")
    history = tuple(
        HistoryRow(period="2018.09—2022.06", place=LONG_EMPLOYER, work=LONG_EMPLOYER, post="副主任工程师")
        for _ in range(10)
    )
    assessments = tuple(AssessmentRow(year=y, grade="优秀", employer=LONG_EMPLOYER) for y in (2021, 2022, 2023))
    long = replace(
        data, name=LONG_NAME, employer=LONG_EMPLOYER, school=LONG_EMPLOYER, major=LONG_EMPLOYER,
        present_work=LONG_EMPLOYER, birth_month="1999年6月（见护照）", ethnicity="维吾尔族",
        political_status="中国国民党革命委员会会员", identity_kind="外国人永久居留身份证",
        history=history, assessments=assessments, summary="踏实工作。" * 180, supervising_opinion="同意。" * 40,
        employer_opinion="同意推荐。" * 60, photo=photo.getvalue(), remarks=LONG_EMPLOYER,
    )  # fmt: skip
    pages = texts(render("determination_form", long))
    assert len(pages) == 2
    assert "第1页共2页" in pages[0]
    assert "第2页共2页" in pages[1]
    assert all(page.count("CD-330502-2024-000127-G") == 1 for page in pages)
    assert LONG_NAME in pages[0]
    assert pages[0].count(LONG_EMPLOYER) == 24
    assert pages[1].count("踏") == 180
    assert pages[1].count("同意推荐。") == 60
    assert len(texts(render("determination_form", replace(data, history=(), assessments=(), summary="")))) == 2


def test_what_the_form_cannot_hold_goes_on_an_extra_page_and_nothing_is_lost() -> None:
    data = sample("determination_form")
    assert isinstance(data, DeterminationForm)
    history = tuple(HistoryRow(period=f"第{i}段", place="某单位", work="设计", post="") for i in range(16))
    assessments = tuple(AssessmentRow(year=y, grade="合格", employer="某单位") for y in range(2015, 2024))
    pages = texts(
        render(
            "determination_form", replace(data, history=history, assessments=assessments, summary="踏实工作。" * 1200)
        )
    )
    assert len(pages) > 2
    assert all(sum(page.count(f"第{i}段") for page in pages) == 1 for i in range(16))
    assert all(sum(page.count(f"{y}年度") for page in pages) == 1 for y in range(2015, 2024))
    assert sum(page.count("踏") for page in pages) == 1200
    assert "全文见附页" in pages[1]
    assert "附页" in pages[2]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_outside_the_page_with_the_longest_names(kind: str) -> None:
    pdf = render(kind, named(sample(kind), LONG_NAME))
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        words = page.get_textpage()
        for index in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(index)
            assert left >= 20, index
            assert right <= width - 20, index
            assert bottom >= 15, index
            assert top <= height - 15, index


def test_a_notice_of_three_hundred_names_repeats_its_head_and_keeps_their_order() -> None:
    data = sample("bureau_notice")
    assert isinstance(data, BureauNotice)
    pages = texts(render("bureau_notice", replace(data, rows=rows(300))))
    assert all("工作单位" in page for page in pages)
    whole = "".join(pages)
    places = [whole.index(f"{i}某{i}号") for i in range(1, 301)]
    assert places == sorted(places)
    assert "等300人" in whole


def test_a_public_list_has_no_place_for_anything_private() -> None:
    assert {f.name for f in fields(ListRow)} == {"serial", "name", "employer", "series", "speciality", "title", "level"}
    for kind in (BureauNotice, OfficialDocument, Certificate, EmployerCandidate):
        assert not named_fields(kind) & {"identity_number", "identity_kind", "photo", "diploma_number", "degree_number"}


def test_the_post_table_counts_what_is_vacant_and_how_many_are_named() -> None:
    data = sample("post_table")
    assert isinstance(data, PostTablePaper)
    page = text(render("post_table", data))
    assert "空缺情况11204" in page
    assert "核准人数158620" in page
    assert "2人目前不具有相应的专业技术职务任职资格" in page


def test_a_post_table_of_sixty_names_loses_none() -> None:
    data = sample("post_table")
    assert isinstance(data, PostTablePaper)
    many = tuple(replace(data.candidates[0], name=f"某{i}号") for i in range(60))
    pages = texts(render("post_table", replace(data, candidates=many)))
    assert all("".join(pages).count(f"某{i}号") == 1 for i in range(60))
    assert "主管部门意见" in pages[-1]


def test_a_return_names_each_defect_with_place_clause_and_cure() -> None:
    data = sample("return_notice")
    assert isinstance(data, ReturnNotice)
    many = tuple(
        replace(data.defects[0], what=f"缺少材料{i}", where=f"第{i}栏", clause=f"第{i}条", cure=f"请补{i}")
        for i in range(12)
    )
    page = text(render("return_notice", replace(data, defects=many)))
    assert "以下12处需要补正" in page
    for i in range(12):
        assert f"{i + 1}．缺少材料{i}在哪里第{i}栏依据第{i}条怎样补正请补{i}" in page
    assert "2024年12月16日（周一）24:00前" in page


def test_the_official_document_keeps_the_measures_of_the_standard() -> None:
    data = sample("official_document")
    assert isinstance(data, OfficialDocument)
    pdf = render("official_document", replace(data, body=("经" * 1200,)))
    page = pypdfium2.PdfDocument(pdf)[1]
    words = page.get_textpage()
    body = [(words.get_charbox(i, loose=True), words.get_text_range(i, 1)) for i in range(words.count_chars())]
    lines = sorted({round(box[1], 1) for box, c in body if c == "经"}, reverse=True)
    pitches = [a - b for a, b in pairwise(lines)]
    assert page.get_size() == (pytest.approx(595.28, abs=0.1), pytest.approx(841.89, abs=0.1))
    assert len(pitches) == 21
    assert sum(c == "经" for _, c in body) == 22 * 28
    assert all(pitch / (225 / 25.4 * 72 / 22) == pytest.approx(1, abs=0.01) for pitch in pitches)
    assert min(box[0] for box, c in body if c == "经") == pytest.approx(28 / 25.4 * 72, abs=2)
    with pikepdf.open(BytesIO(pdf)) as file:
        sizes = [float(operands[1]) for operands, op in pikepdf.parse_content_stream(file.pages[1]) if str(op) == "Tf"]
    assert 16.0 in sizes


def test_the_seal_is_given_room_over_the_signature() -> None:
    data = sample("official_document")
    place = seal_place("official_document", data)
    assert place is not None
    page = pypdfium2.PdfDocument(render("official_document", data))[place.page - 1]
    words = page.get_textpage()
    found = words.search("2024年12月27日")
    index, _ = found.get_next()
    left, _, _, top = words.get_charbox(index)
    assert left / 72 * 25.4 - 5 < place.x_mm < left / 72 * 25.4 + 45
    assert abs((841.89 - top) / 72 * 25.4 - place.y_mm) < place.diameter_mm / 2
    assert seal_place("receipt", sample("receipt")) is None


def test_a_certificate_without_a_month_of_birth_has_no_empty_line() -> None:
    data = sample("certificate")
    assert isinstance(data, Certificate)
    assert "出生年月" in text(render("certificate", data))
    assert "出生年月" not in text(render("certificate", replace(data, birth_month=None)))


@pytest.mark.parametrize(
    ("kind", "edition"), [("diploma", None), ("receipt", "9"), ("receipt", "../receipt/1"), ("../papers", None)]
)
def test_an_unknown_paper_or_edition_is_refused(kind: str, edition: str | None) -> None:
    with pytest.raises(NoSuchPaper):
        render(kind, sample("receipt"), edition=edition)


def test_the_data_of_another_paper_is_refused() -> None:
    with pytest.raises(NoSuchPaper, match="Receipt"):
        render("receipt", sample("certificate"))


def test_an_edition_can_be_named_and_the_newest_is_taken_else() -> None:
    assert render("receipt", sample("receipt"), edition=latest_edition("receipt")) == render(
        "receipt", sample("receipt")
    )


def test_what_was_typed_is_printed_and_never_carried_out() -> None:
    typed = '#panic("x") *粗* $x$ `raw` // <seal-place> "\\'
    data = sample("certificate")
    assert "".join(typed.split()) in text(render("certificate", named(data, typed)))
    assert seal_place("certificate", named(data, typed)) == seal_place("certificate", data)


def test_two_days_make_two_files() -> None:
    data = sample("receipt")
    assert render("receipt", data) != render("receipt", replace(data, dated=date(2024, 12, 3)))


def test_many_threads_print_without_mixing_papers() -> None:
    wanted = {kind: render(kind, sample(kind)) for kind in KINDS}
    wrong: list[str] = []

    def print_all() -> None:
        wrong.extend(kind for kind in KINDS if render(kind, sample(kind)) != wanted[kind])

    threads = [threading.Thread(target=print_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_there_is_a_specimen_of_each_paper_and_what_has_room_is_sealed() -> None:
    made = dict(sample_papers(sign=lambda pdf, place: pdf + f"%{place.diameter_mm}".encode()))
    assert set(made) == set(KINDS)
    sealed = {kind for kind, pdf in made.items() if pdf.endswith(b"%42.0")}
    assert sealed == {
        "certificate", "official_document", "bureau_notice", "refusal_notice", "correction_notice", "revocation_notice",
        "reinstatement_notice",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dated": None}, "dated"),
        ({"extra": 1}, "fields"),
        ({"target": {"series": "工程技术"}}, "missing"),
        ({"name": 7}, "name"),
        ({"obtained_on": "2024-13-01"}, "month"),
    ],
)
def test_data_that_does_not_fit_is_refused_with_its_place(change: dict[str, Any], message: str) -> None:
    raw = json.loads((Path(__file__).parents[2] / "zhicheng/documents/editions/certificate/1/sample.json").read_text())
    assert isinstance(read_data("certificate", raw), Paper)
    with pytest.raises(ValueError, match=message):
        read_data("certificate", raw | change)
