"""What is done to certificates to make them say otherwise: each a function from the specimens to a file or a text."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.specimen_bundle import SpecimenWorld, sealed
from zhicheng.documents.bundle.samples import PROOF_KEY, SITE
from zhicheng.documents.papers import render, seal_place
from zhicheng.documents.papers.data import Certificate
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.proof_code import kid_of, proof_of, proof_text
from zhicheng.domain.numbering import certificate_number
from zhicheng.gateways.eseal.software import SoftwareSeal

STRANGER = ec.derive_private_key(666, ec.SECP256R1())
STATED = {
    "number": certificate_number("330502", 2024, 4, 99),
    "name": "伪造",
    "title": "正高级工程师",
    "series": "工程技术",
    "speciality": "环境工程",
    "level": "正高级",
    "obtained_on": "2024-12-27",
    "authority": "苕州市人力资源和社会保障局",
    "document_number": "苕人社职〔2024〕12号",
}


@dataclass(frozen=True)
class Stage:
    """The specimens, the raised file of the one in force, another seal of our seal's name, and the bundle of it all."""

    world: SpecimenWorld
    raised: bytes
    impostor: SoftwareSeal
    bundle: Path

    @property
    def genuine(self) -> bytes:
        return self.world.in_force.pdf


Forge = Callable[[Stage], bytes | str]


# -- updates behind the seal ----------------------------------------------------------------------------------------


def updated(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> Any:
    page, _ = writer.find_page_for_modification(0)
    return page


def an_annotation(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    box = generic.ArrayObject([generic.NumberObject(one) for one in (100, 500, 400, 560)])
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): box,
            pdf_name("/Contents"): generic.pdf_string("高级工程师"),
        }
    )
    page.get_object()["/Annots"].append(writer.add_object(note))
    writer.mark_update(page)


def text_over(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    stream = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 200 400 200 40 re f Q"))
    old = page.get_object().raw_get("/Contents")
    page.get_object()[pdf_name("/Contents")] = generic.ArrayObject([old, stream])
    writer.mark_update(page)


def other_content(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    page.get_object()[pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 400 400 re f"))
    writer.mark_update(page)


def a_new_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    box = generic.ArrayObject([generic.NumberObject(one) for one in (0, 0, 595, 842)])
    page = {
        pdf_name("/Type"): pdf_name("/Page"),
        pdf_name("/MediaBox"): box,
        pdf_name("/Parent"): writer.root.raw_get("/Pages"),
    }
    pages["/Kids"].append(writer.add_object(generic.DictionaryObject(page)))
    pages[pdf_name("/Count")] = generic.NumberObject(2)
    writer.update_container(pages)


def other_pages(writer: IncrementalPdfFileWriter) -> None:
    """Hide and replace: the catalogue shows another tree of pages."""
    box = generic.ArrayObject([generic.NumberObject(one) for one in (0, 0, 595, 842)])
    page = writer.add_object(
        generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): box})
    )
    tree = {
        pdf_name("/Type"): pdf_name("/Pages"),
        pdf_name("/Kids"): generic.ArrayObject([page]),
        pdf_name("/Count"): generic.NumberObject(1),
    }
    writer.root[pdf_name("/Pages")] = writer.add_object(generic.DictionaryObject(tree))
    writer.update_root()


def a_form_value(writer: IncrementalPdfFileWriter) -> None:
    field = {
        pdf_name("/FT"): pdf_name("/Tx"),
        pdf_name("/T"): generic.pdf_string("Name"),
        pdf_name("/V"): generic.pdf_string("伪造"),
    }
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(generic.DictionaryObject(field)))
    writer.update_container(form)


def other_metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(writer.add_object(generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("高级工程师")})))


