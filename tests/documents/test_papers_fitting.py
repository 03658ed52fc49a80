"""What is known to fit is not measured, and nobody sees a difference: same sizes, same codes, same photo."""

import random
import string
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import segno
import typst
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from zhicheng.documents.papers import draw, render, renderer
from zhicheng.documents.papers.data import Certificate, CorrectionNotice, DeterminationForm, HistoryRow
from zhicheng.documents.papers.editions import EDITIONS
from zhicheng.documents.papers.letters import letters
from zhicheng.documents.papers.lint.files import files_read
from zhicheng.documents.papers.lint.source import read_source
from zhicheng.documents.papers.photo import kept_photo, printable_photo
from zhicheng.documents.papers.qr import PIXELS, modules, picture_of
from zhicheng.documents.papers.samples import sample
from zhicheng.domain.written import ON_FORM, ON_POST_TABLE, written_in_cell

HARD = [
    "苕州市（东升镇）“甲”乙",
    "《小型污水处理站设计要点》。",
    "2018.09—2022.06",
    "WWMMmmABCD",
    "见 No. 7，占 12.5%",
    "——……",
]
ADDRESS_FROM = 730  # points from the top of a certificate; its letters stand a hair apart since they are boxes
IN_DOTS = {"certificate": ("4", (168, 1192, 410, 1434)), "determination_form": ("3", (995, 54, 1080, 150))}
LONG = "苕州市喆堃环境工程与资源循环利用技术研究开发集团股份有限公司西苕镇东升工业园分公司"


def a_form(**changes: object) -> DeterminationForm:
    data = sample("determination_form")
    assert isinstance(data, DeterminationForm)
    return replace(data, **changes)  # type: ignore[arg-type]


def a_certificate(**changes: object) -> Certificate:
    data = sample("certificate")
    assert isinstance(data, Certificate)
    return replace(data, **changes)  # type: ignore[arg-type]


def a_text(chance: random.Random, length: int) -> str:
    said = ""
    while len(said) < length:
        said += chance.choice([*HARD, "踏实工作，按时完成", "年", "2024年", "，", "（见附件）", "K35+120", "、"])
    return said[:length]


def told(source: str) -> str:
    """What a page with this source, which imports the shared parts, says of itself under <told>."""
    files = {"main.typ": f'#import "/parts/3.typ": *\n{source}', "data.json": '{"demo": false}', "letters.json": "{}"}
    compiler = typst.Compiler(
        {name: text.encode() for name, text in files.items()},  # type: ignore[type-var]
        root=str(EDITIONS),
        font_paths=renderer.typesetting_fonts(),
    )
    return compiler.query("<told>", field="value", one=True)


MEASURE = "import sys; from zhicheng.documents.papers.letters import letters; print(letters(sys.argv[1] * 5000)[0])"


@pytest.mark.parametrize("sign", ["-", ". ", "(-", "——"])
def test_a_line_of_nothing_but_signs_keeps_nobody_waiting(sign: str) -> None:
    asked = [sys.executable, "-c", MEASURE, sign]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=600).stdout
    assert float(said) > 1000


@pytest.mark.parametrize(("font", "swell"), [("song", 1), ("hei", 1), ('(font: song, weight: "black")', 1.1)])
def test_no_text_is_wider_than_its_letters_tell(font: str, swell: float) -> None:
    chance = random.Random(7)
    texts = [*HARD, string.ascii_letters, string.digits, *(a_text(chance, length) for length in range(1, 40))]
    style = font if font.startswith("(") else f"(font: {font})"
    listed = ",".join(f'"{text}"' for text in texts)
    source = f"""#set text(..{style}, size: 10pt, cjk-latin-spacing: none, lang: "zh", region: "cn")
    #context [#metadata(({listed},).map(it => measure(it).width / 10pt)) <told>]"""
    wide = [float(one) for one in told(source).strip("[]").split(",")]
    for text, measured in zip(texts, wide, strict=True):
        known = letters(text)
        assert known is not None, text
        assert measured <= known[0] * swell + 0.001, text


@pytest.mark.parametrize("length", [40, 180, 700, 830, 1000])
def test_a_summary_has_the_size_that_measuring_gives_it(length: int) -> None:
    data = a_form(summary=a_text(random.Random(length), length))
    assert not differences("determination_form", data, "1", "2", "3")


@pytest.mark.parametrize(
    "data",
    [
        a_form(employer=LONG, school=LONG, major=LONG, present_work=LONG, remarks=LONG, diploma_number="W" * 18),
        a_form(name="伊曼纽尔·阿卜杜热合曼·买买提明·克里斯托弗", ethnicity="维吾尔族", employer_opinion="同意。" * 120),
        a_form(supervising_opinion=HARD[0] * 20, birth_month="1999年6月（见护照）", degree=LONG, summary="WORK " * 150),
        a_form(history=tuple(HistoryRow(period=one, place=LONG, work=one * 3, post=one) for one in HARD)),
    ],
    ids=["long names", "long opinions", "odd letters", "history"],
)  # fmt: skip
def test_a_form_of_extremes_looks_as_it_did_when_all_was_measured(data: DeterminationForm) -> None:
    assert not differences("determination_form", data, "1", "2", "3")


