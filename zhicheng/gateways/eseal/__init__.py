"""The port to the bureau's electronic seal: what a seal does for us, and the one place that says which is in use."""

from datetime import datetime
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal.order import SealRefused, SealUnavailable, SigningOrder, SignRequest
from zhicheng.gateways.eseal.pades import Unsigned

__all__ = [
    "KeyHolder",
    "Seal",
    "SealPlace",
    "SealRefused",
    "SealUnavailable",
    "SignRequest",
    "SigningOrder",
    "Unsigned",
    "seal",
]


class KeyHolder(Protocol):
    """Whoever holds the key of a seal: a file, a token, the signer process or a service."""

    @property
    def label(self) -> str:
        """What a reader is told about whose seal it is."""

    @property
    def certificate_pem(self) -> bytes:
        """The certificate of the key, as PEM."""

    @property
    def chain_pem(self) -> bytes:
        """The certificates above it that go into the file with it."""

    def sign(self, request: SignRequest) -> bytes:
        """The signature (ECDSA with SHA-256, DER) over `request.to_sign`. Raises SealRefused or SealUnavailable."""


class Seal(Protocol):
    """A seal held by the bureau or its certificate service."""

    @property
    def label(self) -> str:
        """What a reader is told about whose seal it is."""

    @property
    def certificate_pem(self) -> bytes:
        """The certificate of the key that signs, as PEM; whoever checks our papers pins it."""

    @property
    def chain_pem(self) -> bytes:
        """The certificates above it, as PEM."""

    def prepare(self, pdf: bytes, *, reason: str, at: datetime, place: SealPlace | None = None) -> Unsigned:
        """The file but for the signature: PAdES B-B and, drawn at `place`, the round seal. Nothing is signed yet.

        `at` is the aware moment written into the signature; without a `place` the seal goes to the lower right of the
        last page. The bytes of `pdf` stay as they are and the signature comes after them. The same file, words and
        moment always give the same bytes to sign. Raises SealRefused.
        """

    def complete(self, unsigned: Unsigned, *, order: SigningOrder | None = None) -> bytes:
        """The whole file, with the signature that the key's holder gives for this order.

        Raises SealRefused or SealUnavailable.
        """

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


@cache
def seal() -> Seal:
    """The seal that settings name in ZHICHENG_SEAL by its dotted path."""
    return cast(Seal, import_string(settings.ZHICHENG_SEAL)())
