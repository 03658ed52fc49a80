"""The seal whose key lives in the signer's own process, asked over a unix socket."""

import base64
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from zhicheng.gateways.eseal.holder import Holder
from zhicheng.gateways.eseal.order import SealRefused, SealUnavailable, SignRequest
from zhicheng.gateways.eseal.public_parts import public_parts
from zhicheng.gateways.eseal.sealing import PadesSeal
from zhicheng.signer.wire import Malformed, NoAnswer, Request, ask

TRIES, PAUSE_SECONDS = 8, 0.25  # as long as a signer takes that is started again
ONE_TRY_SECONDS, ALL_TRIES_SECONDS = 8.0, 12.0  # far less than the outbox leases a message


class SignerSeal(PadesSeal):
    """Asks the signer at `socket` (settings.ZHICHENG_SIGNER_SOCKET); `folder` holds the seal's public parts."""

    def __init__(self, folder: Path | None = None, socket: Path | None = None) -> None:
        parts = public_parts(folder or Path(settings.ZHICHENG_SEAL_DIR))
        where = socket or Path(settings.ZHICHENG_SIGNER_SOCKET)

        def sign(request: SignRequest) -> bytes:
            return asked(where, request)

        super().__init__(Holder(parts, sign), parts.face)


def asked(where: Path, request: SignRequest) -> bytes:
    """The signer's signature. Raises SealRefused for what it will never sign, SealUnavailable for all that may pass."""
    order = request.order
    if order is None:
        raise SealRefused("the signer signs nothing that nobody approved: this paper came without an order")
    try:
        approved = base64.b64decode(order.approved)
        line = Request(order.number, request.to_sign, order.facts, order.approval, approved).line()
        answer = _patiently(where, line)
        if "signature" in answer:
            return base64.b64decode(answer["signature"], validate=True)
    except (NoAnswer, Malformed, ValueError, TypeError) as error:
        raise SealUnavailable(str(error)) from error
    for word in ("refused", "malformed"):
        if word in answer:
            raise SealRefused(f"the signer: {answer[word]}")
    raise SealUnavailable(f"the signer: {answer.get('unable', 'no answer that is known')}")


def _patiently(where: Path, line: bytes) -> dict[str, Any]:
    """The answer, asked for again a few times: the same question harms nothing. Raises NoAnswer when there is none
    after TRIES or ALL_TRIES_SECONDS, whichever ends first."""
    end = time.monotonic() + ALL_TRIES_SECONDS
    for _ in range(TRIES - 1):
        try:
            return ask(where, line, seconds=min(ONE_TRY_SECONDS, end - time.monotonic()))
        except NoAnswer:
            if time.monotonic() + PAUSE_SECONDS >= end:
                raise
            time.sleep(PAUSE_SECONDS)
    return ask(where, line, seconds=min(ONE_TRY_SECONDS, end - time.monotonic()))
