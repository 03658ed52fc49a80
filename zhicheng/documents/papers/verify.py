"""Check the seal on a PDF and take its digests, offline: no network, no clock, no table."""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives import hashes
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class SignatureVerdict:
    """What the signature on a file says; `sound` is all of it together.

    A signature leaves the bytes of its own container open: a register compares the digest of the whole file too.
    """

    signed: bool
    intact: bool
    trusted: bool
    covers_whole_file: bool
    signer: str
    signed_at: datetime | None

    @property
    def sound(self) -> bool:
        """One signature, by a pinned key, over the whole file, and nothing changed since."""
        return self.signed and self.intact and self.trusted and self.covers_whole_file


@dataclass(frozen=True)
class FileDigests:
    """The digests of a whole file in lower-case hexadecimal."""

    sha256: str
    sm3: str


UNSIGNED = SignatureVerdict(False, False, False, False, "", None)
BROKEN = SignatureVerdict(True, False, False, False, "", None)


def digests(pdf: bytes) -> FileDigests:
    """SHA-256 and SM3 over every byte of the file."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(pdf)
    return FileDigests(sha256=hashlib.sha256(pdf).hexdigest(), sm3=sm3.finalize().hex())


def verify_pdf(pdf: bytes, *, trusted_pem: bytes) -> SignatureVerdict:
    """The verdict on the one signature of `pdf`, trusting the certificates in `trusted_pem` and no other.

    A certificate is judged at the moment that the signature names, so no clock is read; what was revoked since is the
    register's to say. A file that cannot be read as a PDF, or bears more than one signature, is not intact.
    """
    try:
        found = list(PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures)
        if not found:
            return UNSIGNED
        return _verdict(found[0], trusted_pem) if len(found) == 1 else BROKEN
    except (PdfError, SignatureValidationError, SigningError, CMSExtractionError, ValueError, KeyError, TypeError,
            IndexError, AttributeError, OSError, RecursionError):  # fmt: skip
        return BROKEN if b"/ByteRange" in pdf else UNSIGNED


def _verdict(signature: EmbeddedPdfSignature, trusted_pem: bytes) -> SignatureVerdict:
    at = signature.self_reported_timestamp
    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(trusted_pem)), allow_fetching=False, moment=at
    )
    status: PdfSignatureStatus = validate_pdf_signature(signature, context)
    return SignatureVerdict(
        signed=True,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer=status.signing_cert.subject.native.get("common_name", ""),
        signed_at=at,
    )
