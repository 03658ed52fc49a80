"""A raised certificate begins with the sealed one, is B-LTA to us and to others, and holds when its keys are old."""

import logging
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from tests.documents.long_term_proof import holds_at
from tests.trust_world import SEALED_AT, STAMPED_AT, TrustWorld, seal_folder, trust_world
from zhicheng.documents.long_term.additions import Stamped, read_additions
from zhicheng.documents.long_term.evidence import Evidence, with_evidence
from zhicheng.documents.long_term.raising import raise_file, renew_file
from zhicheng.documents.long_term.revision import Unraisable
from zhicheng.documents.long_term.timestamps import ROOMS, with_timestamp
from zhicheng.documents.papers import render
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.papers.verify import verify_pdf
from zhicheng.gateways.eseal.trial_pki import TrialRoot
from zhicheng.gateways.eseal.trial_seal import TIMESTAMP_CERTIFICATE, TIMESTAMP_KEY, keep_issued


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustWorld]:
    with trust_world(tmp_path_factory.mktemp("world") / "seal") as made:
        yield made


@pytest.fixture(scope="module")
def sealed(world: TrustWorld) -> bytes:
    return world.sealed_certificate()


@pytest.fixture(scope="module")
def raised(world: TrustWorld, sealed: bytes) -> bytes:
    return raise_file(sealed, world.services()).content


def test_the_sealed_bytes_are_the_beginning_of_the_raised_file(sealed: bytes, raised: bytes) -> None:
    assert raised.startswith(sealed)
    kinds = [type(one) for one in read_additions(raised, len(sealed))]
    assert kinds == [Stamped, Evidence, Stamped]


def test_the_raised_file_is_sound_and_says_its_level_and_times(world: TrustWorld, raised: bytes) -> None:
    verdict = verify_pdf(raised, trusted_pem=world.seal.certificate_pem, authorities_pem=world.root_pem)
    assert verdict.sound
    assert verdict.level == "B-LTA"
    assert verdict.signed_at == SEALED_AT
    assert verdict.stamped_at == (STAMPED_AT, STAMPED_AT)


def test_the_sealed_file_is_sound_at_its_own_level(world: TrustWorld, sealed: bytes) -> None:
    verdict = verify_pdf(sealed, trusted_pem=world.seal.certificate_pem, authorities_pem=world.root_pem)
    assert verdict.sound
    assert (verdict.level, verdict.stamped_at) == ("B-B", ())


def test_without_the_authorities_roots_the_stamps_raise_no_level(world: TrustWorld, raised: bytes) -> None:
    verdict = verify_pdf(raised, trusted_pem=world.seal.certificate_pem)
    assert verdict.sound
    assert (verdict.level, verdict.stamped_at) == ("B-B", ())


def test_stamps_of_a_strange_authority_are_not_sound(world: TrustWorld, sealed: bytes, tmp_path: Path) -> None:
    with trust_world(tmp_path / "seal") as stranger:
        content, _ = with_timestamp(sealed, stranger.stamp)
    pinned = world.seal.certificate_pem
    assert not verify_pdf(content, trusted_pem=pinned, authorities_pem=world.root_pem).sound


def test_stamps_without_evidence_on_the_seal_are_not_long_term(world: TrustWorld, sealed: bytes) -> None:
    once, _ = with_timestamp(sealed, world.stamp)
    twice, _ = with_timestamp(with_evidence(once, Evidence()), world.stamp)
    for content in (once, twice):
        verdict = verify_pdf(content, trusted_pem=world.seal.certificate_pem, authorities_pem=world.root_pem)
        assert verdict.sound
        assert verdict.level == "B-B"


def test_another_library_finds_every_signature_valid_and_nothing_added_but_for_archiving(
    world: TrustWorld, raised: bytes
) -> None:
    reader = PdfFileReader(BytesIO(raised), strict=True)
    root = list(load_certs_from_pemder_data(world.root_pem))
    (seal,) = reader.embedded_regular_signatures
    status = validate_pdf_signature(seal, ValidationContext(trust_roots=root, moment=STAMPED_AT))
    assert status.bottom_line
    assert status.modification_level is ModificationLevel.LTA_UPDATES
    assert len(reader.embedded_timestamp_signatures) == 2
    for one in reader.embedded_timestamp_signatures:
        stamp = validate_pdf_timestamp(one, ValidationContext(trust_roots=root, moment=STAMPED_AT))
        assert stamp.intact
        assert stamp.trusted
        assert stamp.timestamp == STAMPED_AT


def the(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)


