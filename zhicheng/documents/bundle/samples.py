"""Three specimen certificates, one in force, one revoked, one replaced, and the bundle under which each is just that.

The keys of code and bundle are the same everywhere and so prove nothing: specimens only.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhicheng.documents.bundle.contents import Change, Contents, Issued
from zhicheng.documents.bundle.keys import ProofKey, seals_in
from zhicheng.documents.bundle.note import statement
from zhicheng.documents.bundle.write import SUBJECT, bundle_files, write_bundle
from zhicheng.documents.papers import data
from zhicheng.documents.papers.renderer import render, seal_place
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.proof_code import kid_of, proof_in, proof_of, proof_text
from zhicheng.documents.verification import Standing
from zhicheng.domain.issue_log import SALT_BYTES, Entry, LogKind, head_text, signed_note, verifier_key
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.merkle import Frontier
from zhicheng.domain.numbering import certificate_number
from zhicheng.domain.seal_place import SealPlace

SITE = "https://zhicheng.tiaozhou.example"
ORIGIN = "zhicheng.tiaozhou.example/log"
LOG_KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"zhicheng specimen log").digest())
PROOF_KEY = ec.derive_private_key(int.from_bytes(sha256(b"zhicheng specimen proof").digest()), ec.SECP256R1())
AS_OF = datetime(2025, 3, 3, 10, tzinfo=BUREAU_ZONE)
Sign = Callable[[bytes, SealPlace], bytes]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A sealed certificate, and what its QR code holds."""

    file_name: str
    number: str
    position: int
    code: str
    pdf: bytes

    @property
    def issued(self) -> Issued:
        """What the bundle lists of it."""
        digests = (sha256(self.pdf).hexdigest(), sha256(proof_in(self.code)).hexdigest())
        return Issued(self.number, self.position, digests)


def specimens(*, sign: Sign) -> tuple[Specimen, Specimen, Specimen]:
    """The certificate in force, the revoked one and the one that the first took the place of; `sign` seals a page."""
    first = cast(data.Certificate, sample("certificate"))
    return (
        _specimen("certificate.pdf", _number(17), 2, first, sign),
        _specimen("certificate-revoked.pdf", _number(18), 4, replace(first, name="施喆"), sign),
        _specimen("certificate-replaced.pdf", _number(16), 1, replace(first, gender="男"), sign),
    )


def specimen_contents(
    made: tuple[Specimen, Specimen, Specimen],
    *,
    seal_pem: bytes,
    authorities_pem: bytes = b"",
    other_papers: tuple[str, ...] = (),
) -> Contents:
    """The contents of the bundle for these three."""
    in_force, revoked, replaced = made
    return Contents(
        as_of=AS_OF,
        sites=(SITE,),
        log_key=verifier_key(ORIGIN, LOG_KEY.public_key().public_bytes_raw()),
        checkpoint=_checkpoint(made),
        proof_keys=(ProofKey(PROOF_KEY.public_key()),),
        seals=tuple(seals_in(seal_pem)),
        changes=(
            Change(revoked.number, Standing.REVOKED, date(2025, 2, 14), words="以不正当手段取得"),
            Change(replaced.number, Standing.REPLACED, date(2025, 1, 6), in_force.number, "更正性别：原证书记载有误"),
        ),
        issued=[one.issued for one in made],
        authorities_pem=authorities_pem,
        other_papers=other_papers,
    )


def sign_specimen(lines: list[str]) -> str:
    """The signature of a specimen bundle."""
    return statement(LOG_KEY, ORIGIN, SUBJECT, lines)


def write_specimens(folder: Path, *, sign: Sign, seal_pem: bytes) -> list[Path]:
    """Write the three files and `bundle/` into `folder`; `seal_pem` holds the certificate of the seal that signs."""
    made = specimens(sign=sign)
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / one.file_name).write_bytes(one.pdf)
        (folder / one.file_name).with_suffix(".code.txt").write_text(f"{one.code}\n", "utf-8")
    contents = specimen_contents(made, seal_pem=seal_pem)
    write_bundle(folder / "bundle", bundle_files(contents, sign=sign_specimen))
    return [folder / one.file_name for one in made]


def _specimen(file_name: str, number: str, position: int, said: data.Certificate, sign: Sign) -> Specimen:
    url = f"{SITE}/v/{sha256(number.encode()).hexdigest()[:16]}"
    code = proof_text(url, proof_of(_stated(number, said), key=PROOF_KEY, kid=kid_of(PROOF_KEY.public_key())))
    words = replace(said, certificate_number=number, verify_url=url, proof_url=code)
    place = seal_place("certificate", words)
    if place is None:
        raise ValueError("the page of a certificate leaves no room for a seal")
    return Specimen(file_name, number, position, code, sign(render("certificate", words), place))


def _stated(number: str, said: data.Certificate) -> dict[str, Any]:
    return {
        "number": number,
        "name": said.name,
        "title": said.target.title,
        "series": said.target.series,
        "speciality": said.target.speciality,
        "level": said.target.level,
        "obtained_on": said.obtained_on.isoformat(),
        "authority": said.authority,
        "document_number": said.document_number,
    }


def _number(serial: int) -> str:
    region = cast(data.Certificate, sample("certificate")).certificate_number[:6]
    return certificate_number(region, 2024, 4, serial)


def _checkpoint(made: tuple[Specimen, Specimen, Specimen]) -> str:
    in_force, revoked, replaced = made
    day, salt, tree = date(2024, 12, 30), bytes(SALT_BYTES), Frontier()
    for kind, one, by in (
        (LogKind.ISSUE, replaced, ""),
        (LogKind.ISSUE, in_force, ""),
        (LogKind.CORRECTION, replaced, in_force.number),
        (LogKind.ISSUE, revoked, ""),
        (LogKind.REVOCATION, revoked, ""),
    ):
        tree, _ = tree.grown(Entry(kind, one.number, one.issued.digests[0], day, by).leaf(salt))
    text = head_text(ORIGIN, tree.size, tree.root())
    return signed_note(text, ORIGIN, LOG_KEY.public_key().public_bytes_raw(), LOG_KEY.sign(text.encode()))
