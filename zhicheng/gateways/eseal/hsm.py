"""The seal whose key lives in a cryptographic token (PKCS#11), asked from this very process."""

from pathlib import Path

from django.conf import settings

from zhicheng.gateways.eseal.holder import Holder
from zhicheng.gateways.eseal.order import SealRefused, SealUnavailable, SignRequest
from zhicheng.gateways.eseal.public_parts import public_parts
from zhicheng.gateways.eseal.sealing import PadesSeal
from zhicheng.signer.keys import KeyFault, TokenKey


class TokenSeal(PadesSeal):
    """Needs the extra `hsm`. It asks for no approval and keeps no ledger: for these give the token to the signer.

    `token` is "MODULE,TOKEN,KEY" (settings.ZHICHENG_SEAL_TOKEN): the vendor's library, the labels of token and key.
    """

    def __init__(self, folder: Path | None = None, token: str = "", pin_file: Path | None = None) -> None:
        parts = public_parts(folder or Path(settings.ZHICHENG_SEAL_DIR))
        named = token or settings.ZHICHENG_SEAL_TOKEN
        if named.count(",") != 2:
            raise SealRefused(f"ZHICHENG_SEAL_TOKEN must be MODULE,TOKEN,KEY, not {named!r}")
        module, label, key_label = named.split(",")
        pin = Path(pin_file or settings.ZHICHENG_SEAL_PIN_FILE).read_text().strip()
        key = TokenKey(module, label, key_label, pin)

        def sign(request: SignRequest) -> bytes:
            try:
                return key.sign(request.to_sign)
            except KeyFault as error:
                raise SealUnavailable(str(error)) from error

        super().__init__(Holder(parts, sign), parts.face)
