"""A seal of the SM profile in software for trial and demo: an SM2 key in a file, 测试章, refused in production."""

from functools import cached_property
from pathlib import Path

from asn1crypto import x509
from django.conf import settings

from zhicheng.gateways.gmseal import GmSealRefused, sm2
from zhicheng.gateways.gmseal.trial import CERTIFICATE, KEY, MAKER, MARK, OWNER, SEAL, ensure_trial_seal


class SoftwareGmSeal:
    """Signs with the trial key kept in `folder` (settings.ZHICHENG_GM_SEAL_DIR by default)."""

    def __init__(self, folder: Path | None = None) -> None:
        if settings.ZHICHENG_PRODUCTION:
            raise GmSealRefused("the software seal is for trial only; name the bureau's seal in ZHICHENG_GM_SEAL")
        self._folder = ensure_trial_seal(folder or Path(settings.ZHICHENG_GM_SEAL_DIR))

    @property
    def label(self) -> str:
        """Whose seal it is, with the mark that it is none."""
        return f"{OWNER}（{MARK}）"

    @cached_property
    def seal_der(self) -> bytes:
        """The trial seal."""
        return (self._folder / SEAL).read_bytes()

    @cached_property
    def certificate_der(self) -> bytes:
        """The certificate of the key."""
        return (self._folder / CERTIFICATE).read_bytes()

    @cached_property
    def maker_der(self) -> bytes:
        """The certificate of the one who made the trial seal."""
        return (self._folder / MAKER).read_bytes()

    def sign(self, message: bytes) -> bytes:
        """See the port."""
        return sm2.sign((self._folder / KEY).read_bytes(), self._public, message)

    @cached_property
    def _public(self) -> bytes:
        return sm2.point_in(x509.Certificate.load(self.certificate_der).public_key)
