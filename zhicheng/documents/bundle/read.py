"""Read a bundle strictly: every fault is told, and a bundle with one fault answers nothing."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric import ec

from zhicheng.documents.bundle.contents import CHANGES, Change
from zhicheng.documents.bundle.issued import IssuedList
from zhicheng.documents.bundle.keys import SealCertificate, Term, read_proof_key, read_seal_certificate
from zhicheng.documents.bundle.note import name_in, signed_text
from zhicheng.documents.bundle.opened import MOST_OF, Data, files_in
from zhicheng.documents.bundle.write import (
    CHECKPOINT,
    FORMAT,
    ISSUED,
    KEYS,
    MANIFEST,
    PARTS,
    SIGNATURE,
    STATUS,
    SUBJECT,
)
from zhicheng.documents.verification import Standing
from zhicheng.domain.numbering import normalise_certificate_number

MAKERS = "makers"  # of the seals on OFD files: not in the bundles of before
MOST_TOLD = 20  # faults of one kind; the others are counted
WRONG = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)
BEGIN, END = "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n"
T = TypeVar("T")


class BadBundle(Exception):
    """A bundle that answers nothing; `faults` are in Chinese, one a line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose signature and digests hold. `log_size` is how many entries the checkpoint signs, 0 without one.

    `makers` are the certificates (DER) of those who make the seals on OFD files; earlier bundles name none.
    """

    as_of: datetime
    sites: tuple[str, ...]
    log_key: str
    log_size: int
    proof_keys: Mapping[bytes, ec.EllipticCurvePublicKey]
    terms: Mapping[bytes, Term]
    seals: tuple[SealCertificate, ...]
    authorities_pem: bytes
    changes: Mapping[str, Change]
    issued: IssuedList
    makers: tuple[bytes, ...] = ()


def open_bundle(path: Path, *, log_key: str = "") -> Bundle:
    """The bundle in a folder or in a zip file. With `log_key` only one signed by that very key is read.

    Raises BadBundle, also for a path where there is none.
    """
    try:
        files = files_in(path)
    except ValueError as error:
        raise BadBundle([f"{path}：不能读取核验包（{error}）"]) from error
    return read_bundle(files, log_key=log_key)


def read_bundle(files: Mapping[str, Data], *, log_key: str = "") -> Bundle:
    """The bundle of these files. Raises BadBundle."""
    wanted = {MANIFEST, SIGNATURE, *PARTS}
    faults = [f"{name}：缺少这个文件" for name in sorted(wanted - set(files))]
    faults += [f"{name}：不是核验包的文件" for name in sorted(set(files) - wanted)]
    faults = _some(faults) or [
        f"{name}：太大，不是核验包的文件" for name in MOST_OF if len(files[name]) > MOST_OF[name]
    ]
    if faults:
        raise BadBundle(faults)
    manifest = _told(MANIFEST, lambda: _manifest(bytes(files[MANIFEST])))
    listed = manifest["files"]
    faults = [fault for name in PARTS for fault in _faults_of_part(name, files[name], listed[name])]
    if faults:
        raise BadBundle(faults)
    keys = _told(KEYS, lambda: json.loads(bytes(files[KEYS])))
    own_key = _told(KEYS, lambda: _own_key(keys, log_key))
    _told(SIGNATURE, lambda: _check_signature(files, own_key, manifest))
    proof_keys = _told(KEYS, lambda: [read_proof_key(one) for one in keys["proof"]])
    return Bundle(
        as_of=manifest["as_of"],
        sites=tuple(manifest["sites"]),
        log_key=own_key,
        log_size=_told(CHECKPOINT, lambda: _log_size(bytes(files[CHECKPOINT]).decode(), own_key)),
        proof_keys={key.kid: key.public for key in proof_keys},
        terms={key.kid: key.term for key in proof_keys},
        seals=_told(KEYS, lambda: tuple(read_seal_certificate(one) for one in keys["seals"])),
        authorities_pem=_told(KEYS, lambda: str(keys["authorities"]).encode("ascii")),
        changes=_told(STATUS, lambda: _changes(bytes(files[STATUS]))),
        issued=_told(ISSUED, lambda: IssuedList(files[ISSUED])),
        makers=_told(KEYS, lambda: tuple(_der(one) for one in keys.get(MAKERS, ()))),
    )


def _some(faults: list[str]) -> list[str]:
    """Not more than a reader reads."""
    left = len(faults) - MOST_TOLD
    return [*faults[:MOST_TOLD], f"还有 {left} 处"] if left > 0 else faults


def _told(name: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except WRONG as error:
        raise BadBundle([f"{name}：{error}"]) from error


def _manifest(raw: bytes) -> dict[str, Any]:
    said = json.loads(raw)
    if said["format"] != FORMAT:
        raise ValueError(f"不认识的格式 {said['format']!r}")
    said["as_of"] = datetime.fromisoformat(said["as_of"])
    if said["as_of"].tzinfo is None:
        raise ValueError("截至时间没有时区")
    if said.keys() != {"format", "as_of", "sites", "files"} or set(said["files"]) != set(PARTS):
        raise ValueError("内容与格式不符")
    if not all(isinstance(one, dict) for one in said["files"].values()):
        raise ValueError("文件清单与格式不符")
    if not said["sites"] or not all(isinstance(one, str) and one.startswith("http") for one in said["sites"]):
        raise ValueError("没有写明平台的网址")
    return dict(said)


def _faults_of_part(name: str, content: Data, listed: dict[str, Any]) -> list[str]:
    if len(content) != listed.get("bytes"):
        return [f"{name}：应为 {listed.get('bytes')} 字节，实为 {len(content)} 字节，文件被截短或改动"]
    return [] if sha256(content).hexdigest() == listed.get("sha256") else [f"{name}：内容与清单的指纹不符，被改动过"]


def _own_key(keys: dict[str, Any], wanted: str) -> str:
    if keys.keys() - {MAKERS} != {"authorities", "log", "proof", "seals"}:
        raise ValueError("内容与格式不符")
    if wanted and keys["log"] != wanted:
        raise ValueError("核验包不是用您指定的公钥签名的")
    name_in(keys["log"])
    return str(keys["log"])


def _der(pem: str) -> bytes:
    """The bytes of one certificate; on the curve of SM2, which not every library takes apart."""
    body = pem.removeprefix(BEGIN).removesuffix(END)
    if pem != f"{BEGIN}{body}{END}":
        raise ValueError("不是一张 PEM 证书")
    return base64.b64decode(body.replace("\n", ""), validate=True)


def _check_signature(files: Mapping[str, Data], log_key: str, manifest: dict[str, Any]) -> None:
    try:
        text = signed_text(bytes(files[SIGNATURE]).decode(), log_key)
    except ValueError:
        raise ValueError("签名无效，核验包被改动过，或不是发证机关签发的") from None
    as_of, digest = manifest["as_of"].isoformat(timespec="seconds"), sha256(files[MANIFEST]).hexdigest()
    if text != f"{name_in(log_key)}/{SUBJECT}\n{as_of}\n{digest}\n":
        raise ValueError("签名签的是另一份清单")


def _log_size(note: str, log_key: str) -> int:
    if not note:
        return 0
    try:
        origin, size, root = signed_text(note, log_key).splitlines()[:3]
    except ValueError:
        raise ValueError("登记簿校验值的签名无效") from None
    if origin != name_in(log_key) or not size.isdecimal() or not root:
        raise ValueError("不是这个登记簿的校验值")
    return int(size)


def _changes(raw: bytes) -> dict[str, Change]:
    found = dict[str, Change]()
    for place, line in enumerate(raw.decode().splitlines(), start=1):
        try:
            one = _change(json.loads(line))
        except WRONG as error:
            raise ValueError(f"第 {place} 行不能读取（{error}）") from error
        if found and one.number <= next(reversed(found)):
            raise ValueError(f"第 {place} 行的编号重复，或次序不对")
        found[one.number] = one
    return found


def _change(said: dict[str, Any]) -> Change:
    kind, by = Standing(said["kind"]), said.get("by", "")
    if kind not in CHANGES or said.keys() - {"number", "kind", "since", "by", "words"}:
        raise ValueError("内容与格式不符")
    for number in filter(None, (said["number"], by)):
        if normalise_certificate_number(number) != number:
            raise ValueError(f"不是证书编号：{number!r}")
    if not said["number"] or (kind is Standing.REPLACED) != bool(by):
        raise ValueError("缺少编号")
    return Change(said["number"], kind, date.fromisoformat(said["since"]), by, str(said.get("words", "")))
