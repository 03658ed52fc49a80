"""A seal in software for trial and demo: a P-256 key in a file, marked 测试章, refused in production."""

from pathlib import Path

from django.conf import settings

from zhicheng.gateways.eseal.order import SealRefused, SignRequest
from zhicheng.gateways.eseal.sealing import PadesSeal
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, FACE, KEY, MARK, OWNER, ROOT, ensure_test_seal
from zhicheng.signer.keys import FileKey


class FileKeyHolder:
    """Signs in this very process with the test key in `folder`; it asks for no approval and keeps no ledger."""

    label = f"{OWNER}（{MARK}）"

    def __init__(self, folder: Path) -> None:
        self.certificate_pem = (folder / CERTIFICATE).read_bytes()
        self.chain_pem = (folder / ROOT).read_bytes()
        self._key = FileKey(folder / KEY)

    def sign(self, request: SignRequest) -> bytes:
        """See KeyHolder."""
        return self._key.sign(request.to_sign)


class SoftwareSeal(PadesSeal):
    """The test seal kept in `folder` (settings.ZHICHENG_SEAL_DIR by default)."""

    def __init__(self, folder: Path | None = None) -> None:
        if settings.ZHICHENG_PRODUCTION:
            raise SealRefused("the software seal is for trial only; name the bureau's seal in ZHICHENG_SEAL")
        home = ensure_test_seal(folder or Path(settings.ZHICHENG_SEAL_DIR))
        super().__init__(FileKeyHolder(home), (home / FACE).read_bytes())
