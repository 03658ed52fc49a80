"""The seal's port: what is signed stays as it was, bears the moment handed in, and tells when anything changed."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways import eseal
from zhicheng.gateways.eseal import SealRefused
from zhicheng.gateways.eseal.public_parts import public_parts
from zhicheng.gateways.eseal.software import SoftwareSeal
from zhicheng.gateways.eseal.trial_seal import KEY, ensure_test_seal

AT = datetime(2024, 12, 30, 1, 2, 3, tzinfo=UTC)


def two_pages() -> bytes:
    made = pikepdf.new()
    for _ in range(2):
        made.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_test_seal(tmp_path_factory.mktemp("home") / "seal")


@pytest.fixture
def software(folder: Path) -> SoftwareSeal:
    return SoftwareSeal(folder)


@pytest.fixture
def _fresh_accessor() -> Iterator[None]:
    eseal.seal.cache_clear()
    yield
    eseal.seal.cache_clear()


def seal_box(pdf: bytes) -> tuple[int, list[float]]:
    """The page that bears the seal, from 1, and its box in points."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages, start=1):
            for annotation in page.get("/Annots", []):
                return number, [float(edge) for edge in annotation["/Rect"]]
    raise AssertionError("no seal on any page")


def test_the_signed_file_begins_with_the_file_that_was_given(software: SoftwareSeal) -> None:
    pdf = two_pages()
    signed = software.sign_pdf(pdf, reason="签发", at=AT)
    assert signed.startswith(pdf)
    assert b"ETSI.CAdES.detached" in signed[len(pdf) :]


def test_the_same_order_gives_the_same_bytes_and_another_moment_others(software: SoftwareSeal) -> None:
    pdf = two_pages()
    first = software.prepare(pdf, reason="签发", at=AT)
    assert software.prepare(pdf, reason="签发", at=AT) == first
    assert software.sign_pdf(pdf, reason="签发", at=AT) == software.complete(first)
    assert software.prepare(pdf, reason="签发", at=AT + timedelta(seconds=1)).to_sign_sha256 != first.to_sign_sha256
    assert software.prepare(pdf, reason="印发", at=AT).to_sign_sha256 != first.to_sign_sha256


def test_another_library_reads_the_container_and_finds_the_signature_good(software: SoftwareSeal) -> None:
    signed = software.sign_pdf(two_pages(), reason="签发", at=AT)
    embedded = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    context = ValidationContext(trust_roots=list(load_certs_from_pemder_data(software.chain_pem)), allow_fetching=False)
    status = validate_pdf_signature(embedded, context)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_openssl_agrees_that_the_key_signed_the_attributes(software: SoftwareSeal, tmp_path: Path) -> None:
    unsigned = software.prepare(two_pages(), reason="签发", at=AT)
    signed = software.complete(unsigned)
    start, end = unsigned.gap
    container = bytes.fromhex(signed[start + 1 : end - 1].decode())
    (tmp_path / "cms.der").write_bytes(container)
    (tmp_path / "covered").write_bytes(signed[:start] + signed[end:])
    (tmp_path / "root.pem").write_bytes(software.chain_pem)
    words = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "cms.der", "-content", "covered", "-binary"]
    more = ["-CAfile", "root.pem", "-purpose", "any", "-cades", "-out", "out"]
    done = subprocess.run(words + more, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_file_with_a_seal_takes_no_second_one(software: SoftwareSeal) -> None:
    with pytest.raises(SealRefused, match="already"):
        software.sign_pdf(software.sign_pdf(two_pages(), reason="签发", at=AT), reason="签发", at=AT)


def test_the_signature_bears_the_moment_handed_in_and_no_other(software: SoftwareSeal) -> None:
    signed = software.sign_pdf(two_pages(), reason="签发", at=AT)
    with pikepdf.open(BytesIO(signed)) as file:
        signature = file.Root.AcroForm.Fields[0].V
        assert str(signature.M) == "D:20241230010203Z"
        assert str(signature.Reason) == "签发"


def test_without_a_place_the_seal_goes_to_the_lower_right_of_the_last_page(software: SoftwareSeal) -> None:
    page, (left, bottom, right, top) = seal_box(software.sign_pdf(two_pages(), reason="签发", at=AT))
    assert page == 2
    assert left > 595 / 2
    assert top < 842 / 2
    assert right - left == pytest.approx(42 / 25.4 * 72, abs=1)
    assert top - bottom == pytest.approx(42 / 25.4 * 72, abs=1)


def test_the_seal_goes_where_the_page_leaves_room(software: SoftwareSeal) -> None:
    place = SealPlace(page=1, x_mm=100, y_mm=50, diameter_mm=40)
    page, (left, bottom, right, top) = seal_box(software.sign_pdf(two_pages(), reason="签发", at=AT, place=place))
    assert page == 1
    assert (left + right) / 2 == pytest.approx(100 / 25.4 * 72, abs=1)
    assert 842 - (top + bottom) / 2 == pytest.approx(50 / 25.4 * 72, abs=1)


def test_a_page_that_is_not_there_is_refused(software: SoftwareSeal) -> None:
    with pytest.raises(SealRefused, match="2 pages"):
        software.sign_pdf(two_pages(), reason="签发", at=AT, place=SealPlace(page=3, x_mm=1, y_mm=1))


def test_what_is_no_pdf_is_refused(software: SoftwareSeal) -> None:
    with pytest.raises(SealRefused):
        software.sign_pdf(b"not a file of ours", reason="x", at=AT)


def test_a_moment_without_a_zone_is_refused(software: SoftwareSeal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        software.sign_pdf(two_pages(), reason="x", at=AT.replace(tzinfo=None))


def test_the_key_is_made_once_and_readable_by_its_owner_alone(folder: Path) -> None:
    before = (folder / KEY).read_bytes()
    assert ensure_test_seal(folder) == folder
    assert (folder / KEY).read_bytes() == before
    assert (folder / KEY).stat().st_mode & 0o077 == 0


def test_many_first_users_at_once_share_one_seal(tmp_path: Path) -> None:
    folder, seen = tmp_path / "seal", []

    def first_use() -> None:
        seen.append((ensure_test_seal(folder) / KEY).read_bytes())

    threads = [threading.Thread(target=first_use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 6
    assert len(set(seen)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["seal"]


def test_a_folder_in_other_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("keep me")
    with pytest.raises(FileExistsError, match="holds no seal"):
        ensure_test_seal(tmp_path / "letters")
    assert [entry.name for entry in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_the_label_says_that_it_is_a_test_seal(software: SoftwareSeal) -> None:
    assert "测试章" in software.label


def test_the_software_seal_refuses_production(settings: Settings, folder: Path) -> None:
    settings.ZHICHENG_PRODUCTION = True
    with pytest.raises(SealRefused, match="ZHICHENG_SEAL"):
        SoftwareSeal(folder)


def test_no_holder_seals_with_a_test_certificate_in_production(settings: Settings, folder: Path) -> None:
    settings.ZHICHENG_PRODUCTION = True
    with pytest.raises(SealRefused, match="test seal"):
        public_parts(folder)


@pytest.mark.usefixtures("_fresh_accessor")
def test_settings_name_the_seal(settings: Settings, folder: Path) -> None:
    settings.ZHICHENG_SEAL = "zhicheng.gateways.eseal.software.SoftwareSeal"
    settings.ZHICHENG_SEAL_DIR = folder
    assert eseal.seal().certificate_pem == (folder / "seal.pem").read_bytes()
    assert eseal.seal() is eseal.seal()
