"""Check the seal on an OFD file: the seal itself (GB/T 38540, 6.3), then the signature made with it (7.3)."""

import base64
import binascii
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn
from xml.etree import ElementTree

from asn1crypto import x509

from zhicheng.gateways.gmseal import ses, sm2
from zhicheng.gateways.gmseal.sealing import DESCRIPTION, SEAL, VALUE

FILE_HEADER, DIRECTORY_ENTRY, END_RECORD = 30, 46, 22  # bytes before the names, in a ZIP
MOST_FILES, MOST_BYTES = 200, 32 * 1024 * 1024
NAME = "{http://www.ofdspec.org/2016}"


class Why(StrEnum):
    """Why a file bears no valid seal."""

    NO_PACKAGE = "no_package"
    NO_SIGNATURE = "no_signature"
    BAD_DER = "bad_der"
    TRAILING_BYTES = "trailing_bytes"
    BAD_XML = "bad_xml"
    WRONG_ALGORITHM = "wrong_algorithm"
    NOT_A_SEAL = "not_a_seal"
    UNKNOWN_MAKER = "unknown_maker"
    BAD_MAKER_SIGNATURE = "bad_maker_signature"
    SIGNER_NOT_IN_SEAL = "signer_not_in_seal"
    EXPIRED = "expired"
    IN_THE_FUTURE = "in_the_future"
    BAD_SIGNATURE = "bad_signature"
    WRONG_DATA_HASH = "wrong_data_hash"
    OTHER_DESCRIPTION = "other_description"
    OTHER_SEAL = "other_seal"
    NOT_COVERED = "not_covered"
    CHANGED = "changed"


WORDS: dict[Why, str] = {
    Why.NO_PACKAGE: "这不是完整的 OFD 文件",
    Why.NO_SIGNATURE: "文件里没有签章",
    Why.BAD_DER: "签章数据残缺或格式不对",
    Why.TRAILING_BYTES: "签章数据后面多出了内容",
    Why.BAD_XML: "签章描述读不出来",
    Why.WRONG_ALGORITHM: "签章用的不是 SM2 与 SM3",
    Why.NOT_A_SEAL: "里面的不是电子印章",
    Why.UNKNOWN_MAKER: "印章不是本机关认可的制章者制作的",
    Why.BAD_MAKER_SIGNATURE: "制章者的签名对不上，印章被改动过",
    Why.SIGNER_NOT_IN_SEAL: "签章人不在印章许可的名单里",
    Why.EXPIRED: "签章时印章或证书不在有效期内",
    Why.IN_THE_FUTURE: "签章时间晚于现在",
    Why.BAD_SIGNATURE: "签名对不上，签章数据被改动过或不是这把密钥签的",
    Why.WRONG_DATA_HASH: "签章描述被改动过",
    Why.OTHER_DESCRIPTION: "签章指向别的描述文件",
    Why.OTHER_SEAL: "显示的印章与签章用的不是同一枚",
    Why.NOT_COVERED: "有文件不在签章范围内",
    Why.CHANGED: "签章之后文件被改动过",
}


class BadSeal(Exception):
    """The file bears no valid seal; `why` says in which way, `part` names the file of the package, if any."""

    def __init__(self, why: Why, part: str = "") -> None:
        super().__init__(f"{WORDS[why]}{f'（{part}）' if part else ''}")
        self.why, self.part = why, part


@dataclass(frozen=True, slots=True)
class SealFound:
    """A valid seal: its name, the signer's name, when it was put on."""

    name: str
    signer: str
    at: datetime


def check_seal(ofd: bytes, *, makers: Iterable[bytes], now: datetime) -> SealFound:
    """The seal of the file, once everything about it holds; `makers` are the certificates (DER) of those trusted.

    `now` is aware. Raises BadSeal with one reason, the first that was found.
    """
    files = _files(ofd)
    if VALUE not in files or DESCRIPTION not in files:
        _fail(Why.NO_SIGNATURE)
    signature = _whole(files[VALUE])
    to_sign = signature["to_sign"]
    seal, at = to_sign["seal"], to_sign["time"].native
    _check_made(seal, makers)
    signer = _check_signer(signature, seal)
    _check_times(seal, signer, at, now)
    if not sm2.verifies(_point(signer), to_sign.dump(), signature["signature"].native):
        _fail(Why.BAD_SIGNATURE)
    if to_sign["property_info"].native != f"/{DESCRIPTION}":
        _fail(Why.OTHER_DESCRIPTION)
    if to_sign["data_hash"].native != sm2.sm3(files[DESCRIPTION]):
        _fail(Why.WRONG_DATA_HASH, DESCRIPTION)
    if files.get(SEAL) != seal.dump():
        _fail(Why.OTHER_SEAL, SEAL)
    _check_files(files)
    return SealFound(seal["info"]["property"]["name"].native, signer.subject.native["common_name"], at)


def _fail(why: Why, part: str = "") -> NoReturn:
    raise BadSeal(why, part)


