"""Verify a file that somebody hands in: nothing of it is stored, and nothing strange is opened in this process."""

from zhicheng.documents.marks import bears_our_mark
from zhicheng.documents.papers.verify import UNSIGNED, digests, verify_pdf
from zhicheng.documents.public_queries import certificate_by_digest, is_kept, is_official_document
from zhicheng.documents.verification import FileFound, Verdict, judge_file


def verify_file(pdf: bytes, *, trusted_pem: bytes) -> Verdict:
    """The verdict on a file; `trusted_pem` holds the certificates of the seals that sign our papers."""
    digest = digests(pdf).sha256
    certificate = certificate_by_digest(digest)
    official = certificate is None and is_official_document(digest)
    known = certificate is not None or official
    return judge_file(
        FileFound(
            certificate=certificate,
            is_official_document=official,
            is_kept=known or is_kept(digest),
            signature=verify_pdf(pdf, trusted_pem=trusted_pem) if known else UNSIGNED,
            bears_our_mark=not known and bears_our_mark(pdf, trusted_pem=trusted_pem),
        )
    )
