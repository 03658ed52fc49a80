"""The official document stands on its sheet where GB/T 9704 wants each element, to the millimetre."""

from dataclasses import replace

import pypdfium2
import pytest

from zhicheng.documents.papers import render, seal_place
from zhicheng.documents.papers.data import ListRow, OfficialDocument
from zhicheng.documents.papers.samples import sample

PAGE_MM, LINE_MM = 297, 225 / 22
MM = 25.4 / 72


def document(**changes: object) -> OfficialDocument:
    data = sample("official_document")
    assert isinstance(data, OfficialDocument)
    return replace(data, **changes)  # type: ignore[arg-type]


def ink(pdf: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Where these words stand, first letter to last."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = text.search(words).get_next()
    assert found, words
    boxes = [text.get_charbox(i) for i in range(found[0], found[0] + found[1])]
    return (min(b[0] for b in boxes) * MM, PAGE_MM - max(b[3] for b in boxes) * MM,
            max(b[2] for b in boxes) * MM, PAGE_MM - min(b[1] for b in boxes) * MM)  # fmt: skip


def test_the_red_head_is_35_mm_below_the_type_area_and_the_number_two_lines_below_it() -> None:
    pdf = render("official_document", document())
    head, number = ink(pdf, 0, "苕州市人力资源和社会保障局文件"), ink(pdf, 0, "苕人社职〔")
    assert head[1] == pytest.approx(37 + 35, abs=0.6)
    assert (head[0] + head[2]) / 2 == pytest.approx(28 + 156 / 2, abs=1)
    assert number[1] - head[3] == pytest.approx(2 * LINE_MM + (LINE_MM - 16 * MM), abs=1.2)


def test_the_title_and_the_addressees_stand_two_and_one_lines_down() -> None:
    pdf = render("official_document", document())
    number, title = ink(pdf, 0, "苕人社职〔"), ink(pdf, 0, "关于公布")
    last, addressees = ink(pdf, 0, "任职资格的通知"), ink(pdf, 0, "各区县")
    white = LINE_MM - 16 * MM
    assert title[1] - number[3] == pytest.approx(4 + 2 * LINE_MM + white + 0.6, abs=1.5)
    assert addressees[1] - last[3] == pytest.approx(LINE_MM + white, abs=1)
    assert addressees[0] == pytest.approx(28, abs=0.6)


def test_the_seal_lies_over_signature_and_date_within_a_line_of_the_text_above() -> None:
    data = document()
    pdf, place = render("official_document", data), seal_place("official_document", data)
    assert place is not None
    page = place.page - 1
    note, organ, day = ink(pdf, page, "附件："), ink(pdf, page, data.signed_by), ink(pdf, page, "2024年12月27日")
    top, middle = place.y_mm - place.diameter_mm / 2, (organ[1] + day[3]) / 2
    assert 0 <= top - note[3] <= LINE_MM
    assert 2 <= middle - place.y_mm <= 6
    assert day[3] < place.y_mm + place.diameter_mm / 2
    assert place.x_mm == pytest.approx((organ[0] + organ[2]) / 2, abs=1)
    assert (day[0] + day[2]) / 2 == pytest.approx((organ[0] + organ[2]) / 2, abs=1)
    assert 184 - day[2] == pytest.approx(4 * 16 * MM, abs=2)


def test_some_of_the_text_stands_on_the_page_of_the_signature() -> None:
    for length in range(40, 400, 24):
        data = document(body=("经" * length, "专业技术职务的聘任，由用人单位根据岗位设置和工作需要确定。"))
        place = seal_place("official_document", data)
        assert place is not None
        assert ink(render("official_document", data), place.page - 1, "岗位设置")


@pytest.mark.parametrize("count", [5, 40])
def test_the_imprint_closes_an_even_page_which_has_no_number_where_it_is_alone(count: int) -> None:
    row = ListRow(serial=1, name="某人", employer="某单位", series="工程技术", speciality="环境工程",
                  title="工程师", level="中级")  # fmt: skip
    pdf = render("official_document", document(rows=(row,) * count))
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]
    assert len(pages) % 2 == 0
    assert "抄送：省人力资源和社会保障厅。" in pages[-1]
    assert "印发" in pages[-1]
    alone = "某单位" not in pages[-1]
    assert (f"—{len(pages)}—" in pages[-1]) is not alone
    assert all(f"—{n}—" in page for n, page in enumerate(pages[:-1], start=1))
    assert ink(pdf, len(pages) - 1, "印发")[3] == pytest.approx(37 + 225 - 4.5, abs=1.5)


def test_the_page_number_is_seven_millimetres_below_the_text_one_letter_in_on_the_outer_side() -> None:
    pdf = render("official_document", document())
    odd, even = ink(pdf, 0, "— 1 —"), ink(pdf, 1, "— 2 —")
    assert odd[1] == pytest.approx(37 + 225 + 7, abs=1.5)
    assert 184 - odd[2] == pytest.approx(14 * MM, abs=1)
    assert even[0] - 28 == pytest.approx(14 * MM, abs=1)


def test_a_colon_or_full_stop_that_was_typed_is_not_printed_twice() -> None:
    pdf = render("official_document", document(addressees="各有关单位：", copies_to="省厅。"))
    pages = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf))
    assert "各有关单位：" in pages
    assert "：：" not in pages
    assert "。。" not in pages
