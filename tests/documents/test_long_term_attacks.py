"""Whatever is done to a raised certificate's structure, validly stamped or not, it is not sound any more."""

import random
import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from tests.trust_world import TrustWorld, trust_world
from zhicheng.documents.long_term.additions import Stamped, read_additions
from zhicheng.documents.long_term.containers import sealed_part
from zhicheng.documents.long_term.evidence import Evidence, with_evidence
from zhicheng.documents.long_term.raising import raise_file, renew_file
from zhicheng.documents.long_term.revision import SignedFile, appended
from zhicheng.documents.long_term.timestamps import ROOMS, Gap, gap_for_timestamp, with_timestamp
from zhicheng.documents.papers.verify import verify_pdf
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, KEY

Attack = Callable[["Scene"], bytes]


class Scene:
    """A raised certificate, what it is made of, and the services that any attacker may ask too."""

    def __init__(self, world: TrustWorld) -> None:
        self.world = world
        self.sealed = world.sealed_certificate()
        self.raised = raise_file(self.sealed, world.services()).content
        added = read_additions(self.raised, len(self.sealed))
        self.first, self.last = (one for one in added if isinstance(one, Stamped))
        (self.evidence,) = (one for one in added if isinstance(one, Evidence))
        self.once = gap_for_timestamp(self.sealed, ROOMS[0]).filled(self.first.token)
        self.twice = with_evidence(self.once, self.evidence)

    def stamped(self, content: bytes, old: bytes = b"", new: bytes = b"") -> bytes:
        """The content truly stamped, `old` (a pattern) in the stamp's own revision replaced before that."""
        gap = gap_for_timestamp(content, ROOMS[0])
        changed = content + (re.sub(old, new, gap.content[len(content) :]) if old else gap.content[len(content) :])
        assert len(changed) == len(gap.content)
        assert (changed != gap.content) == bool(old)
        gap = Gap(changed, gap.start, gap.end)
        return gap.filled(self.world.stamp(gap.digest))

    def finished(self, after_seal: bytes) -> bytes:
        """What follows a first stamp, done as it should be."""
        return with_timestamp(with_evidence(after_seal, self.evidence), self.world.stamp)[0]

    def updated(self, content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
        """The content with an update that another program wrote."""
        writer = IncrementalPdfFileWriter(BytesIO(content))
        change(writer)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    def sound(self, content: bytes) -> bool:
        pinned = self.world.seal.certificate_pem
        return any(
            verify_pdf(content, trusted_pem=pinned, authorities_pem=roots).sound for roots in (self.world.root_pem, b"")
        )


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with trust_world(tmp_path_factory.mktemp("world") / "seal") as world:
        yield Scene(world)


def new_content(writer: IncrementalPdfFileWriter) -> None:
    page, _ = writer.find_page_for_modification(0)
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 400 400 re f"))
    page.get_object()[pdf_name("/Contents")] = stream
    writer.mark_update(page)


def new_annotation(writer: IncrementalPdfFileWriter) -> None:
    page, _ = writer.find_page_for_modification(0)
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Contents"): generic.pdf_string("副高级"),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(edge) for edge in (0, 0, 300, 300)),
        }
    )
    page.get_object()[pdf_name("/Annots")].append(writer.add_object(note))
    writer.mark_update(page)


def new_metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.root[pdf_name("/Metadata")] = writer.add_object(generic.StreamObject(stream_data=b"<x/>"))
    writer.update_root()


def new_action(writer: IncrementalPdfFileWriter) -> None:
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(script)
    writer.update_root()


def new_field(writer: IncrementalPdfFileWriter) -> None:
    text = {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("n"), pdf_name("/V"): pdf_name("/x")}
    writer.root["/AcroForm"]["/Fields"].append(writer.add_object(generic.DictionaryObject(text)))
    writer.update_container(writer.root["/AcroForm"])


def new_store(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/DSS"][pdf_name("/VRI")] = generic.DictionaryObject()
    writer.update_container(writer.root["/DSS"])


def orphan(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"kept for later"))


def second_signature(scene: Scene, content: bytes) -> bytes:
    signer = SimpleSigner.load(str(scene.world.folder / KEY), str(scene.world.folder / CERTIFICATE))
    assert signer is not None
    meta = PdfSignatureMetadata(field_name="Second")
    return bytes(sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), meta, signer=signer).getvalue())