@pytest.mark.parametrize("opinion", ["W" * 347 + "完", "同" * 347 + "完", "\r\n".join([*["意" * 47] * 6, "完"])])
def test_the_longest_opinion_that_a_unit_may_write_ends_above_the_signing_line(opinion: str) -> None:
    data = a_form(employer_opinion=written_in_cell(opinion, ON_FORM), supervising_opinion="同意。")
    words = pypdfium2.PdfDocument(render("determination_form", data, edition="3"))[1].get_textpage()
    (end, _), (signing, _) = last(words, "完"), last(words, "负责人签字")
    assert words.get_charbox(end)[1] > words.get_charbox(signing)[3]


@pytest.mark.parametrize("opinion", ["W" * 172 + "完", "同" * 172 + "完", "\n".join([*["意" * 22] * 6, "完"])])
def test_so_does_the_longest_opinion_on_a_post_table(opinion: str) -> None:
    said = written_in_cell(opinion, ON_POST_TABLE)
    data = replace(sample("post_table"), supervising_opinion=said, bureau_opinion="同意。")  # type: ignore[call-arg]
    words = pypdfium2.PdfDocument(render("post_table", data))[0].get_textpage()
    (end, _), (signing, _) = last(words, "完"), last(words, "盖章")
    assert words.get_charbox(end)[1] > words.get_charbox(signing)[3]


@pytest.mark.parametrize(
    "changes", [{}, {"employer": LONG}, {"name": LONG * 2}, {"document_number": "苕人社职〔2024〕12号、13号、14号"}]
)
def test_a_certificate_looks_as_it_did_in_its_second_edition(changes: dict[str, str]) -> None:
    assert not differences("certificate", a_certificate(**changes), "2", "3", "4", down_to=ADDRESS_FROM)


@pytest.mark.parametrize("kind", ["certificate", "correction_notice", "receipt"])
def test_an_address_that_is_copied_from_a_paper_is_the_address(kind: str) -> None:
    data = sample(kind)
    url = data.verify_url if isinstance(data, Certificate | CorrectionNotice) else data.page_url  # type: ignore[attr-defined]
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render(kind, data)))
    assert url in "".join(words.split())
    assert "\u200b" not in words


@pytest.mark.parametrize(
    "changes", [{}, {"authority": LONG}, {"proof_url": ""}, {"verify_url": "https://x.cn/" + "v" * 90}]
)
@pytest.mark.parametrize("edition", ["3", "4"])
def test_the_seal_lies_between_authority_and_day_whatever_they_say(changes: dict[str, str], edition: str) -> None:
    data = a_certificate(**changes)
    pdf, place = draw("certificate", data, edition=edition)
    assert place is not None
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    index, _ = last(words, data.authority[-6:])
    _, bottom, _, _ = words.get_charbox(index)
    index, _ = last(words, "2024年12月30日")
    left, _, _, top = words.get_charbox(index)
    assert left / 72 * 25.4 < place.x_mm < left / 72 * 25.4 + 40
    assert (841.89 - bottom) / 72 * 25.4 < place.y_mm < (841.89 - top) / 72 * 25.4


def last(words: pypdfium2.PdfTextPage, text: str) -> tuple[int, int]:
    found: tuple[int, int] | None = None
    search = words.search(text)
    while one := search.get_next():
        found = one
    assert found is not None, text
    return found


def differences(
    kind: str, data: Certificate | DeterminationForm, first: str, *others: str, down_to: float = 842
) -> list[tuple[str, int]]:
    """The editions and pages that look unlike the first edition, at 144 dots an inch, so many points from the top.

    A code in dots is left out: at its modules' edges a viewer smooths a picture otherwise than lines.
    """
    first_look, *looks = [
        [page.render(scale=2, crop=(0, 842 - down_to, 0, 0)).to_pil().convert("L") for page in sheet]
        for sheet in (pypdfium2.PdfDocument(render(kind, data, edition=edition)) for edition in (first, *others))
    ]
    found = []
    for edition, look in zip(others, looks, strict=True):
        for number, (before, after) in enumerate(zip(first_look, look, strict=True), start=1):
            unlike = ImageChops.difference(before, after).point(lambda value: 255 * (value > 64))
            if edition == IN_DOTS[kind][0]:
                unlike.paste(0, IN_DOTS[kind][1])
            if unlike.getbbox():
                found.append((edition, number))
    return found


