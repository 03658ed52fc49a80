"""The port to the bureau's electronic seal: what a seal does for us, and the one place that says which is in use."""

from datetime import datetime
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhicheng.domain.seal_place import SealPlace


class SealRefused(Exception):
    """The seal would not sign: not here, or not this file. Trying again changes nothing."""


class SealUnavailable(Exception):
    """The seal cannot be reached now; the same request may be made again."""


class Seal(Protocol):
    """A seal held by the bureau or its certificate service."""

    @property
    def label(self) -> str:
        """What a reader is told about whose seal it is."""

    @property
    def certificate_pem(self) -> bytes:
        """The certificate of the key that signs, as PEM; whoever checks our papers pins it."""

    def sign_pdf(self, pdf: bytes, *, reason: str, at: datetime, place: SealPlace | None = None) -> bytes:
        """The file with a PAdES signature and, drawn at `place`, the round seal.

        `at` is the aware moment written into the signature; without a `place` the seal goes to the lower right of the
        last page. The bytes of `pdf` stay as they are and the signature comes after them.

        Raises SealRefused or SealUnavailable.
        """


@cache
def seal() -> Seal:
    """The seal that settings name in ZHICHENG_SEAL by its dotted path."""
    return cast(Seal, import_string(settings.ZHICHENG_SEAL)())
