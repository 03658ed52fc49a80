"""What an employer really gets of one certificate: the file, its copies, prints, scans, photographs and wrappings."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from shutil import which
from typing import Any, cast

import pikepdf
import pypdfium2
from PIL import Image, ImageEnhance

from tests.forgeries import by_pikepdf, unsealed, unsealed_without_link
from tests.ofd_files import packed_anew
from zhicheng.documents.handed import Handed
from zhicheng.documents.papers import render
from zhicheng.documents.papers.samples import sample

MEGABYTE = 1024 * 1024
DOTS = 72  # an inch; two hundred make the same verdict and take longer
Row = tuple[str, Handed | None, bytes]  # what was done, what it is then (None: the original), and the bytes


def rows(pdf: bytes, ofd: bytes, number: str) -> list[Row]:
    """Everything that is made of a certificate's two files; `number` stands on it."""
    page = picture_of(pdf)
    made: list[tuple[str, Handed | None, Callable[[], bytes]]] = [
        ("the original", None, lambda: pdf),
        ("the OFD original", None, lambda: ofd),
        ("saved again", Handed.CHANGED, lambda: by_pikepdf(pdf)),
        ("saved again for the web", Handed.CHANGED, lambda: by_pikepdf(pdf, linearize=True)),
        ("saved again, packed", Handed.CHANGED, lambda: by_pikepdf(pdf, object_stream_mode=PACKED)),
        ("saved again, written out", Handed.CHANGED, lambda: by_pikepdf(pdf, qdf=True)),
        ("saved again under a password", Handed.CHANGED, lambda: by_pikepdf(pdf, encryption=PASSWORD)),
        ("printed by a reader", Handed.CHANGED, lambda: printed(pdf)),
        ("printed without the seal", Handed.COPY, lambda: by_pikepdf(pdf, unsealed_without_link)),
        ("the same, packed", Handed.COPY, lambda: by_pikepdf(pdf, unsealed, object_stream_mode=PACKED)),
        ("the same under a password", Handed.LOCKED, lambda: by_pikepdf(pdf, unsealed, encryption=PASSWORD)),
        ("the second page of an application", Handed.COPY, lambda: merged(pdf)),
        ("scanned", Handed.SCAN, lambda: scan(page)),
        ("scanned and turned", Handed.SCAN, lambda: scan(page.rotate(90, expand=True))),
        ("scanned in grey", Handed.SCAN, lambda: scan(page.convert("L"))),
        ("scanned, two pages", Handed.SCAN, lambda: scan(page, page)),
        ("scanned by qpdf's writer", Handed.SCAN, lambda: by_pikepdf(scan(page), object_stream_mode=PACKED)),
        ("photographed", Handed.PICTURE, lambda: written(photographed(page), "JPEG")),
        ("a screenshot", Handed.PICTURE, lambda: written(page, "PNG")),
        ("a photograph by a telephone", Handed.PICTURE, lambda: b"\0\0\0\x18ftypheic" + bytes(90)),
        ("copied into Word", Handed.TEXT, lambda: word_document(number)),
        ("copied as a web page", Handed.TEXT, lambda: f"<!DOCTYPE html><p>证书编号：{number}".encode()),
        ("within a letter", Handed.MAIL, lambda: letter(pdf)),
        ("in an archive", Handed.ARCHIVE, lambda: archive(zipfile.ZIP_DEFLATED, pdf, ofd)),
        ("in an archive, not folded", Handed.ARCHIVE, lambda: archive(zipfile.ZIP_STORED, pdf, ofd)),
        ("half an archive", Handed.BROKEN_PACKAGE, lambda: archive(zipfile.ZIP_DEFLATED, pdf)[:2000]),
        ("the OFD packed anew", Handed.CHANGED, lambda: packed_anew(ofd)),
        ("half the OFD", Handed.CHANGED, lambda: ofd[: len(ofd) // 2]),
        ("another paper", Handed.STRANGE, another_paper),
        ("words", Handed.OTHER, lambda: number.encode()),
        ("nothing", Handed.EMPTY, lambda: b""),
        ("eleven megabytes", Handed.TOO_BIG, lambda: pdf + bytes(11 * MEGABYTE)),
    ]
    if which("pdftocairo"):
        made.append(("printed by poppler", Handed.COPY, lambda: printed_by_poppler(pdf)))
    return [(name, handed, make()) for name, handed, make in made]


PACKED = pikepdf.ObjectStreamMode.generate
PASSWORD = pikepdf.Encryption(owner="o", user="u")


def picture_of(pdf: bytes) -> Image.Image:
    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS / 72, may_draw_forms=True)
    return cast(Image.Image, drawn.to_pil()).convert("RGB")


def printed(pdf: bytes) -> bytes:
    """As Chromium prints a PDF: its pages are taken over into a new file and their annotations made flat."""
    new, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    new.import_pages(pypdfium2.PdfDocument(pdf))
    pypdfium2.raw.FPDFPage_Flatten(new[0], pypdfium2.raw.FLAT_PRINT)
    new.save(out)
    return out.getvalue()


def printed_by_poppler(pdf: bytes) -> bytes:
    return subprocess.run(["pdftocairo", "-pdf", "-", "-"], input=pdf, capture_output=True, check=True).stdout


def merged(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(another_paper())) as whole, pikepdf.open(io.BytesIO(pdf)) as second:
        del second.pages[0]["/Annots"]
        whole.pages.extend(second.pages)
        whole.save(out)
    return out.getvalue()


def scan(*pages: Image.Image) -> bytes:
    return written(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=DOTS)


def photographed(page: Image.Image) -> Image.Image:
    """Seen from the side, a little dark, with noise."""
    wide, high = page.size
    corners = (-30, -20, 20, high + 40, wide + 10, high - 20, wide - 20, 30)
    turned = page.transform(page.size, Image.Transform.QUAD, corners, fillcolor="grey")
    return Image.blend(
        ImageEnhance.Brightness(turned).enhance(0.8), Image.effect_noise(page.size, 60).convert("RGB"), 0.1
    )


def written(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def word_document(number: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:t>证书编号：{number}</w:t>")
    return out.getvalue()


def letter(pdf: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "证书", "applicant@example.com", "employer@example.com"
    mail.set_content("见附件")
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="证书.pdf")
    return mail.as_bytes()


def archive(how: int, *files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as package:
        for ending, content in zip(("pdf", "ofd"), files, strict=False):
            package.writestr(f"证书.{ending}", content)
    return out.getvalue()


@cache
def another_paper() -> bytes:
    return render("receipt", sample("receipt"))
