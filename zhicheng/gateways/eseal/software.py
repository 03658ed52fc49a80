"""A seal in software for trial and demo: a P-256 key in a file, marked 测试章, refused in production."""

from pathlib import Path

from django.conf import settings

from zhicheng.gateways.eseal.holder import Holder
from zhicheng.gateways.eseal.order import SealRefused, SignRequest
from zhicheng.gateways.eseal.public_parts import public_parts
from zhicheng.gateways.eseal.sealing import PadesSeal
from zhicheng.gateways.eseal.trial_seal import KEY, ensure_test_seal
from zhicheng.signer.keys import FileKey


class SoftwareSeal(PadesSeal):
    """The test seal kept in `folder` (settings.ZHICHENG_SEAL_DIR by default).

    It signs in this very process, asks for no approval and keeps no ledger.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if settings.ZHICHENG_PRODUCTION:
            raise SealRefused("the software seal is for trial only; name the bureau's seal in ZHICHENG_SEAL")
        home = ensure_test_seal(folder or Path(settings.ZHICHENG_SEAL_DIR))
        parts, key = public_parts(home), FileKey(home / KEY)

        def sign(request: SignRequest) -> bytes:
            return key.sign(request.to_sign)

        super().__init__(Holder(parts, sign), parts.face)
