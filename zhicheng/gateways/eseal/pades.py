"""Put a PAdES signature on a file: the same file, words, moment and certificate always give the same bytes to sign."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal.cms import Container
from zhicheng.gateways.eseal.order import SealRefused
from zhicheng.gateways.eseal.stamp import Stamp

POINTS_A_MM = 72 / 25.4
FIELD = "Seal"
ROOM = 8192  # hexadecimal digits kept free for the container
FROM_CORNER_MM = 55
PRINTED_AND_LOCKED = 132
SIGNATURES_ONLY_APPEND = 3


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A file that lacks nothing but the signature: `gap` is where it goes, `to_sign` the bytes that the key signs."""

    content: bytes
    gap: tuple[int, int]
    to_sign: bytes

    @property
    def to_sign_sha256(self) -> str:
        """The digest that the key signs, in hexadecimal."""
        return sha256(self.to_sign).hexdigest()


def prepare(
    pdf: bytes, *, container: Container, stamp: Stamp, name: str, reason: str, at: datetime, place: SealPlace | None
) -> Unsigned:
    """The file with field, face and words of the signature, `at` (aware) written in; `pdf` stays its beginning.

    Raises SealRefused for a file that cannot bear a seal.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone, so it names no moment")
    try:
        writer = _Appending(BytesIO(pdf))
        signature = _with_field(writer, stamp, place, _signature(name, reason, at))
        digest, output = next(signature.fill(writer, "sha256"))
    except PdfError as error:
        raise SealRefused(f"the file cannot bear a seal: {error}") from error
    gap = digest.reserved_region_start, digest.reserved_region_end
    return Unsigned(output.getvalue(), gap, container.to_sign(digest.document_digest))


def complete(unsigned: Unsigned, container: Container, signature: bytes) -> bytes:
    """The whole signed file. Raises SealRefused when the certificates take more than the room kept free."""
    filling = container.around(unsigned.to_sign, signature).hex().upper().encode()
    start, end = unsigned.gap
    if len(filling) > end - start - 2:
        raise SealRefused("the chain of certificates is too long for the room in the file")
    return unsigned.content[: start + 1] + filling.ljust(end - start - 2, b"0") + unsigned.content[end - 1 :]


class _Appending(IncrementalPdfFileWriter):
    """Appends the signature and nothing else: version and metadata stay, so that a PDF/A file remains one."""

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, self.output_version))  # type: ignore[no-untyped-call]

    def _update_meta(self) -> None:
        """The base class would write the clock's time as the time of change."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        """The second half of the file's name follows from its bytes; the base class would take it by chance."""
        prev.stream.seek(0)
        digest = sha256(b"sealed\0" + prev.stream.read()).digest()[:16]
        first = prev.trailer["/ID"][0].original_bytes if "/ID" in prev.trailer else digest
        return generic.ArrayObject([generic.ByteStringObject(first), generic.ByteStringObject(digest)])


def _signature(name: str, reason: str, at: datetime) -> SignatureObject:
    return SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, name=name, reason=reason, bytes_reserved=ROOM
    )


def _with_field(
    writer: _Appending, stamp: Stamp, place: SealPlace | None, signature: SignatureObject
) -> SignatureObject:
    root = writer.root
    if "/AcroForm" in root:
        raise SealRefused("the file bears a form or a seal already")
    page_reference, rectangle = _spot(writer, place)
    page = page_reference.get_object()
    value = writer.add_object(signature)
    field = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name("/Sig"),
                pdf_name("/T"): generic.pdf_string(FIELD),
                pdf_name("/F"): generic.NumberObject(PRINTED_AND_LOCKED),
                pdf_name("/Rect"): rectangle,
                pdf_name("/P"): page_reference,
                pdf_name("/V"): value,
                pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): stamp.draw_into(writer)}),
            }
        )
    )
    page[pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), field])
    writer.update_container(page)
    root[pdf_name("/AcroForm")] = generic.DictionaryObject(
        {
            pdf_name("/Fields"): generic.ArrayObject([field]),
            pdf_name("/SigFlags"): generic.NumberObject(SIGNATURES_ONLY_APPEND),
        }
    )
    writer.update_root()  # type: ignore[no-untyped-call]
    return signature


def _spot(writer: _Appending, place: SealPlace | None) -> tuple[Any, generic.ArrayObject]:
    pages = int(writer.prev.root["/Pages"]["/Count"])
    if place is not None and not 1 <= place.page <= pages:
        raise SealRefused(f"the file has {pages} pages, so none is number {place.page}")
    index = pages - 1 if place is None else place.page - 1
    reference, _ = writer.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    box = reference.get_object()["/MediaBox"]
    width_mm, height_mm = (float(box[i]) / POINTS_A_MM for i in (2, 3))
    spot = place or SealPlace(page=pages, x_mm=width_mm - FROM_CORNER_MM, y_mm=height_mm - FROM_CORNER_MM)
    radius = spot.diameter_mm / 2
    left, bottom = spot.x_mm - radius, height_mm - spot.y_mm - radius
    edges = (left, bottom, left + 2 * radius, bottom + 2 * radius)
    return reference, generic.ArrayObject(generic.NumberObject(round(edge * POINTS_A_MM)) for edge in edges)
