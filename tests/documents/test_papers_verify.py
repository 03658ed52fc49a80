"""The check of a sealed file says genuine only of the very bytes that were sealed with a key we trust."""

import hashlib
import random
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest

from zhicheng.documents.papers import render, seal_place
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.papers.verify import digests, verify_pdf
from zhicheng.gateways.eseal.software import SoftwareSeal

AT = datetime(2024, 12, 30, 1, 2, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render("certificate", sample("certificate"))


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> SoftwareSeal:
    return SoftwareSeal(tmp_path_factory.mktemp("trusted") / "seal")


@pytest.fixture(scope="module")
def sealed(plain: bytes, trusted: SoftwareSeal) -> bytes:
    place = seal_place("certificate", sample("certificate"))
    return trusted.sign_pdf(plain, reason="签发电子职称证书", at=AT, place=place)


def test_a_sealed_certificate_is_sound_and_says_who_and_when(sealed: bytes, trusted: SoftwareSeal) -> None:
    verdict = verify_pdf(sealed, trusted_pem=trusted.certificate_pem)
    assert verdict.sound
    assert "测试章" in verdict.signer
    assert verdict.signed_at == AT


def test_any_of_several_pinned_certificates_will_do(sealed: bytes, trusted: SoftwareSeal, tmp_path: Path) -> None:
    other = SoftwareSeal(tmp_path / "seal")
    assert verify_pdf(sealed, trusted_pem=other.certificate_pem + trusted.certificate_pem).sound


def test_a_file_without_a_seal_is_unsigned(plain: bytes, trusted: SoftwareSeal) -> None:
    verdict = verify_pdf(plain, trusted_pem=trusted.certificate_pem)
    assert (verdict.signed, verdict.sound) == (False, False)


def test_a_strangers_seal_is_intact_but_not_trusted(plain: bytes, trusted: SoftwareSeal, tmp_path: Path) -> None:
    forged = SoftwareSeal(tmp_path / "seal").sign_pdf(plain, reason="签发电子职称证书", at=AT)
    verdict = verify_pdf(forged, trusted_pem=trusted.certificate_pem)
    assert verdict.signed
    assert verdict.intact
    assert not verdict.trusted
    assert not verdict.sound


def test_a_changed_byte_in_what_was_sealed_is_noticed(sealed: bytes, plain: bytes, trusted: SoftwareSeal) -> None:
    chosen = random.Random(20241230)
    for place in [chosen.randrange(len(plain)) for _ in range(120)]:
        changed = bytearray(sealed)
        changed[place] ^= 1 << chosen.randrange(8)
        assert not verify_pdf(bytes(changed), trusted_pem=trusted.certificate_pem).sound, place


def test_whatever_is_changed_the_digest_of_the_file_tells(sealed: bytes) -> None:
    chosen = random.Random(7)
    before = digests(sealed)
    for place in [chosen.randrange(len(sealed)) for _ in range(50)]:
        changed = bytearray(sealed)
        changed[place] ^= 1
        after = digests(bytes(changed))
        assert after.sha256 != before.sha256
        assert after.sm3 != before.sm3


@pytest.mark.parametrize(
    "tamper",
    [
        lambda pdf: pdf + b"\n%%EOF\n",
        lambda pdf: pdf + b"1 0 obj\n<<>>\nendobj\n",
        lambda pdf: pdf[: len(pdf) // 2],
        lambda pdf: pdf[:-40],
        lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRagne"),
        lambda pdf: b"%PDF-1.7\n" + pdf,
    ],
    ids=["line added", "object added", "cut in half", "cut at the end", "range hidden", "head added"],
)
def test_a_file_added_to_or_cut_is_not_sound(
    tamper: Callable[[bytes], bytes], sealed: bytes, trusted: SoftwareSeal
) -> None:
    assert not verify_pdf(tamper(sealed), trusted_pem=trusted.certificate_pem).sound


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7", b"\x00" * 4096, b"PK\x03\x04 not a paper", b"%PDF-1.7\n/ByteRange ["]
)
def test_what_is_no_paper_is_answered_and_not_an_error(raw: bytes, trusted: SoftwareSeal) -> None:
    assert not verify_pdf(raw, trusted_pem=trusted.certificate_pem).sound


def test_a_second_seal_on_top_is_not_sound(sealed: bytes, trusted: SoftwareSeal, tmp_path: Path) -> None:
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    folder = tmp_path / "seal"
    SoftwareSeal(folder)
    signer = SimpleSigner.load(str(folder / "seal.key.pem"), str(folder / "seal.pem"))
    out = sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(sealed)), PdfSignatureMetadata(field_name="Other"), signer=signer
    )
    assert not verify_pdf(out.getvalue(), trusted_pem=trusted.certificate_pem).sound


def test_digests_are_those_of_the_whole_file() -> None:
    assert digests(b"abc").sha256 == hashlib.sha256(b"abc").hexdigest()
    assert digests(b"abc").sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.skipif(which("pdfsig") is None, reason="pdfsig is not installed: apt install poppler-utils")
def test_another_program_finds_the_same_signature_valid(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "sealed.pdf")], capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed: apt install qpdf")
def test_another_program_finds_no_fault_in_the_sealed_file(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    said = subprocess.run(
        ["qpdf", "--check", str(tmp_path / "sealed.pdf")], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0