def test_the_proof_holds_when_certificates_have_ended_and_the_next_stamp_carries_it_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """All of it long ago, for the other library's clock cannot be set: it takes no time to come for a proof."""
    caplog.set_level(logging.CRITICAL)
    root = TrialRoot()
    folder = seal_folder(tmp_path / "seal", root, seal_until=the(2020, 9), stamps_until=the(2021, 6))
    with trust_world(folder, the(2020, 3)) as at_issue:
        sealed = at_issue.sealed_certificate(the(2020, 3))
        first = raise_file(sealed, at_issue.services())
    pinned, authorities = at_issue.seal.certificate_pem, at_issue.root_pem
    assert first.valid_until == the(2021, 6)
    assert holds_at(first.content, the(2020, 12), authorities)
    assert not holds_at(sealed, the(2020, 12), authorities)
    assert not holds_at(first.content, the(2022, 1), authorities)

    with trust_world(folder, the(2021, 3)) as later:
        keep_issued(folder, root.timestamp_authority(the(2023, 1)), TIMESTAMP_CERTIFICATE, TIMESTAMP_KEY)
        second = renew_file(first.content, later.services())
    assert second.content.startswith(first.content)
    assert second.valid_until == the(2023, 1)
    assert holds_at(second.content, the(2022, 1), authorities)
    verdict = verify_pdf(second.content, trusted_pem=pinned, authorities_pem=authorities)
    assert verdict.level == "B-LTA"
    assert verdict.stamped_at == (the(2020, 3), the(2020, 3), the(2021, 3))


def test_the_same_answers_give_the_same_file(world: TrustWorld, sealed: bytes) -> None:
    kept: dict[bytes, bytes] = {}

    def stamp(digest: bytes) -> bytes:
        return kept.setdefault(digest, world.stamp(digest))

    first, token = with_timestamp(sealed, stamp)
    assert with_timestamp(sealed, stamp) == (first, token)
    evidence = Evidence((b"0\0",), (b"0\1\0",), (b"0\2\0\0",))
    assert with_evidence(first, evidence) == with_evidence(first, evidence)


def test_a_token_larger_than_the_first_room_gets_a_larger_one(sealed: bytes) -> None:
    large = b"\x30\x82\x20\x00" + bytes(0x2000)
    asked: list[bytes] = []
    content, token = with_timestamp(sealed, lambda digest: asked.append(digest) or large)  # type: ignore[func-returns-value]
    assert len(asked) == ROOMS.index(16384) + 1
    assert token == large
    with pytest.raises(Unraisable, match="larger than any room"):
        with_timestamp(sealed, lambda _: bytes(20_000))
    assert content.startswith(sealed)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nxref\ntrailer\nstartxref\n9\n%%EOF\n"], ids=repr
)
def test_what_bears_no_seal_of_ours_is_not_raised(world: TrustWorld, content: bytes) -> None:
    with pytest.raises(Unraisable):
        raise_file(content, world.services())


def test_an_unsealed_or_a_raised_paper_is_not_raised(world: TrustWorld, raised: bytes, sealed: bytes) -> None:
    for content in (render("certificate", sample("certificate")), raised):
        with pytest.raises(Unraisable):
            raise_file(content, world.services())
    with pytest.raises(Unraisable, match="not raised"):
        renew_file(sealed, world.services())


def test_what_makes_the_file_a_pdf_for_archives_stays(sealed: bytes, raised: bytes) -> None:
    with pikepdf.open(BytesIO(sealed)) as before, pikepdf.open(BytesIO(raised)) as after:
        for name in ("/Metadata", "/OutputIntents", "/StructTreeRoot", "/MarkInfo", "/Lang"):
            old, new = (file.Root[name] for file in (before, after))
            assert old == new or old.unparse() == new.unparse(), name
        assert before.pdf_version == after.pdf_version == "1.7"
        assert before.trailer.ID[0] == after.trailer.ID[0]
        assert before.pages[0].Contents.read_bytes() == after.pages[0].Contents.read_bytes()
        assert before.pages[0].Resources.unparse() == after.pages[0].Resources.unparse()
        store = after.Root.DSS
        assert [len(store[name]) for name in ("/Certs", "/OCSPs", "/CRLs")] == [4, 2, 1]
        for field in list(after.Root.AcroForm.Fields)[1:]:
            assert field.V.Type == "/DocTimeStamp"
            assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed: apt install qpdf")
def test_another_program_finds_no_fault_in_the_raised_file(raised: bytes, tmp_path: Path) -> None:
    (tmp_path / "raised.pdf").write_bytes(raised)
    said = subprocess.run(["qpdf", "--check", "raised.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "WARNING" not in said.stdout + said.stderr


@pytest.mark.skipif(which("pdfsig") is None, reason="pdfsig is not installed: apt install poppler-utils")
def test_another_program_finds_the_seal_valid_and_the_last_stamp_over_everything(raised: bytes, tmp_path: Path) -> None:
    (tmp_path / "raised.pdf").write_bytes(raised)
    said = subprocess.run(
        ["pdfsig", "-nocert", "raised.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout
    seal, first, last = said.split("Signature #")[1:]
    assert "Signature is Valid" in seal
    assert "Not total document signed" in first
    assert "Total document signed" in last


def test_renewal_is_due_half_a_year_before_the_end_or_sooner_where_little_is_left() -> None:
    from zhicheng.jobs.handlers.long_term import renew_on

    assert renew_on(the(2034, 6), the(2024, 6)) == the(2034, 6) - timedelta(days=180)
    assert renew_on(STAMPED_AT + timedelta(days=40), STAMPED_AT) == STAMPED_AT + timedelta(days=30)
