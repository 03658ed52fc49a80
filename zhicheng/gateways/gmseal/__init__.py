"""The port to a seal of the SM profile (SM2 with SM3, GB/T 38540): for OFD files, beside the international one."""

import ssl
from functools import cache
from typing import Protocol, cast


class GmSealRefused(Exception):
    """The seal would not sign: not here, or not this. Trying again changes nothing."""


class GmSeal(Protocol):
    """A seal whose SM2 key somebody holds: a file, a token, a signing server."""

    @property
    def label(self) -> str:
        """What a reader is told about whose seal it is."""

    @property
    def seal_der(self) -> bytes:
        """The seal itself (SESeal, GB/T 38540), made and signed by its maker: picture, validity, who may use it."""

    @property
    def certificate_der(self) -> bytes:
        """The signer's certificate, one of those that the seal lists."""

    @property
    def maker_der(self) -> bytes:
        """The certificate of the seal's maker; whoever checks our OFD files pins it."""

    def sign(self, message: bytes) -> bytes:
        """The SM2 signature (DER) over the message, with SM3 and the standard signer id. Raises GmSealRefused."""


@cache
def gm_seal() -> GmSeal | None:
    """The seal that settings name in ZHICHENG_GM_SEAL by its dotted path; None where none is named: no OFD is made."""
    from django.conf import settings  # here, for whoever only checks a seal has no Django
    from django.utils.module_loading import import_string

    named: str = settings.ZHICHENG_GM_SEAL
    return cast(GmSeal, import_string(named)()) if named else None


def makers_pem() -> tuple[str, ...]:
    """The certificates of the makers whose seals are on our OFD files; none where no seal is named."""
    named = gm_seal()
    return (ssl.DER_cert_to_PEM_cert(named.maker_der),) if named else ()
