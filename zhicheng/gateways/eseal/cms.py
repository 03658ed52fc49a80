"""The signature's container (CMS as PAdES baseline B wants it): what the key signs, and the whole around it."""

from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from zhicheng.gateways.eseal.der import FIRST, OCTETS, SEQUENCE, SET, integer, object_identifier, set_of, tagged
from zhicheng.gateways.eseal.order import SealRefused

DATA = object_identifier("1.2.840.113549.1.7.1")
SIGNED_DATA = object_identifier("1.2.840.113549.1.7.2")
CONTENT_TYPE = object_identifier("1.2.840.113549.1.9.3")
MESSAGE_DIGEST = object_identifier("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE = object_identifier("1.2.840.113549.1.9.16.2.47")
SHA256 = tagged(SEQUENCE, object_identifier("2.16.840.1.101.3.4.2.1"))
ECDSA_SHA256 = tagged(SEQUENCE, object_identifier("1.2.840.10045.4.3.2"))


class Container:
    """Builds containers for one key: `certificate_pem` is the key's, `chain_pem` those above it, in any order.

    Raises SealRefused for a key that is not on an elliptic curve: the papers are signed with ECDSA and SHA-256.
    """

    def __init__(self, certificate_pem: bytes, chain_pem: bytes = b"") -> None:
        own = x509.load_pem_x509_certificate(certificate_pem)
        if not isinstance(own.public_key(), ec.EllipticCurvePublicKey):
            raise SealRefused("the seal's key must be on an elliptic curve")
        above = x509.load_pem_x509_certificates(chain_pem) if chain_pem.strip() else []
        encoded = {one.public_bytes(Encoding.DER) for one in (own, *above)}
        self._certificates = tagged(FIRST, *sorted(encoded))
        issuer, serial = own.issuer.public_bytes(), integer(own.serial_number)
        self._signer_id = tagged(SEQUENCE, issuer, serial)
        self._fixed = (
            _attribute(CONTENT_TYPE, DATA),
            _attribute(SIGNING_CERTIFICATE, _identified(own.public_bytes(Encoding.DER), issuer, serial)),
        )

    def to_sign(self, document_digest: bytes) -> bytes:
        """The signed attributes over a document's SHA-256: the very bytes that the key signs."""
        return set_of(*self._fixed, _attribute(MESSAGE_DIGEST, tagged(OCTETS, document_digest)))

    def around(self, to_sign: bytes, signature: bytes) -> bytes:
        """The whole container with the signature (DER) over `to_sign`."""
        one = integer(1)
        implicit = bytes((FIRST,)) + to_sign[1:]
        signer = tagged(SEQUENCE, one, self._signer_id, SHA256, implicit, ECDSA_SHA256, tagged(OCTETS, signature))
        content = tagged(SEQUENCE, DATA)
        signed = tagged(SEQUENCE, one, tagged(SET, SHA256), content, self._certificates, tagged(SET, signer))
        return tagged(SEQUENCE, SIGNED_DATA, tagged(FIRST, signed))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return tagged(SEQUENCE, kind, tagged(SET, value))


def _identified(certificate: bytes, issuer: bytes, serial: bytes) -> bytes:
    """ESS signing-certificate-v2 (RFC 5035): this certificate and no other signed."""
    names = tagged(SEQUENCE, tagged(0xA4, issuer))
    identified = tagged(SEQUENCE, tagged(OCTETS, sha256(certificate).digest()), tagged(SEQUENCE, names, serial))
    return tagged(SEQUENCE, tagged(SEQUENCE, identified))
