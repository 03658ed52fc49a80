"""The port to those who say which certificates are revoked: a responder (RFC 6960) and a list (RFC 5280)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class NoStanding(Exception):
    """Whether a certificate is revoked cannot be known now; it may be asked again."""


class CertificateRevoked(Exception):
    """The certificate is revoked. Asking again changes nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """That a certificate is not revoked, in the very bytes (DER) that say so; `responders` signed the answer."""

    answer: bytes
    revoked_list: bytes
    responders: tuple[bytes, ...]


class Revocations(Protocol):
    def standing_of(self, certificate: bytes, issuer: bytes, *, now: datetime) -> Standing:
        """What is known of a certificate by the authority with the certificate `issuer` (both DER), at the real `now`.

        Raises NoStanding or CertificateRevoked.
        """


def revocations() -> Revocations:
    """The services of this deployment, as the settings name them."""
    adapter = import_string(settings.ZHICHENG_REVOCATION)
    return cast(Revocations, adapter(settings.ZHICHENG_OCSP_URL, settings.ZHICHENG_CRL_URL))