def other_object(scene: Scene, content: bytes) -> bytes:
    """An object that belongs to nothing, written in our own form."""
    file = SignedFile(content)
    return appended(file, {file.trailer.size: b"<<\n/Hidden true\n>>"})


def replaced(scene: Scene, old: bytes, new: bytes, *, count: int = 1) -> bytes:
    start = len(scene.sealed)
    assert old in scene.raised[start:]
    return scene.raised[:start] + scene.raised[start:].replace(old, new, count)


def padding_of(scene: Scene, content: bytes, which: int, filling: bytes) -> bytes:
    """The zeros after a container (0 the seal's, 2 the last stamp's) with something in them."""
    places = [at for at in range(len(content)) if content.startswith(b"0" * 64 + b">", at)]
    at = places[which]
    return content[:at] + filling + content[at + len(filling) :]


ATTACKS: dict[str, Attack] = {
    "a line break at the end": lambda s: s.raised + b"\n",
    "a comment at the end": lambda s: s.raised + b"% seen\n%%EOF\n",
    "an object at the end": lambda s: s.raised + b"999 0 obj\n<<>>\nendobj\n",
    "something before the head": lambda s: b"%PDF-1.4\n" + s.raised,
    "the last stamp cut off": lambda s: s.twice,
    "cut within the last stamp": lambda s: s.raised[:-200],
    "the last stamp twice": lambda s: s.raised + s.raised[len(s.twice) :],
    "the first stamp left out": lambda s: s.sealed + s.raised[len(s.once) :],
    "evidence before any stamp": lambda s: s.finished(s.sealed),
    "another page content after all": lambda s: s.updated(s.raised, new_content),
    "another page content before the first stamp": lambda s: s.finished(s.stamped(s.updated(s.sealed, new_content))),
    "another page content between the stamps": lambda s: s.stamped(s.updated(s.twice, new_content)),
    "an annotation after all": lambda s: s.updated(s.raised, new_annotation),
    "an annotation before the first stamp": lambda s: s.finished(s.stamped(s.updated(s.sealed, new_annotation))),
    "other metadata": lambda s: s.updated(s.raised, new_metadata),
    "other metadata, stamped": lambda s: s.stamped(s.updated(s.twice, new_metadata)),
    "a script at opening": lambda s: s.updated(s.raised, new_action),
    "a filled form field": lambda s: s.updated(s.raised, new_field),
    "another entry in the evidence": lambda s: s.updated(s.raised, new_store),
    "an orphan of another program": lambda s: s.updated(s.raised, orphan),
    "an orphan in our form": lambda s: other_object(s, s.raised),
    "an orphan in our form, stamped": lambda s: s.stamped(other_object(s, s.twice)),
    "a second signature by the same key": lambda s: second_signature(s, s.raised),
    "a second signature under the stamps": lambda s: s.finished(s.stamped(second_signature(s, s.sealed))),
    "the stamp's field seen on the page": lambda s: s.finished(
        s.stamped(s.sealed, rb"/Rect \[ 0 0 0 0 \]", b"/Rect [ 0 0 9 9 ]")
    ),
    "the stamp's field with another name": lambda s: s.finished(s.stamped(s.sealed, b"Timestamp1", b"Timestampl")),
    "the stamp's revision with other content": lambda s: s.finished(
        s.stamped(s.sealed, rb"/Contents \d\d", b"/Contents 00")
    ),
    "the stamp's revision with other widths": lambda s: s.finished(s.stamped(s.sealed, b"/MediaBox", b"/MediaBax")),
    "the stamp's trailer with another root": lambda s: s.stamped(s.sealed, rb"/Root \d\d", b"/Root 00"),
    "the stamp over less than the file": lambda s: s.finished(
        s.stamped(s.sealed, rb"/ByteRange \[0 ", b"/ByteRange [1 ")
    ),
    "a table that sends an object elsewhere": lambda s: replaced(s, b"00000 n ", b"00000 f "),
    "the answers swapped for lists": lambda s: replaced(s, b"/OCSPs", b"/CRLsX"),
    "junk among the evidence, stamped": lambda s: s.stamped(with_evidence(s.once, Evidence((), (b"junk",), ()))),
    "a token of another file": lambda s: s.finished(gap_for_timestamp(s.sealed, ROOMS[0]).filled(s.last.token)),
    "the tokens swapped": lambda s: s.raised.replace(
        s.first.token.hex().upper().encode(), s.last.token.hex().upper().encode()
    ),
    "small letters in the last token": lambda s: s.raised[: len(s.twice)]
    + s.raised[len(s.twice) :].replace(s.last.token[-60:].hex().upper().encode(), s.last.token[-60:].hex().encode()),
    "small letters in the seal": lambda s: s.raised.replace(b"2A864886F7", b"2a864886F7", 1),
    "something in the last token's padding": lambda s: padding_of(s, s.raised, 2, b"DEADBEEF"),
    "something in the seal's padding": lambda s: padding_of(s, s.sealed, 0, b"DEADBEEF"),
    "the seal taken off": lambda s: s.raised.replace(b"/ByteRange [0 ", b"/ByteRangX [0 ", 1),
}  # fmt: skip