def a_script(writer: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()


def nothing_seen(writer: IncrementalPdfFileWriter) -> None:
    """Hide: the annotations, the seal's face among them, are gone from the page."""
    page = first_page(writer)
    page.get_object()[pdf_name("/Annots")] = generic.ArrayObject()
    writer.mark_update(page)


def font_replaced(writer: IncrementalPdfFileWriter) -> None:
    """Replace: an object of the page is defined anew, so that the same signs look otherwise."""
    fonts = first_page(writer).get_object()["/Resources"]["/Font"]
    names = sorted(fonts)
    fonts[names[0]] = fonts.raw_get(names[-1])
    writer.update_container(fonts)


def behind_the_seal(change: Callable[[IncrementalPdfFileWriter], None]) -> Forge:
    return lambda stage: updated(stage.genuine, change)


# -- the seal itself ------------------------------------------------------------------------------------------------


def by_pikepdf(content: bytes, change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **saved: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, **saved)
    return out.getvalue()


def unsealed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AcroForm"]
    kept = [one for one in pdf.pages[0]["/Annots"] if one.get("/Subtype") != "/Widget"]
    pdf.pages[0]["/Annots"] = pikepdf.Array(kept)


def unsealed_without_link(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/AcroForm"]
    del pdf.pages[0]["/Annots"]


def byte_range(*numbers: int) -> Forge:
    """The range replaced by another, in as many signs."""

    def forge(stage: Stage) -> bytes:
        found = re.search(rb"/ByteRange \[([^\]]*)\]", stage.genuine)
        assert found
        true = [int(one) for one in found[1].split()]
        wanted = " ".join(str(number if number >= 0 else true[-number - 1]) for number in numbers).encode()
        return stage.genuine.replace(found[1], wanted.ljust(len(found[1]))[: len(found[1])])

    return forge


def gap_widened(stage: Stage) -> bytes:
    """The second part of the range begins later, and something new stands in the room that this leaves."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", stage.genuine)
    assert found
    _, first, start, rest = (int(one) for one in found.groups())
    added = b"<</Evil true>>"
    wanted = f"/ByteRange [0 {first} {start + len(added)} {rest}".encode().ljust(len(found[0]) - 1) + b"]"
    return stage.genuine.replace(found[0], wanted)[:start] + added + stage.genuine[start:]


def container(stage: Stage, change: Callable[[bytes], bytes]) -> bytes:
    """The hexadecimal signature changed, in as many signs."""
    found = re.search(rb"/Contents <([0-9A-Fa-f]+)>", stage.genuine)
    assert found
    changed = change(found[1])
    assert len(changed) == len(found[1])
    return stage.genuine.replace(found[1], changed)


def other_words(stage: Stage, **changed: Any) -> Certificate:
    said = cast(Certificate, sample("certificate"))
    one = stage.world.in_force
    said = replace(said, certificate_number=one.number, verify_url=one.code.partition("#")[0], proof_url=one.code)
    return replace(said, **changed)


def drawn(stage: Stage, seal: SoftwareSeal | None, **changed: Any) -> bytes:
    """The true page with other words, sealed by `seal` or by nobody."""
    said = other_words(stage, **changed)
    pdf, place = render("certificate", said), seal_place("certificate", said)
    assert place
    return sealed(seal, pdf, place) if seal else pdf


def sealed_again(stage: Stage) -> bytes:
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    folder = stage.bundle.with_name("impostor")
    signer = SimpleSigner.load(str(folder / "seal.key.pem"), str(folder / "seal.pem"))
    writer = IncrementalPdfFileWriter(io.BytesIO(stage.genuine))
    return bytes(sign_pdf(writer, PdfSignatureMetadata(field_name="Other"), signer=signer).getvalue())


# -- the code -------------------------------------------------------------------------------------------------------


def swapped_code(stage: Stage) -> bytes:
    """The code in the file replaced by that of a certificate which is in force, as long as the true one."""
    ours, other = stage.world.revoked, stage.world.in_force
    return ours.pdf.replace(ours.code.encode(), other.code.encode().ljust(len(ours.code))[: len(ours.code)])


def code(stage: Stage, *, key: ec.EllipticCurvePrivateKey = PROOF_KEY, site: str = SITE, **changed: str) -> str:
    """A code over invented facts."""
    kid = kid_of(PROOF_KEY.public_key())
    return proof_text(f"{site}/v/abcdefgh", proof_of({**STATED, **changed}, key=key, kid=kid))


def code_by_stranger(stage: Stage) -> str:
    return proof_text(f"{SITE}/v/abcdefgh", proof_of(STATED, key=STRANGER, kid=kid_of(STRANGER.public_key())))


def code_changed(stage: Stage, place: int) -> str:
    true = stage.world.in_force.code
    return true[:place] + ("A" if true[place] != "A" else "B") + true[place + 1 :]


# -- other files ----------------------------------------------------------------------------------------------------


def picture(stage: Stage, kind: str) -> bytes:
    """The page as a picture: a photograph, or a scan wrapped in a PDF."""
    shown = pypdfium2.PdfDocument(stage.genuine)[0].render(scale=1.5).to_pil()
    out = io.BytesIO()
    cast(Image.Image, shown).convert("RGB").save(out, kind)
    return out.getvalue()


def attached(stage: Stage) -> bytes:
    """The genuine file within another PDF, as an attachment of it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["certificate.pdf"] = pikepdf.AttachedFileSpec(pdf, stage.genuine)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def archived(stage: Stage) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("certificate.pdf", stage.genuine)
    return out.getvalue()


def strange_paper(stage: Stage) -> bytes:
    return render("receipt", sample("receipt"))


# -- bundles --------------------------------------------------------------------------------------------------------


def put(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def with_manifest(files: dict[str, bytes], **changed: Any) -> dict[str, bytes]:
    said = json.loads(files["manifest.json"]) | changed
    return {**files, "manifest.json": json.dumps(said).encode()}


EARLIER = datetime(2025, 1, 1, tzinfo=UTC)
