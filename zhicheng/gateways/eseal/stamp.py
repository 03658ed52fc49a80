"""The face of a seal taken apart once, so that it can be written into any number of files."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

OPACITY = b"/GS gs /Face Do"

Piece = bytes | int


class Stamp:
    """The first page of `face`, ready to be drawn as a signature's appearance, a little transparent."""

    def __init__(self, face: bytes) -> None:
        reader = PdfFileReader(BytesIO(face))
        page = reader.root["/Pages"]["/Kids"][0]
        box = page["/MediaBox"]
        self._places: dict[int, int] = {}
        self._written: list[list[Piece]] = []
        form = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): box,
                pdf_name("/Resources"): page.raw_get("/Resources"),
            },
            stream_data=page["/Contents"].data,
        )
        form.compress()
        self._face = self._keep(form)
        self._box = box

    def draw_into(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """Write the face into a file; gives the reference of its appearance."""
        drawn = [_Drawn(pieces) for pieces in self._written]
        references = [writer.add_object(one) for one in drawn]
        for one in drawn:
            one.references = references
        shade = {pdf_name("/CA"): generic.FloatObject("0.82"), pdf_name("/ca"): generic.FloatObject("0.82")}
        look = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(self._box),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {
                        pdf_name("/ExtGState"): _named("/GS", generic.DictionaryObject(shade)),
                        pdf_name("/XObject"): _named("/Face", references[self._face]),
                    }
                ),
            },
            stream_data=OPACITY,
        )
        return writer.add_object(look)

    def _keep(self, found: Any) -> int:
        place = len(self._written)
        self._written.append([])
        if isinstance(found, generic.StreamObject):
            data = found.encoded_data
            found[pdf_name("/Length")] = generic.NumberObject(len(data))
            self._written[place] = [*self._dictionary(found), b"\nstream\n", data, b"\nendstream"]
        else:
            self._written[place] = self._pieces(found)
        return place

    def _pieces(self, value: Any) -> list[Piece]:
        if isinstance(value, generic.IndirectObject):
            if value.idnum not in self._places:
                self._places[value.idnum] = len(self._written)
                self._keep(value.get_object())
            return [self._places[value.idnum]]
        if isinstance(value, generic.DictionaryObject):
            return self._dictionary(value)
        if isinstance(value, generic.ArrayObject):
            return [b"[", *(piece for one in value for piece in (*self._pieces(one), b" ")), b"]"]
        return [_plain(value)]

    def _dictionary(self, found: Any) -> list[Piece]:
        entries = (piece for name in found for piece in (_plain(name), b" ", *self._pieces(found.raw_get(name)), b"\n"))
        return [b"<<\n", *entries, b">>"]


class _Drawn(generic.PdfObject):
    """An object whose references are known once all of the face has its places in the file."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.references: Sequence[Any] = ()

    def write_to_stream(self, stream: Any, handler: Any = None, container_ref: Any = None) -> None:
        for piece in self.pieces:
            stream.write(piece if isinstance(piece, bytes) else b"%d 0 R" % self.references[piece].idnum)


def _named(name: str, value: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(name): value})


def _plain(value: Any) -> bytes:
    out = BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()