def test_the_scene_itself_is_sound(scene: Scene) -> None:
    assert scene.finished(scene.once)
    assert scene.sound(scene.raised)
    assert scene.sound(scene.finished(scene.once))
    assert scene.sound(scene.finished(scene.stamped(scene.sealed)))
    assert scene.sound(renew_file(scene.raised, scene.world.services()).content)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attacked_file_is_not_sound(scene: Scene, name: str) -> None:
    attacked = ATTACKS[name](scene)
    assert attacked != scene.raised
    assert not scene.sound(attacked)


def test_a_flipped_bit_anywhere_after_the_seal_is_noticed(scene: Scene) -> None:
    chosen = random.Random(20241230)
    start = len(scene.sealed)
    for place in [chosen.randrange(start, len(scene.raised)) for _ in range(40)]:
        changed = bytearray(scene.raised)
        changed[place] ^= 1 << chosen.randrange(8)
        assert not verify_pdf(bytes(changed), trusted_pem=scene.world.seal.certificate_pem).sound, place


@pytest.mark.parametrize("which", [0, 2], ids=["the seal", "the last stamp"])
def test_another_digit_in_a_container_is_noticed(scene: Scene, which: int) -> None:
    """Every byte of the head of a container, where most is that is not signed, and some of the rest."""
    places = [found.span(1) for found in re.finditer(rb"/Contents <([0-9A-F]+)>", scene.raised)]
    start, end = places[which]
    chosen = random.Random(which)
    written = len(scene.raised[start:end].rstrip(b"0"))
    for at in [*range(start, start + 86, 2), *(start + chosen.randrange(written) for _ in range(20))]:
        digit = scene.raised[at : at + 1]
        other = chosen.choice([one for one in b"0123456789ABCDEF" if one != digit[0]])
        changed = scene.raised[:at] + bytes((other,)) + scene.raised[at + 1 :]
        assert not verify_pdf(changed, trusted_pem=scene.world.seal.certificate_pem).sound, at - start


def test_a_container_that_goes_on_for_ever_is_not_sound(scene: Scene) -> None:
    padded = sealed_part(scene.sealed).padded
    endless = b"\x30\x82\x0f\xf8" + b"\x30\x80" * 2000
    old, new = padded.hex().upper().encode(), endless.ljust(len(padded), b"\0").hex().upper().encode()
    assert len(old) == len(new)
    assert not scene.sound(scene.sealed.replace(old, new))
    many = b"/ByteRange [0 1 9 9]" * 1000
    assert not scene.sound(scene.sealed[:9] + many + scene.sealed[9:])


def test_the_seals_container_admits_nothing_unsigned(scene: Scene) -> None:
    """The container's own open parts: its version, the name of its digest, and a certificate of somebody else."""
    start = scene.sealed.index(sealed_part(scene.sealed).padded[:40].hex().upper().encode())
    for old, new in ((b"020101", b"020103"), (b"0609608648016503040201", b"0609608648016503040202")):
        at = scene.sealed.index(old, start)
        changed = scene.sealed[:at] + new + scene.sealed[at + len(new) :]
        assert changed != scene.sealed
        assert not scene.sound(changed)
