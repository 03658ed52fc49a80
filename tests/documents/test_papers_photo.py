"""Whatever picture a person uploads as a photo, the form prints it or says that it cannot."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from zhicheng.documents.papers import Unprintable, render
from zhicheng.documents.papers.data import DeterminationForm
from zhicheng.documents.papers.photo import printable_photo
from zhicheng.documents.papers.samples import sample


def picture(mode: str, kind: str, size: tuple[int, int] = (295, 413)) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def form(photo: bytes) -> bytes:
    data = sample("determination_form")
    assert isinstance(data, DeterminationForm)
    return render("determination_form", replace(data, photo=photo))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("1", "PNG")],
)
def test_every_colour_mode_is_printed_in_the_one_that_archives_take(mode: str, kind: str) -> None:
    with pikepdf.open(BytesIO(form(picture(mode, kind)))) as pdf:
        photo, code = sorted(
            map(pikepdf.PdfImage, pdf.pages[0].get_images().values()), key=lambda one: one.mode != "RGB"
        )
        assert (photo.mode, code.mode) == ("RGB", "L")
        assert photo.filters == ["/DCTDecode"]
        assert len(pdf.pages) == 2


def test_a_photo_of_a_modern_telephone_is_made_small() -> None:
    with Image.open(BytesIO(printable_photo(picture("RGB", "JPEG", (3000, 4000)))[0])) as small:
        assert small.size == (413, 551)


def test_a_photo_taken_sideways_stands_upright() -> None:
    out = BytesIO()
    taken = Image.new("RGB", (400, 300))
    exif = taken.getexif()
    exif[0x0112] = 6
    taken.save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(printable_photo(out.getvalue())[0])) as upright:
        assert upright.size == (300, 400)
        assert not upright.getexif()


@pytest.mark.parametrize(
    "raw",
    [b"", b"no picture", picture("RGB", "JPEG")[:400], picture("RGB", "GIF"), picture("1", "PNG", (14000, 14000))],
    ids=["empty", "text", "cut off", "another kind", "a bomb"],
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(Unprintable, match="photo"):
        form(raw)
