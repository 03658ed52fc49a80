"""The stand-in's trust services: time stamps (RFC 3161), certificate status (RFC 6960) and the list of revoked ones.

They work from the folder of a test seal, read at each question. `revoked.txt` in it, one serial number in hexadecimal a
line, says which certificates the responder calls revoked.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509 import ocsp

from zhicheng.gateways.eseal import trial_seal as seal
from zhicheng.gateways.timestamp.token import Answer

POLICY = "1.3.6.1.4.1.32473.1.1"  # under the number that is kept for examples (RFC 5612)
REVOKED_NOW = "revoked.txt"
GOOD_FOR = timedelta(days=7)

Clock = Callable[[], datetime]


def clock() -> datetime:
    """This very moment: a time stamp authority is nothing without a clock of its own."""
    return datetime.now(UTC)  # noqa: TID251  (this is a world of its own)


class TrustServices:
    """Answers in DER. Raises OSError while the folder holds no test seal, ValueError for what is no question."""

    def __init__(self, folder: Path, clock: Clock = clock) -> None:
        self._folder, self._clock = folder, clock

    def timestamp(self, question: bytes) -> bytes:
        """The answer to a time stamp query."""
        asked = tsp.TimeStampReq.load(question, strict=True)
        imprint = asked["message_imprint"]
        if imprint["hash_algorithm"]["algorithm"].native != "sha256" or len(imprint["hashed_message"].native) != 32:
            return _encoded(Answer({"status": {"status": "rejection", "fail_info": {"bad_alg"}}}))
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": asked["req_policy"].native or POLICY,
                "message_imprint": imprint,
                "serial_number": secrets.randbits(63),
                "gen_time": self._clock(),
                "accuracy": {"seconds": 1},
                **({"nonce": asked["nonce"]} if asked["nonce"].native is not None else {}),
            }
        )
        return _encoded(Answer({"status": {"status": "granted"}, "time_stamp_token": self._token(info)}))

    def status(self, question: bytes) -> bytes:
        """The answer to a question on a certificate's status."""
        asked = ocsp.load_der_ocsp_request(question)
        own = x509.load_pem_x509_certificate(self._read(seal.RESPONDER_CERTIFICATE))
        key, now = self._key(seal.RESPONDER_KEY), self._clock().replace(microsecond=0)
        revoked = asked.serial_number in self._revoked()
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            asked.issuer_name_hash,
            asked.issuer_key_hash,
            asked.serial_number,
            asked.hash_algorithm,
            ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            now,
            now + GOOD_FOR,
            now if revoked else None,
            x509.ReasonFlags.key_compromise if revoked else None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, own).certificates([own])
        for extension in asked.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, critical=False)
        return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)

    def revoked_list(self) -> bytes:
        """The list signed when the root was made."""
        return self._read(seal.REVOKED)

    def _token(self, info: tsp.TSTInfo) -> cms.ContentInfo:
        own = asn1_x509.Certificate.load(
            x509.load_pem_x509_certificate(self._read(seal.TIMESTAMP_CERTIFICATE)).public_bytes(Encoding.DER)
        )
        named = {"cert_hash": sha256(own.dump()).digest()}
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "signing_certificate_v2", "values": [{"certs": [named]}]},
                {"type": "message_digest", "values": [sha256(info.dump()).digest()]},
            ]
        )
        signature = self._key(seal.TIMESTAMP_KEY).sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
        digest = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}},
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
        content = {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())}
        signed = {"version": "v3", "digest_algorithms": [digest], "encap_content_info": content}
        whole = signed | {"certificates": [own], "signer_infos": [signer]}
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(whole)})

    def _revoked(self) -> set[int]:
        file = self._folder / REVOKED_NOW
        return {int(line, 16) for line in file.read_text("ascii").split()} if file.is_file() else set()

    def _key(self, name: str) -> ec.EllipticCurvePrivateKey:
        key = load_pem_private_key(self._read(name), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{name} is no key of a test seal")
        return key

    def _read(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()


def _encoded(value: core.Asn1Value) -> bytes:
    encoded: bytes = value.dump()
    return encoded
