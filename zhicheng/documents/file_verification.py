"""Verify a file that somebody hands in: nothing of it is stored, and nothing strange is opened in this process."""

from dataclasses import replace
from hashlib import sha256

from django.conf import settings

from zhicheng.documents.bundle.keys import SealCertificate, certificates_for
from zhicheng.documents.first_bytes import plainly
from zhicheng.documents.handed import Handed
from zhicheng.documents.handed_in import strange_package, strange_pdf
from zhicheng.documents.marks import code_texts_in
from zhicheng.documents.ofd.reading import ZIP
from zhicheng.documents.papers.verify import UNSIGNED, digests, verify_pdf
from zhicheng.documents.proof_code import BadProof, read_proof
from zhicheng.documents.proof_key import proof_keys, seal_certificates
from zhicheng.documents.public_queries import certificate_by_digest, is_kept, is_official_document
from zhicheng.documents.verification import (
    UNKNOWN,
    Check,
    FileFound,
    Registered,
    Standing,
    Verdict,
    judge_file,
    judge_package,
)
from zhicheng.documents.words.of_files import FILES


def verify_file(content: bytes, *, trusted_pem: bytes) -> Verdict:
    """The verdict on a file; `trusted_pem`: the certificates of the seals in use, to which those before are added."""
    handed = plainly(content)
    if handed is not None:
        return verdict_on(handed)
    return _verify_package(content) if content.startswith(ZIP) else _verify_pdf(content, trusted_pem)


def verdict_on(handed: Handed) -> Verdict:
    """The verdict on a file that need not be looked into."""
    return replace(UNKNOWN, register=Check.NOT_MADE, handed=handed)


def _verify_pdf(pdf: bytes, trusted_pem: bytes) -> Verdict:
    digest = digests(pdf).sha256
    certificate = certificate_by_digest(digest)
    official = certificate is None and is_official_document(digest)
    known = certificate is not None or official
    seals = seal_certificates(trusted_pem)
    trusted = certificates_for(certificate.issue_position or 0 if certificate else 0, seals)
    kept = known or is_kept(digest)
    handed = None if known else Handed.STRANGE if kept else _strange(pdf, seals)
    return judge_file(
        FileFound(
            certificate=certificate,
            is_official_document=official,
            is_kept=kept,
            signature=verify_pdf(pdf, trusted_pem=trusted) if known else UNSIGNED,
            bears_our_mark=handed is not None and FILES[handed].standing is Standing.ALTERED,
            code=_code_inside(pdf, certificate) if certificate else Check.NOT_MADE,
            handed=handed,
        )
    )


def _verify_package(package: bytes) -> Verdict:
    """An OFD file has the standing of its certificate; the register knows every one that was made, to the byte."""
    certificate = certificate_by_digest(sha256(package).hexdigest())
    return judge_package(certificate, None if certificate else strange_package(package, sites=our_sites()))


def our_sites() -> tuple[str, ...]:
    """The addresses that the codes on our certificates begin with."""
    return (settings.PUBLIC_URL, *settings.PUBLIC_URLS_BEFORE)


def _strange(pdf: bytes, seals: list[SealCertificate]) -> Handed:
    return strange_pdf(pdf, seals_pem="".join(seal.pem for seal in seals).encode(), sites=our_sites())


def _code_inside(pdf: bytes, certificate: Registered) -> Check:
    """Whether the code in the file is that of its certificate; early editions have none."""
    keys = {key.kid: key.public for key in proof_keys()}
    try:
        numbers = {read_proof(text, keys).number for text in code_texts_in(pdf, our_sites())}
    except BadProof:
        return Check.FAILS
    if not numbers:
        return Check.NOT_MADE
    return Check.HOLDS if numbers == {certificate.number} else Check.FAILS
