"""The certificates behind a test seal: root, seal, time stamp authority, responder, and the list of revoked ones.

The key of the root lives only while these are made, so nothing can be issued under it later. That is why the list of
revoked certificates is signed on the same occasion and holds good as long as they do; what is revoked later only the
responder can say.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MARK = "测试章"
OWNER = "职称初定平台演示专用"
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


class TrialRoot:
    """An authority that issues what a test seal needs; keep it no longer than that takes."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(f"{OWNER}根证书（{MARK}）")
        self.certificate = self._issued(self._name, self._key.public_key(), VALID_UNTIL, authority=True)

    def seal(self, valid_until: datetime = VALID_UNTIL) -> Issued:
        """A certificate that signs papers."""
        return self._leaf("", valid_until)

    def timestamp_authority(self, valid_until: datetime = VALID_UNTIL) -> Issued:
        """A certificate that signs time stamps and nothing else (RFC 3161 clause 2.3: the purpose is critical)."""
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        return self._leaf("时间戳", valid_until, (purpose, True))

    def responder(self) -> Issued:
        """A certificate that says for the root which others are revoked; nobody asks about itself (RFC 6960)."""
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        return self._leaf("证书状态", VALID_UNTIL, (purpose, False), (x509.OCSPNoCheck(), False))

    def revoked(self, *certificates: x509.Certificate) -> x509.CertificateRevocationList:
        """The list of revoked certificates, good for as long as the root is."""
        listing = x509.CertificateRevocationListBuilder(self._name, VALID_FROM, VALID_UNTIL)
        listing = listing.add_extension(self._authority_key(), critical=False)
        listing = listing.add_extension(x509.CRLNumber(1), critical=False)
        for one in certificates:
            entry = x509.RevokedCertificateBuilder(one.serial_number, VALID_FROM).build()
            listing = listing.add_revoked_certificate(entry)
        return listing.sign(self._key, hashes.SHA256())

    def _leaf(self, role: str, valid_until: datetime, *extensions: tuple[x509.ExtensionType, bool]) -> Issued:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(f"{OWNER}{role}（{MARK}）")
        return Issued(self._issued(name, key.public_key(), valid_until, *extensions), key)

    def _issued(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePublicKey,
        valid_until: datetime,
        *extensions: tuple[x509.ExtensionType, bool],
        authority: bool = False,
    ) -> x509.Certificate:
        serial = x509.random_serial_number()
        builder = (
            x509.CertificateBuilder(self._name, name, key, serial, VALID_FROM, valid_until)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
            .add_extension(_usage(authority=authority), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(self._authority_key(), critical=False)
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self._key, hashes.SHA256())

    def _authority_key(self) -> x509.AuthorityKeyIdentifier:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
