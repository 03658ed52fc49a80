"""Verify a file that somebody hands in: nothing of it is stored, and nothing strange is opened in this process."""

from hashlib import sha256

from django.conf import settings

from zhicheng.documents.bundle.keys import SealCertificate, certificates_for
from zhicheng.documents.marks import bears_our_mark, code_texts_in, words_bear_our_mark
from zhicheng.documents.ofd.reading import ZIP, words_in
from zhicheng.documents.papers.verify import UNSIGNED, digests, verify_pdf
from zhicheng.documents.proof_code import BadProof, read_proof
from zhicheng.documents.proof_key import proof_keys, seal_certificates
from zhicheng.documents.public_queries import certificate_by_digest, is_kept, is_official_document
from zhicheng.documents.verification import Check, FileFound, Registered, Verdict, judge_file, judge_ofd


def verify_file(pdf: bytes, *, trusted_pem: bytes) -> Verdict:
    """The verdict on a file; `trusted_pem`: the certificates of the seals in use, to which those before are added."""
    if pdf.startswith(ZIP):
        return _verify_ofd(pdf)
    digest = digests(pdf).sha256
    certificate = certificate_by_digest(digest)
    official = certificate is None and is_official_document(digest)
    known = certificate is not None or official
    seals = seal_certificates(trusted_pem)
    trusted = certificates_for(certificate.issue_position or 0 if certificate else 0, seals)
    return judge_file(
        FileFound(
            certificate=certificate,
            is_official_document=official,
            is_kept=known or is_kept(digest),
            signature=verify_pdf(pdf, trusted_pem=trusted) if known else UNSIGNED,
            bears_our_mark=not known and _bears_our_mark(pdf, seals),
            code=_code_inside(pdf, certificate) if certificate else Check.NOT_MADE,
        )
    )


def _verify_ofd(ofd: bytes) -> Verdict:
    """An OFD file has the standing of its certificate; the register knows every one that was made, to the byte."""
    certificate = certificate_by_digest(sha256(ofd).hexdigest())
    words = words_in(ofd) if certificate is None else None
    return judge_ofd(certificate, bears_our_mark=words is not None and words_bear_our_mark(words, our_sites()))


def our_sites() -> tuple[str, ...]:
    """The addresses that the codes on our certificates begin with."""
    return (settings.PUBLIC_URL, *settings.PUBLIC_URLS_BEFORE)


def _bears_our_mark(pdf: bytes, seals: list[SealCertificate]) -> bool:
    return bears_our_mark(pdf, trusted_pem="".join(seal.pem for seal in seals).encode(), sites=our_sites())


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
