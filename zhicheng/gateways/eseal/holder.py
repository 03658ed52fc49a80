"""A key's holder made of a seal's public parts and of the one thing in which holders differ: how they sign."""

from collections.abc import Callable
from dataclasses import dataclass

from zhicheng.gateways.eseal.order import SignRequest
from zhicheng.gateways.eseal.public_parts import PublicParts


@dataclass(frozen=True, slots=True)
class Holder:
    """See KeyHolder."""

    parts: PublicParts
    signs: Callable[[SignRequest], bytes]

    @property
    def label(self) -> str:
        """The common name of the certificate."""
        return self.parts.label

    @property
    def certificate_pem(self) -> bytes:
        """The certificate of the key."""
        return self.parts.certificate_pem

    @property
    def chain_pem(self) -> bytes:
        """Those above it."""
        return self.parts.chain_pem

    def sign(self, request: SignRequest) -> bytes:
        """The signature over what is to be signed."""
        return self.signs(request)
