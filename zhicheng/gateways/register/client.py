"""One signed question to a register, one answer: in time, of bounded size, and about the person asked for."""

import ipaddress
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from zhicheng.gateways.in_time import in_time
from zhicheng.gateways.register import Evidence, Subject, Unavailable
from zhicheng.gateways.register.answer import Answer, read_answer
from zhicheng.gateways.register.signature import signature

LARGEST_ANSWER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RegisterClient:
    """How one register is reached. `base_url` is https, or http to this very machine.

    Not to be called from a running event loop. Environment proxies are not followed, nor are redirects.
    """

    register: str
    base_url: str
    path: str
    secret: str
    client_id: str = "zhicheng"
    connect_seconds: float = 3.0
    total_seconds: float = 10.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
            raise ValueError(f"the {self.register} register needs an https address; got {self.base_url!r}")
        if not self.secret:
            raise ValueError(f"the {self.register} register needs a secret")

    def ask(self, subject: Subject, *, now: datetime) -> tuple[Answer, Evidence]:
        """Ask about the subject at `now` (with time zone). Raises Unavailable."""
        request_id = secrets.token_hex(16)
        question = {
            "requestId": request_id,
            "name": subject.name,
            "idKind": subject.id_kind,
            "idNumber": subject.id_number,
        }
        raw = self._post(json.dumps(question, ensure_ascii=False).encode(), now)
        answer = read_answer(raw, request_id=request_id, subject=subject, secret=self.secret, now=now)
        return answer, Evidence(self.register, request_id, now, raw)

    def _post(self, body: bytes, now: datetime) -> bytes:
        try:
            return in_time(self._send(body, now), self.total_seconds)
        except TimeoutError:
            raise Unavailable("silent", f"no whole answer within {self.total_seconds:g} s") from None
        except (httpx.HTTPError, OSError) as fault:
            raise Unavailable("silent", type(fault).__name__) from fault

    async def _send(self, body: bytes, now: datetime) -> bytes:
        timeout = httpx.Timeout(None, connect=self.connect_seconds)  # the end of the whole is in_time's
        async with (
            httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=timeout) as client,
            client.stream(
                "POST", self.base_url.rstrip("/") + self.path, content=body, headers=self._headers(body, now)
            ) as response,
        ):
            _require_plain_json(response)
            return await _bounded(response)

    def _headers(self, body: bytes, now: datetime) -> dict[str, str]:
        timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "X-Client-Id": self.client_id,
            "X-Timestamp": timestamp,
            "X-Nonce": nonce,
            "X-Signature": signature(
                self.secret, path=self.path, client_id=self.client_id, timestamp=timestamp, nonce=nonce, body=body
            ),
        }


def _require_plain_json(response: httpx.Response) -> None:
    if response.status_code in (401, 403):
        raise Unavailable("refused", f"status {response.status_code}")
    if response.status_code != 200:
        raise Unavailable("silent", f"status {response.status_code}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Unavailable("unreadable", "the answer is compressed although that was not asked for")
    if response.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Unavailable("unreadable", "the answer is not JSON")


async def _bounded(response: httpx.Response) -> bytes:
    kept = bytearray()
    async for chunk in response.aiter_raw():
        kept += chunk
        if len(kept) > LARGEST_ANSWER:
            raise Unavailable("unreadable", f"the answer is larger than {LARGEST_ANSWER} bytes")
    return bytes(kept)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
