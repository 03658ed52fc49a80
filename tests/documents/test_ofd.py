"""The OFD edition: read back by an independent reader, its seal checked to the last reason, its key by OpenSSL."""

import base64
import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ofdkit
import pytest
import zxingcpp
from asn1crypto import core
from django.test import override_settings
from PIL import Image, ImageDraw

from zhicheng.documents.capsule.members import made
from zhicheng.documents.capsule.zipped import zipped
from zhicheng.documents.ofd.certificate import SEAL as PLACE
from zhicheng.documents.ofd.certificate import certificate_files, facts_of
from zhicheng.documents.ofd.package import PAGE_ID, packed
from zhicheng.documents.papers import data
from zhicheng.documents.papers.samples import sample
from zhicheng.gateways.gmseal import GmSealRefused, ses, sm2
from zhicheng.gateways.gmseal.checking import BadSeal, SealFound, Why, check_seal
from zhicheng.gateways.gmseal.sealing import DESCRIPTION, SEAL, VALUE, sealed
from zhicheng.gateways.gmseal.software import SoftwareGmSeal
from zhicheng.gateways.gmseal.trial import VALID_FROM, VALID_UNTIL, a_seal, certificate

AT = datetime(2024, 12, 30, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def a_paper(**changes: Any) -> data.Certificate:
    paper = sample("certificate")
    assert isinstance(paper, data.Certificate)
    return replace(paper, **changes)


@dataclass(frozen=True)
class Held:
    """A seal whose every part a test may choose."""

    seal_der: bytes
    certificate_der: bytes
    maker_der: bytes
    key: tuple[bytes, bytes]
    label: str = "测试章"

    def sign(self, message: bytes) -> bytes:
        return sm2.sign(*self.key, message)


def a_holder(
    *,
    valid: tuple[datetime, datetime] = (VALID_FROM, VALID_UNTIL),
    for_another: bool = False,
    forged: bool = False,
) -> Held:
    """A maker, a signer and the seal: expired, for another signer, or signed by somebody who is not its maker."""
    maker_key, key, stranger = sm2.new_key(), sm2.new_key(), sm2.new_key()
    maker = certificate("制章者", maker_key[1], "制章者", *maker_key, 1)
    own = certificate("签章人", key[1], "制章者", *maker_key, 2)
    other = certificate("别人", stranger[1], "制章者", *maker_key, 3)
    listed = other if for_another else own
    seal = a_seal(listed, maker, *(stranger if forged else maker_key), picture=b"\x89PNG", valid=valid)
    return Held(seal, own, maker, key)


@pytest.fixture(scope="module")
def holder() -> Held:
    return a_holder()


def an_ofd(holder: Held, *, at: datetime = AT, paper: data.Certificate | None = None) -> bytes:
    return packed(sealed(certificate_files(paper or a_paper()), holder, at=at, page_id=PAGE_ID, place=PLACE))


def checked(ofd: bytes, holder: Held, *, now: datetime = LATER) -> SealFound:
    return check_seal(ofd, makers=[holder.maker_der], now=now)


def why(ofd: bytes, holder: Held, *, now: datetime = LATER) -> Why:
    with pytest.raises(BadSeal) as caught:
        checked(ofd, holder, now=now)
    return caught.value.why


def opened(ofd: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(ofd)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(ofd: bytes, **contents: bytes) -> bytes:
    files = opened(ofd) | contents
    return b"".join(zipped(made(name, content) for name, content in files.items()))


# -- what an independent reader makes of it ------------------------------------------------------------


def test_an_independent_reader_reads_the_same_facts_as_the_pdf_prints(holder: Held) -> None:
    paper = a_paper()
    with ofdkit.open(io.BytesIO(an_ofd(holder))) as document:
        assert document.warnings == []
        assert (len(document.pages), document.pages[0].width, document.pages[0].height) == (1, 210.0, 297.0)
        assert paper.certificate_number in (document.info.title or "")
        assert document.info.custom_data == {"certificate_number": paper.certificate_number}
        words = [run.text for run in document.pages[0].runs]
    for name, said in facts_of(paper):
        assert name in words
        assert said in words or said in "".join(words), name
    assert "专业技术职务任职资格证书" in words
    assert paper.authority in "".join(words)


def test_what_is_printed_stays_on_the_page_and_apart(holder: Held) -> None:
    target = replace(a_paper().target, speciality="给水排水·水处理 (Water) 𫘝𬭛喆堃")
    long = a_paper(employer="苕州市" + "环境工程技术" * 12 + "有限公司", target=target)
    with ofdkit.open(io.BytesIO(an_ofd(holder, paper=long))) as document:
        runs = document.pages[0].runs
    for run in runs:
        assert run.x > 12, run.text
        assert run.x + run.width < 198, run.text
        assert 12 < run.y < 285, run.text
    lines = sorted({round(run.y, 2) for run in runs})
    assert min(later - earlier for earlier, later in pairwise(lines)) > 2
    assert "𫘝𬭛喆堃" in "".join(run.text for run in runs)


def test_the_code_on_the_page_is_read_by_a_scanner(holder: Held) -> None:
    paper = a_paper(proof_url="https://rlsb.example.gov.cn/v/abc#" + "Aa0_-" * 90)
    page = ElementTree.fromstring(opened(an_ofd(holder, paper=paper))["Doc_0/Pages/Page_0/Content.xml"])
    space = "{http://www.ofdspec.org/2016}"
    shapes = [one for one in page.iter(f"{space}PathObject") if one.get("Fill") == "true"]
    bars = max((one.findtext(f"{space}AbbreviatedData") or "" for one in shapes), key=len)
    numbers = [float(number) for number in re.findall(r"[\d.]+", bars)]
    picture = Image.new("L", (1680, 1680), 255)
    draw, scale = ImageDraw.Draw(picture), 40
    for at in range(0, len(numbers), 8):
        corner, opposite = numbers[at : at + 2], numbers[at + 4 : at + 6]
        draw.rectangle([*(round(one * scale) for one in corner), *(round(one * scale) - 1 for one in opposite)], fill=0)
    assert zxingcpp.read_barcode(picture).text == paper.proof_url  # type: ignore[union-attr]


def test_the_same_words_give_the_same_page() -> None:
    assert packed(certificate_files(a_paper())) == packed(certificate_files(a_paper()))


def test_every_id_is_used_once(holder: Held) -> None:
    files = opened(an_ofd(holder))
    ids = re.findall(r' ID="(\d+)"', "".join(files[name].decode() for name in files if name.endswith("nt.xml")))
    resources = re.findall(r'Font ID="(\d+)"', files["Doc_0/PublicRes.xml"].decode())
    assert len(set(ids + resources)) == len(ids + resources)
    highest = int(re.findall(r"<ofd:MaxUnitID>(\d+)", files["Doc_0/Document.xml"].decode())[0])
    assert max(map(int, ids)) <= highest


# -- the seal --------------------------------------------------------------------------------------------


def test_a_sealed_file_holds(holder: Held) -> None:
    found = checked(an_ofd(holder), holder)
    assert (found.signer, found.at) == ("签章人", AT)
    assert "测试章" in found.name


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
def test_openssl_finds_both_signatures_and_the_certificates_good(holder: Held, tmp_path: Path) -> None:
    signature = ses.Signature.load(opened(an_ofd(holder))[VALUE])
    seal = signature["to_sign"]["seal"]
    for name, der in (("maker", holder.maker_der), ("signer", holder.certificate_der)):
        (tmp_path / f"{name}.der").write_bytes(der)
        made_pem = openssl("x509", "-inform", "DER", "-in", tmp_path / f"{name}.der", "-out", tmp_path / f"{name}.pem")
        assert made_pem.returncode == 0, made_pem.stderr
        key = openssl("x509", "-in", tmp_path / f"{name}.pem", "-pubkey", "-noout").stdout
        (tmp_path / f"{name}.key").write_bytes(key)
    cases = [
        ("signer", signature["to_sign"].dump(), signature["signature"].native),
        ("maker", seal.to_sign(), seal["signature"].native),
    ]
    for name, message, value in cases:
        assert verified_by_openssl(tmp_path, f"{name}.key", message, value)
        assert not verified_by_openssl(tmp_path, f"{name}.key", message + b"\0", value)
    chain = ("verify", "-vfyopt", "distid:1234567812345678", "-CAfile", tmp_path / "maker.pem", tmp_path / "signer.pem")
    assert openssl(*chain).returncode == 0


def verified_by_openssl(folder: Path, key: str, message: bytes, signature: bytes) -> bool:
    (folder / "message").write_bytes(message)
    (folder / "value").write_bytes(signature)
    words = ("-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678", "-sigfile", folder / "value")
    done = openssl("pkeyutl", "-verify", "-pubin", "-inkey", folder / key, "-in", folder / "message", *words)
    return done.returncode == 0


def openssl(*words: object) -> Any:
    return subprocess.run(["openssl", *map(str, words)], capture_output=True, timeout=600, check=False)


@pytest.mark.parametrize(
    "name", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/Pages/Page_0/Content.xml"]
)
def test_a_changed_file_in_the_package_is_told_by_its_name(holder: Held, name: str) -> None:
    ofd = an_ofd(holder)
    content = opened(ofd)[name]
    with pytest.raises(BadSeal, match=re.escape(name)) as caught:
        checked(changed(ofd, **{name: content.replace(b"ofd:", b"ofd: ", 1)}), holder)
    assert caught.value.why is Why.CHANGED


def test_a_file_added_or_taken_out_is_told(holder: Held) -> None:
    ofd = an_ofd(holder)
    assert why(changed(ofd, **{"Doc_0/Pages/Page_1/Content.xml": b"<x/>"}), holder) is Why.NOT_COVERED
    files = {name: content for name, content in opened(ofd).items() if name != "Doc_0/PublicRes.xml"}
    assert why(b"".join(zipped(made(*one) for one in files.items())), holder) is Why.CHANGED


def test_a_changed_description_is_told(holder: Held) -> None:
    ofd = an_ofd(holder)
    description = opened(ofd)[DESCRIPTION].replace(b'Boundary="119', b'Boundary="19')
    assert why(changed(ofd, **{DESCRIPTION: description}), holder) is Why.WRONG_DATA_HASH


def test_a_signature_moved_to_another_certificate_is_told(holder: Held) -> None:
    first, second = an_ofd(holder), an_ofd(holder, paper=a_paper(name="别人"))
    taken = {name: opened(first)[name] for name in (DESCRIPTION, VALUE)}
    assert why(changed(second, **taken), holder) is Why.CHANGED
    assert why(changed(second, **{VALUE: opened(first)[VALUE]}), holder) is Why.WRONG_DATA_HASH


def test_another_picture_of_the_seal_is_told(holder: Held) -> None:
    other = a_holder()
    assert why(changed(an_ofd(holder), **{SEAL: other.seal_der}), holder) is Why.OTHER_SEAL


def test_the_key_of_another_does_not_do(holder: Held) -> None:
    stranger = replace(holder, key=sm2.new_key())
    assert why(an_ofd(stranger), holder) is Why.BAD_SIGNATURE


def test_a_maker_whom_nobody_trusts_is_told(holder: Held) -> None:
    assert why(an_ofd(a_holder()), holder) is Why.UNKNOWN_MAKER


def test_a_seal_that_its_maker_did_not_sign_is_told() -> None:
    forged = a_holder(forged=True)
    assert why(an_ofd(forged), forged) is Why.BAD_MAKER_SIGNATURE


def test_a_signer_whom_the_seal_does_not_list_is_told() -> None:
    other = a_holder(for_another=True)
    assert why(an_ofd(other), other) is Why.SIGNER_NOT_IN_SEAL


def test_a_seal_that_had_expired_when_it_was_used_is_told() -> None:
    expired = a_holder(valid=(VALID_FROM, AT - timedelta(days=1)))
    assert why(an_ofd(expired), expired) is Why.EXPIRED
    assert checked(an_ofd(expired, at=AT - timedelta(days=2)), expired).at == AT - timedelta(days=2)


def test_a_signature_of_tomorrow_is_told(holder: Held) -> None:
    assert why(an_ofd(holder, at=LATER + timedelta(days=1)), holder) is Why.IN_THE_FUTURE


def resigned(holder: Held, ofd: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with its signature structure changed and signed again by the same key."""
    signature = ses.Signature.load(opened(ofd)[VALUE])
    change(signature)
    signature["signature"] = holder.sign(signature["to_sign"].dump(force=True))
    return changed(ofd, **{VALUE: signature.dump(force=True)})


def test_another_algorithm_is_told(holder: Held) -> None:
    def other(signature: Any) -> None:
        signature["algorithm"] = "1.2.840.10045.4.3.2"

    assert why(resigned(holder, an_ofd(holder), other), holder) is Why.WRONG_ALGORITHM


def test_a_hash_over_other_bytes_is_told_though_it_is_signed(holder: Held) -> None:
    def other(signature: Any) -> None:
        signature["to_sign"]["data_hash"] = sm2.sm3(b"something else")

    assert why(resigned(holder, an_ofd(holder), other), holder) is Why.WRONG_DATA_HASH


def test_a_signature_that_points_elsewhere_is_told(holder: Held) -> None:
    def other(signature: Any) -> None:
        signature["to_sign"]["property_info"] = "/Doc_0/Signs/Sign_9/Signature.xml"

    assert why(resigned(holder, an_ofd(holder), other), holder) is Why.OTHER_DESCRIPTION


def test_something_that_is_no_seal_is_told(holder: Held) -> None:
    def other(signature: Any) -> None:
        signature["to_sign"]["seal"]["info"]["header"]["id"] = core.IA5String("XX")

    assert why(resigned(holder, an_ofd(holder), other), holder) is Why.NOT_A_SEAL


def test_truncated_and_lengthened_structures_are_told(holder: Held) -> None:
    ofd = an_ofd(holder)
    value = opened(ofd)[VALUE]
    for length in (0, 1, 2, 10, len(value) // 2, len(value) - 1):
        assert why(changed(ofd, **{VALUE: value[:length]}), holder) is Why.BAD_DER, length
    assert why(changed(ofd, **{VALUE: value + b"\0"}), holder) is Why.TRAILING_BYTES


def test_a_file_without_seal_or_that_is_no_package_is_told(holder: Held) -> None:
    assert why(packed(certificate_files(a_paper())), holder) is Why.NO_SIGNATURE
    for junk in (b"", b"%PDF-1.7", an_ofd(holder)[:-30]):
        assert why(junk, holder) is Why.NO_PACKAGE
    doubled = [made(*one) for one in opened(an_ofd(holder)).items()]
    assert why(b"".join(zipped([*doubled, doubled[0]])), holder) is Why.NO_PACKAGE
    outside = changed(an_ofd(holder), **{"../x": b""})
    assert why(outside, holder) is Why.NO_PACKAGE


def test_nothing_stands_before_after_or_between_the_files(holder: Held) -> None:
    ofd = an_ofd(holder)
    forged = changed(ofd, **{"Doc_0/Pages/Page_0/Content.xml": b"<forged/>"})
    for joined in (forged + ofd, b"junk" + ofd, ofd + b"junk", ofd + forged):
        assert why(joined, holder) is not None
    assert why(forged + ofd, holder) is why(ofd + b"junk", holder) is Why.NO_PACKAGE


def test_no_mutation_of_the_signature_is_accepted_and_none_breaks_the_checker(holder: Held) -> None:
    ofd = an_ofd(holder)
    value, rng = opened(ofd)[VALUE], random.Random(38540)
    files = opened(ofd)
    reasons = set()
    for _ in range(400):
        bad = bytearray(value)
        for _ in range(rng.choice((1, 1, 2, 5))):
            bad[rng.randrange(len(bad))] ^= 1 << rng.randrange(8)
        if bytes(bad) == value:
            continue
        reasons.add(why(b"".join(zipped(made(*one) for one in (files | {VALUE: bytes(bad)}).items())), holder))
    assert len(reasons) >= 4


def test_the_trial_seal_is_made_once_bears_its_mark_and_is_refused_in_production(tmp_path: Path) -> None:
    seal, again = SoftwareGmSeal(tmp_path / "gm"), SoftwareGmSeal(tmp_path / "gm")
    assert seal.seal_der == again.seal_der
    assert "测试章" in seal.label
    assert "测试章" in ses.Seal.load(seal.seal_der)["info"]["property"]["name"].native
    picture = Image.open(io.BytesIO(ses.Seal.load(seal.seal_der)["info"]["picture"]["data"].native))
    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0))[3] == 0  # type: ignore[index]
    whole = packed(sealed(certificate_files(a_paper()), seal, at=AT, page_id=PAGE_ID, place=PLACE))
    assert "测试章" in check_seal(whole, makers=[seal.maker_der], now=LATER).signer
    assert (tmp_path / "gm" / "sm2.key").stat().st_mode & 0o077 == 0
    with override_settings(ZHICHENG_PRODUCTION=True), pytest.raises(GmSealRefused, match="trial only"):
        SoftwareGmSeal(tmp_path / "gm")


def test_the_references_are_sm3_in_base64(holder: Held) -> None:
    files = opened(an_ofd(holder))
    listed = re.findall(r'FileRef="/([^"]+)"><ofd:CheckValue>([^<]+)', files[DESCRIPTION].decode())
    assert {name: base64.b64decode(value) for name, value in listed} == {
        name: sm2.sm3(content) for name, content in files.items() if name not in (DESCRIPTION, VALUE)
    }
