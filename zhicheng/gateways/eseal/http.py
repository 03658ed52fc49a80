"""The seal of a signing service over HTTP: it gets the bytes to sign with their order, and answers the signature."""

import base64
import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from zhicheng.gateways.eseal.holder import Holder
from zhicheng.gateways.eseal.order import SealRefused, SealUnavailable, SignRequest
from zhicheng.gateways.eseal.public_parts import public_parts
from zhicheng.gateways.eseal.sealing import PadesSeal
from zhicheng.gateways.fetch import Address, Unreachable
from zhicheng.gateways.register.signature import signature

PATH = "/seal/v1/signatures"
CLIENT = "zhicheng"
JSON = "application/json"


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (the service holds the question against its own clock)


class HttpSeal(PadesSeal):
    """Asks the service at `url` (settings.ZHICHENG_SEAL_URL), each question signed with `secret`.

    The service answers {"requestId", "signature"} or {"requestId", "refused"}; it must answer the same signature to the
    same `number` and bytes.
    """

    def __init__(
        self,
        folder: Path | None = None,
        url: str = "",
        secret: str = "",
        *,
        total_seconds: float = 10.0,
        clock: Callable[[], datetime] = _clock,
    ) -> None:
        parts = public_parts(folder or Path(settings.ZHICHENG_SEAL_DIR))
        address = Address((url or settings.ZHICHENG_SEAL_URL).rstrip("/") + PATH, total_seconds=total_seconds)
        password = secret or settings.ZHICHENG_SEAL_SECRET
        if not password:
            raise SealRefused("the signing service needs a secret: ZHICHENG_SEAL_SECRET")

        def sign(request: SignRequest) -> bytes:
            question = _question(request)
            body = json.dumps(question, ensure_ascii=False).encode()
            try:
                raw = address.post(body, sent=JSON, wanted=JSON, more=_signed(password, body, clock()))
            except Unreachable as error:
                raise SealUnavailable(f"the signing service: {error}") from error
            return _read(raw, str(question["requestId"]))

        super().__init__(Holder(parts, sign), parts.face)


def _question(request: SignRequest) -> dict[str, Any]:
    said: dict[str, Any] = {
        "requestId": secrets.token_hex(16),
        "algorithm": "ECDSA-SHA256",
        "toSign": base64.b64encode(request.to_sign).decode(),
    }
    if order := request.order:
        more = {"number": order.number, "facts": dict(order.facts)}
        said |= more | {"approval": order.approval, "approved": order.approved}
    return said


def _signed(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
    made = signature(secret, path=PATH, client_id=CLIENT, timestamp=timestamp, nonce=nonce, body=body)
    return {"X-Client-Id": CLIENT, "X-Timestamp": timestamp, "X-Nonce": nonce, "X-Signature": made}


def _read(raw: bytes, request_id: str) -> bytes:
    try:
        answer = json.loads(raw)
        if answer["requestId"] != request_id:
            raise SealUnavailable("the signing service answered another question")
        if "refused" in answer:
            raise SealRefused(f"the signing service: {str(answer['refused'])[:200]}")
        return base64.b64decode(answer["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SealUnavailable("the signing service's answer cannot be read") from error
