"""Check what a responder or a list says: of this certificate, of this hour, signed by its issuer or in its name."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from zhicheng.gateways.revocation import CertificateRevoked, NoStanding

CLOCKS_DIFFER_BY = timedelta(minutes=5)
OLDEST_WITHOUT_AN_END = timedelta(days=1)


def ocsp_question(certificate: x509.Certificate, issuer: x509.Certificate, nonce: bytes) -> bytes:
    """The question on one certificate, with a number used once, in DER."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA256())
    asked = builder.add_extension(x509.OCSPNonce(nonce), critical=False).build()
    return asked.public_bytes(Encoding.DER)


def responders_of(
    raw: bytes, certificate: x509.Certificate, issuer: x509.Certificate, *, nonce: bytes, now: datetime
) -> tuple[bytes, ...]:
    """The certificates (DER) of whoever signed the answer that the certificate is good.

    A responder that repeats no nonce is taken at its word for the time that its answer bears.
    Raises CertificateRevoked, or NoStanding for any other answer.
    """
    try:
        answer = ocsp.load_der_ocsp_response(raw)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise NoStanding(f"the responder answers {answer.response_status.name}")
        _require_answer_to(answer, certificate, issuer, nonce)
        _require_current(answer.this_update_utc, answer.next_update_utc, now)
        signers = _require_signed(answer, issuer, now)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound) as fault:
        raise NoStanding(f"the responder's answer cannot be trusted: {type(fault).__name__}") from fault
    if answer.certificate_status is ocsp.OCSPCertStatus.REVOKED:
        raise CertificateRevoked(_words(certificate, answer.revocation_time_utc))
    if answer.certificate_status is not ocsp.OCSPCertStatus.GOOD:
        raise NoStanding("the responder does not know the certificate")
    return tuple(one.public_bytes(Encoding.DER) for one in signers)


def require_not_listed(raw: bytes, certificate: x509.Certificate, issuer: x509.Certificate, *, now: datetime) -> None:
    """Raises CertificateRevoked when the issuer's list has the certificate, NoStanding when the list is not current."""
    try:
        listing = x509.load_der_x509_crl(raw)
        signed = listing.issuer == issuer.subject and listing.is_signature_valid(_key(issuer))
        if not signed:
            raise NoStanding("the list is not the issuer's")
        _require_current(listing.last_update_utc, listing.next_update_utc, now)
    except (ValueError, TypeError) as fault:
        raise NoStanding(f"the list cannot be read: {type(fault).__name__}") from fault
    entry = listing.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None:
        raise CertificateRevoked(_words(certificate, entry.revocation_date_utc))


def _require_answer_to(
    answer: ocsp.OCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate, nonce: bytes
) -> None:
    wanted = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, answer.hash_algorithm).build()
    same = (answer.serial_number, answer.issuer_key_hash, answer.issuer_name_hash) == (
        wanted.serial_number,
        wanted.issuer_key_hash,
        wanted.issuer_name_hash,
    )
    if not same:
        raise NoStanding("the answer is on another certificate")
    try:
        repeated = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return
    if repeated != nonce:
        raise NoStanding("the answer is to another question")


def _require_current(since: datetime, until: datetime | None, now: datetime) -> None:
    if since > now + CLOCKS_DIFFER_BY:
        raise NoStanding("the answer is of a time to come")
    if (until or since + OLDEST_WITHOUT_AN_END) < now - CLOCKS_DIFFER_BY:
        raise NoStanding("the answer is out of date")


def _require_signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate, now: datetime) -> list[x509.Certificate]:
    """The certificates that signed in the issuer's name; none when the issuer did so itself."""
    delegates = [one for one in answer.certificates if one != issuer]
    for one in delegates[:1]:
        one.verify_directly_issued_by(issuer)
        purposes = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        if ExtendedKeyUsageOID.OCSP_SIGNING not in purposes:
            raise NoStanding("the answer is signed by a certificate for other purposes")
        if not one.not_valid_before_utc <= now <= one.not_valid_after_utc:
            raise NoStanding("the responder's certificate is not valid now")
    _verify(answer, _key(delegates[0] if delegates else issuer))
    return delegates[:1]


def _verify(answer: ocsp.OCSPResponse, key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> None:
    algorithm = answer.signature_hash_algorithm
    if algorithm is None or algorithm.name not in ("sha256", "sha384", "sha512"):
        raise NoStanding("the answer is signed in a way that is not taken")
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(algorithm))
    else:
        key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), algorithm)


def _key(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey:
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        raise NoStanding("the key is of a kind that is not taken")
    return key


def _words(certificate: x509.Certificate, since: datetime | None) -> str:
    when = since.isoformat() if since else "an unknown time"
    return f"certificate {certificate.serial_number:x} ({certificate.subject.rfc4514_string()}) is revoked since {when}"
