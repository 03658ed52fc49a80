"""A seal made of a key's holder and a face: the file is put together here, whoever holds the key."""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_pem_x509_certificate

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal import KeyHolder
from zhicheng.gateways.eseal.cms import Container
from zhicheng.gateways.eseal.order import SealUnavailable, SigningOrder, SignRequest
from zhicheng.gateways.eseal.pades import Unsigned, complete, prepare
from zhicheng.gateways.eseal.stamp import Stamp


class PadesSeal:
    """Signs PAdES B-B with the key of `holder`; `face` is the PDF of the round seal. See Seal for the contract."""

    def __init__(self, holder: KeyHolder, face: bytes) -> None:
        self.holder = holder
        self._stamp = Stamp(face)
        self._container = Container(holder.certificate_pem, holder.chain_pem)

    @property
    def label(self) -> str:
        """Whose seal it is."""
        return self.holder.label

    @property
    def certificate_pem(self) -> bytes:
        """The certificate of the signing key."""
        return self.holder.certificate_pem

    @property
    def chain_pem(self) -> bytes:
        """The certificates above it."""
        return self.holder.chain_pem

    def prepare(self, pdf: bytes, *, reason: str, at: datetime, place: SealPlace | None = None) -> Unsigned:
        """The file but for the signature."""
        return prepare(
            pdf, container=self._container, stamp=self._stamp, name=self.label, reason=reason, at=at, place=place
        )

    def complete(self, unsigned: Unsigned, *, order: SigningOrder | None = None) -> bytes:
        """The whole file; what the holder answers is checked before it goes into the file."""
        signature = self.holder.sign(SignRequest(unsigned.to_sign, order))
        self._check(signature, unsigned.to_sign)
        return complete(unsigned, self._container, signature)

    def sign_pdf(
        self,
        pdf: bytes,
        *,
        reason: str,
        at: datetime,
        place: SealPlace | None = None,
        order: SigningOrder | None = None,
    ) -> bytes:
        """Prepare and complete in one."""
        return self.complete(self.prepare(pdf, reason=reason, at=at, place=place), order=order)

    def _check(self, signature: bytes, to_sign: bytes) -> None:
        key = load_pem_x509_certificate(self.certificate_pem).public_key()
        try:
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(signature, to_sign, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise SealUnavailable("the key's holder answered with a signature that is not of its certificate") from None