def _files(ofd: bytes) -> dict[str, bytes]:
    """The files of the package: each name once, no path that leaves it, no bomb, nothing before or after."""
    try:
        with zipfile.ZipFile(io.BytesIO(ofd)) as package:
            listed = package.infolist()
            names = [one.filename for one in listed]
            sane = all(not name.startswith("/") and ".." not in name.split("/") for name in names)
            small = len(names) <= MOST_FILES and sum(one.file_size for one in listed) <= MOST_BYTES
            if not sane or not small or len(set(names)) != len(names) or not _nothing_between(package, len(ofd)):
                _fail(Why.NO_PACKAGE)
            return {name: package.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise BadSeal(Why.NO_PACKAGE) from error


def _nothing_between(package: zipfile.ZipFile, length: int) -> bool:
    """Whether file follows file from the first byte on, the directory them and the end record it: no hidden package.

    Readers differ in which end of a file they begin at; in such a file all of them see the same.
    """
    at = 0
    for one in sorted(package.infolist(), key=lambda found: found.header_offset):
        plain = one.compress_type == zipfile.ZIP_STORED and not one.extra and not one.comment and not one.flag_bits & 8
        if not plain or one.header_offset != at:
            return False
        at += FILE_HEADER + len(one.orig_filename.encode()) + one.compress_size
    directory = sum(DIRECTORY_ENTRY + len(one.orig_filename.encode()) for one in package.infolist())
    return package.start_dir == at and at + directory + END_RECORD == length


def _whole(der: bytes) -> ses.Signature:
    """The structure, once it is well-formed to its last field and is, byte for byte, its one DER form."""
    try:
        read: ses.Signature = ses.Signature.load(der)
        read.native  # noqa: B018  (reads every field)
        length = len(read.dump())
        plain = read.copy().dump(force=True)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise BadSeal(Why.BAD_DER, VALUE) from error
    if length < len(der):
        _fail(Why.TRAILING_BYTES, VALUE)
    if plain != der:
        _fail(Why.BAD_DER, VALUE)
    return read


def _check_made(seal: ses.Seal, makers: Iterable[bytes]) -> None:
    header = seal["info"]["header"]
    if (header["id"].native, header["version"].native) != (ses.HEADER, ses.VERSION):
        _fail(Why.NOT_A_SEAL)
    if seal["algorithm"].dotted != sm2.SM2_WITH_SM3:
        _fail(Why.WRONG_ALGORITHM)
    maker = seal["cert"].native
    if maker not in set(makers):
        _fail(Why.UNKNOWN_MAKER)
    if not sm2.verifies(_point(x509.Certificate.load(maker)), seal.to_sign(), seal["signature"].native):
        _fail(Why.BAD_MAKER_SIGNATURE)


def _check_signer(signature: ses.Signature, seal: ses.Seal) -> x509.Certificate:
    if signature["algorithm"].dotted != sm2.SM2_WITH_SM3:
        _fail(Why.WRONG_ALGORITHM)
    listed = seal["info"]["property"]
    if listed["cert_list_type"].native != ses.BY_CERTIFICATES:
        _fail(Why.NOT_A_SEAL)
    if signature["cert"].native not in listed["cert_list"].native:
        _fail(Why.SIGNER_NOT_IN_SEAL)
    return x509.Certificate.load(signature["cert"].native)


def _check_times(seal: ses.Seal, signer: x509.Certificate, at: datetime, now: datetime) -> None:
    listed = seal["info"]["property"]
    spans = [
        (listed["valid_start"].native, listed["valid_end"].native),
        (signer.not_valid_before, signer.not_valid_after),
    ]
    if any(not start <= at <= end for start, end in spans):
        _fail(Why.EXPIRED)
    if at > now:
        _fail(Why.IN_THE_FUTURE)


def _point(certificate: x509.Certificate) -> bytes:
    try:
        return sm2.point_in(certificate.public_key)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadSeal(Why.WRONG_ALGORITHM) from error


def _check_files(files: dict[str, bytes]) -> None:
    """Every file but the description and the value is named in the description, and is as it was."""
    try:
        root = ElementTree.fromstring(files[DESCRIPTION])  # noqa: S314  (its digest was signed by the seal's holder)
        listed = root.find(f"{NAME}SignedInfo/{NAME}References")
        if listed is None or listed.get("CheckMethod") != sm2.SM3_OID:
            _fail(Why.BAD_XML, DESCRIPTION)
        values = {
            (one.get("FileRef") or "").removeprefix("/"): base64.b64decode(one.findtext(f"{NAME}CheckValue") or "")
            for one in listed
        }
    except (ElementTree.ParseError, binascii.Error, ValueError) as error:
        raise BadSeal(Why.BAD_XML, DESCRIPTION) from error
    for name in sorted(files.keys() - {DESCRIPTION, VALUE}):
        if name not in values:
            _fail(Why.NOT_COVERED, name)
        if sm2.sm3(files[name]) != values[name]:
            _fail(Why.CHANGED, name)
    for name in sorted(values.keys() - files.keys()):
        _fail(Why.CHANGED, name)
