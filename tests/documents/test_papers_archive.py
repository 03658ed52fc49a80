"""What ISO 19005-2 and tagging ask of a file, looked up object by object; a validator has not seen them."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from zhicheng.documents.papers import render
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.samples import sample

IN_THE_HEAD = {"determination_form", "post_table", "official_document"}  # the last has none at all
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/AA", "/OpenAction", "/Encrypt", "/XFA", "/URI"}


@cache
def paper(kind: str) -> bytes:
    return render(kind, sample(kind))


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those of streams included."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in dictionaries(pdf) if one.get("/Type") == "/Font"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_inside_and_says_which_letters_its_glyphs_are(kind: str) -> None:
    with pikepdf.open(BytesIO(paper(kind))) as pdf:
        found = fonts(pdf)
        assert found
        for font in found:
            if font["/Subtype"] == "/Type0":
                assert "/ToUnicode" in font
            else:
                about = font["/FontDescriptor"]
                assert any(name in about for name in ("/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("kind", KINDS)
def test_colours_are_told_by_a_profile_and_nothing_acts_by_itself(kind: str) -> None:
    with pikepdf.open(BytesIO(paper(kind))) as pdf:
        (intent,) = pdf.Root["/OutputIntents"]
        assert intent["/S"] == "/GTS_PDFA1"
        assert len(intent["/DestOutputProfile"].read_bytes()) > 128
        assert pdf.trailer.get("/Encrypt") is None
        assert not {name for one in dictionaries(pdf) for name in one.keys()} & FORBIDDEN  # noqa: SIM118


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_in_chinese_and_every_picture_has_words(kind: str) -> None:
    with pikepdf.open(BytesIO(paper(kind))) as pdf:
        assert pdf.Root["/MarkInfo"]["/Marked"]
        assert str(pdf.Root["/Lang"]).startswith("zh")
        tags = [one for one in dictionaries(pdf) if one.get("/Type") == "/StructElem" or ("/S" in one and "/P" in one)]
        kinds = {str(one["/S"]) for one in tags}
        assert {"/Document"} & kinds
        assert "/P" in kinds or "/TD" in kinds
        figures = [one for one in tags if one["/S"] == "/Figure"]
        assert all(str(one.get("/Alt", "")) for one in figures)
        assert bool(figures) is (kind not in IN_THE_HEAD), "a code at the head of each page is no part of the text"