@pytest.mark.parametrize("length", [1, 14, 15, 60, 155, 160, 398, 480, 1100, 2300])
def test_a_code_is_the_librarys_module_for_module(length: int) -> None:
    text = "a" + "".join(random.Random(length).choices(string.ascii_letters + string.digits + ":/#-_", k=length - 1))
    assert modules(text) == [bytes(row) for row in segno.make_qr(text, error="m", mask=2).matrix]


@pytest.mark.parametrize("text", ["12345", "HTTPS://X.CN/V", "https://例.cn/v"])
def test_what_is_not_plain_text_is_left_to_the_library(text: str) -> None:
    assert modules(text) == [bytes(row) for row in segno.make_qr(text, error="m", mask=2).matrix]


@pytest.mark.parametrize("length", [1, 52, 398, 1100])
def test_the_picture_of_a_code_has_a_square_of_pixels_for_each_module(length: int) -> None:
    rows = modules("a" * length)
    with Image.open(BytesIO(picture_of(rows))) as picture:
        assert picture.size == (PIXELS * len(rows),) * 2
        dark = picture.convert("L").point(lambda value: value == 0).tobytes()
    assert dark == b"".join(bytes(module for module in row for _ in range(PIXELS)) * PIXELS for row in rows)


@pytest.mark.parametrize(
    "data", [a_form(), a_certificate(), a_certificate(proof_url="")], ids=["form", "proof", "short"]
)
def test_a_code_is_shown_without_blurring_and_read(data: Certificate | DeterminationForm) -> None:
    kind, url = (
        ("certificate", data.proof_url or data.verify_url)
        if isinstance(data, Certificate)
        else ("determination_form", data.page_url)
    )
    pdf = render(kind, data)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not any(image.get("/Interpolate") for image in file.pages[0].get_images().values())
    shown = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [url]


@pytest.mark.parametrize("dots", [96, 110])
def test_a_code_is_read_from_a_screen_by_a_soft_lens_and_a_grainy_sensor(dots: int) -> None:
    chance = random.Random(5)
    facts = "".join(chance.choices(string.ascii_letters + string.digits, k=345))
    data = a_certificate(proof_url=f"https://zhicheng.tiaozhou.example/v/4b8c68bf4be3608d#{facts}")
    shown = pypdfium2.PdfDocument(render("certificate", data, edition="4"))[0].render(scale=dots / 72).to_pil()
    soft = shown.convert("L").filter(ImageFilter.GaussianBlur(0.5)).point(lambda value: 45 + value * 7 // 10)
    grain = Image.frombytes("L", soft.size, chance.randbytes(soft.width * soft.height))
    seen = Image.blend(soft, grain, 0.11)
    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [data.proof_url]


def a_jpeg(**given: object) -> bytes:
    out = BytesIO()
    Image.effect_noise((295, 413), 40).convert("RGB").save(out, "JPEG", **given)
    return out.getvalue()


def test_a_small_photo_keeps_its_picture_and_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x010F] = "telephone"
    raw = a_jpeg(exif=exif, comment=b"where it was taken", icc_profile=b"profile") + b"after the end"
    kept, size = kept_photo(raw)
    assert size == (295, 413)
    assert len(kept) < len(raw)
    with Image.open(BytesIO(kept)) as bare, Image.open(BytesIO(raw)) as whole:
        assert ImageChops.difference(bare, whole).getbbox() is None
        assert not bare.getexif()
        assert not {"comment", "icc_profile", "exif"} & bare.info.keys()
    assert all(word not in kept for word in (b"telephone", b"taken", b"profile", b"after"))


@pytest.mark.parametrize(
    "given", [{"progressive": True}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"}]
)
def test_any_other_photo_is_made_anew(given: dict[str, object]) -> None:
    raw = a_jpeg(**given)
    assert kept_photo(raw) == printable_photo(raw)


def test_what_form_and_certificate_share_reads_no_file_so_it_is_remembered() -> None:
    shared = read_source((EDITIONS / "parts" / "4.typ").read_text("utf-8"))
    assert {(one.how, one.path) for one in files_read(shared)} == {("image", None)}


def test_another_process_prints_the_same_bytes_whatever_it_printed_before() -> None:
    here = sha256(render("certificate", a_certificate())).hexdigest()
    there = """
from hashlib import sha256
from zhicheng.documents.papers import render
from zhicheng.documents.papers.samples import sample
from zhicheng.domain.written import ON_FORM, ON_POST_TABLE, written_in_cell
render("receipt", sample("receipt"), edition="1")
render("certificate", sample("certificate"), edition="1")
print(sha256(render("certificate", sample("certificate"))).hexdigest())
"""
    said = subprocess.run([sys.executable, "-c", there], capture_output=True, text=True, check=True).stdout
    assert said.strip() == here
