"""The certificate's second edition: its code is read from print, and its words say whose answer counts."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from zhicheng.documents.papers import render, seal_place
from zhicheng.documents.papers.data import Certificate
from zhicheng.documents.papers.editions import EDITIONS
from zhicheng.documents.papers.samples import sample

DPI = 150
ISSUED = {
    "certificate/1/page.typ": "7556753ec09442f3995717718d5e562577c201af99b6ee55fd60e3eb49b515f6",
    "certificate/1/sample.json": "752c34ec5da8590049420d4a3eeaf3395e908da5753151217d3c20b964723bce",
    "parts/1.typ": "b7a2461c19affe0354a84eca0631a053a87bc1afdc27c2f6cbda49740aabfbef",
}


def certificate(**changes: object) -> Certificate:
    data = sample("certificate")
    assert isinstance(data, Certificate)
    return replace(data, **changes)  # type: ignore[arg-type]


def scanned(pdf: bytes) -> Image.Image:
    """The page as an office scanner gives it: grey, 150 dots an inch, a little soft and askew."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72).to_pil().convert("L")
    soft: Image.Image = page.filter(ImageFilter.GaussianBlur(0.6)).rotate(0.8, fillcolor=255, resample=3)
    return soft


def words(pdf: bytes) -> str:
    return "".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded().split()).replace("\u200b", "")


@pytest.mark.parametrize("length", [200, 398, 480])
def test_the_signed_facts_are_read_back_from_a_scan(length: int) -> None:
    chosen = random.Random(length)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    address = "https://zhicheng.tiaozhou.example/v/330502-2024-4-00017-Y#"
    url = address + "".join(chosen.choices(letters, k=length - len(address)))
    pdf = render("certificate", certificate(proof_url=url))
    assert [code.text for code in zxingcpp.read_barcodes(scanned(pdf))] == [url]


def test_the_code_has_white_around_it_and_modules_of_half_a_millimetre() -> None:
    pdf = render("certificate", certificate())
    (code,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72).to_pil())
    corners = [code.position.top_left, code.position.top_right, code.position.bottom_left, code.position.bottom_right]
    left, right = min(p.x for p in corners), max(p.x for p in corners)
    top, bottom = min(p.y for p in corners), max(p.y for p in corners)
    side = (right - left) / DPI * 25.4
    assert side == pytest.approx(42, abs=1)
    assert side / 77 > 0.5
    wide = scanned_plain(pdf)
    rims = [(left - 11, top - 11, right + 11, top - 3), (left - 11, bottom + 3, right + 11, bottom + 11),
            (left - 11, top, left - 3, bottom), (right + 3, top, right + 11, bottom)]  # fmt: skip
    assert all(wide.crop(rim).getextrema() == (255, 255) for rim in rims)


def scanned_plain(pdf: bytes) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72).to_pil().convert("L")
    return image


def test_without_signed_facts_the_code_holds_the_short_address() -> None:
    data = certificate(proof_url="")
    pdf = render("certificate", data)
    assert [code.text for code in zxingcpp.read_barcodes(scanned(pdf))] == [data.verify_url]
    assert "断网" not in words(pdf)


def test_the_short_address_is_printed_and_only_its_host_counts() -> None:
    data = certificate()
    said = words(render("certificate", data))
    assert data.verify_url in said
    assert data.proof_url not in said
    assert "只认zhicheng.tiaozhou.example这一网址" in said


def test_it_says_how_the_title_was_obtained_and_when_it_was_issued() -> None:
    said = words(render("certificate", certificate()))
    assert "取得方式初定" in said
    assert "取得时间2024年12月27日核发日期2024年12月30日" in said


def test_equal_force_is_said_only_where_somebody_says_so() -> None:
    note = "电子证书与纸质证书具有同等效力。"
    assert "同等效力" not in words(render("certificate", certificate()))
    assert note in words(render("certificate", certificate(force_note=note)))


def test_the_seal_touches_neither_the_code_nor_the_lines() -> None:
    place = seal_place("certificate", certificate())
    assert place is not None
    assert place.x_mm - place.diameter_mm / 2 > 30 + 42 + 2.5
    assert place.x_mm + place.diameter_mm / 2 < 210 - 12
    assert place.y_mm - place.diameter_mm / 2 > 200


@pytest.mark.parametrize("name", ISSUED)
def test_the_first_edition_stays_as_it_was(name: str) -> None:
    assert hashlib.sha256(Path(EDITIONS / name).read_bytes()).hexdigest() == ISSUED[name]


def test_the_first_edition_still_prints_old_data() -> None:
    data = certificate()
    pdf = render("certificate", data, edition="1")
    assert [code.text for code in zxingcpp.read_barcodes(scanned(pdf))] == [data.verify_url]
    assert "核发日期" not in words(pdf)
