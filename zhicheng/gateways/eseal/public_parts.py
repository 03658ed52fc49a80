"""What may be known of a seal by everybody: its certificate, those above it, its face."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings

from zhicheng.gateways.eseal.order import SealRefused
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, FACE, MARK, ROOT


@dataclass(frozen=True, slots=True)
class PublicParts:
    """Read from the folder ZHICHENG_SEAL_DIR, whoever holds the key; `label` is the certificate's common name."""

    certificate_pem: bytes
    chain_pem: bytes
    face: bytes
    label: str


def public_parts(folder: Path) -> PublicParts:
    """The parts in a folder. Raises SealRefused for a file missing or unreadable, and in production for a test seal."""
    try:
        certificate, chain, face = ((folder / name).read_bytes() for name in (CERTIFICATE, ROOT, FACE))
        subject = x509.load_pem_x509_certificate(certificate).subject
        label = str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    except (OSError, ValueError, IndexError) as error:
        raise SealRefused(f"{folder} does not hold the public parts of a seal: {error}") from error
    if settings.ZHICHENG_PRODUCTION and MARK in label:
        raise SealRefused(f"{folder} holds a test seal ({label}); put the bureau's own seal there, or name its folder")
    return PublicParts(certificate, chain, face, label)
