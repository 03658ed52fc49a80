"""Check containers and evidence offline: the cryptography is pyHanko's, what a signature leaves open is closed here."""

from datetime import datetime, timedelta
from functools import lru_cache

from asn1crypto import cms, crl, ocsp
from asn1crypto import x509 as asn1_x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, validate_tst_signed_data
from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from zhicheng.documents.long_term.evidence import Evidence
from zhicheng.documents.long_term.strict_form import require_der, require_our_container, require_plain_container

ANSWERED_WITHIN = timedelta(hours=1)  # how long after a time stamp the answers may have come that serve it


def open_container(der: bytes) -> cms.SignedData:
    """The signed data in a container of one signer, in DER, with no unsigned attributes. Raises ValueError."""
    require_der(der)
    outer = cms.ContentInfo.load(der, strict=True)
    signed = outer["content"]
    if outer["content_type"].native != "signed_data" or len(signed["signer_infos"]) != 1:
        raise ValueError("the container has another form than ours")
    require_plain_container(signed)
    return signed


async def check_seal(
    der: bytes, digest: bytes, *, trusted_pem: bytes, at: datetime
) -> tuple[SignatureStatus, asn1_x509.Certificate]:
    """What pyHanko says of a seal's container over `digest`, and its certificate; trusted is a pinned key and no other.

    Raises ValueError, or what the library raises, when the container cannot be read or is not in our form.
    """
    signed = open_container(der)
    context = ValidationContext(trust_roots=pinned(trusted_pem), allow_fetching=False, moment=at)
    status = await async_validate_cms_signature(signed, raw_digest=digest, validation_context=context)
    require_our_container(signed, status.signing_cert)
    return status, status.signing_cert


async def check_timestamp(der: bytes, digest: bytes, *, authorities_pem: bytes) -> tuple[datetime, bool]:
    """When the token was made, and whether by an authority under one of the pinned roots.

    Raises ValueError, or what the library raises, when it is not a valid token over the digest.
    """
    signed = open_container(der)
    at = moment_of(signed)
    roots = pinned(authorities_pem) or tuple(one.chosen for one in signed["certificates"])
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    said = await validate_tst_signed_data(signed, context, lambda name: digest if name == "sha256" else b"")
    status = TimestampSignatureStatus(**said)
    if not (status.intact and status.valid):
        raise ValueError("the time stamp is not over these bytes")
    return at, status.trusted and bool(authorities_pem)


def moment_of(signed: cms.SignedData) -> datetime:
    """The time that a token bears."""
    found = signed["encap_content_info"]["content"].parsed["gen_time"].native
    if not isinstance(found, datetime):
        raise ValueError("the token bears no time")
    return found


async def was_good(certificate: asn1_x509.Certificate, at: datetime, kept: Evidence, *, authorities_pem: bytes) -> bool:
    """Whether the evidence proves that the certificate, and those above it, were valid and not revoked at `at`."""
    context = ValidationContext(
        trust_roots=pinned(authorities_pem),
        other_certs=[asn1_x509.Certificate.load(one, strict=True) for one in kept.certificates],
        ocsps=[ocsp.OCSPResponse.load(one, strict=True) for one in kept.answers],
        crls=[crl.CertificateList.load(one, strict=True) for one in kept.lists],
        allow_fetching=False,
        revocation_mode="require",
        moment=at,
        time_tolerance=ANSWERED_WITHIN,
    )
    try:
        validator = CertificateValidator(certificate, validation_context=context)
        await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]
    except (PathError, ValidationError):
        return False
    return True


@lru_cache(maxsize=16)
def pinned(pem: bytes) -> tuple[asn1_x509.Certificate, ...]:
    """The certificates in PEM, read once."""
    return tuple(load_certs_from_pemder_data(pem)) if pem.strip() else ()
