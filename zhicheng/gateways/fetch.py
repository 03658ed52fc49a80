"""One question over HTTP in bytes, one answer: in time, of bounded size, of the type expected."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from zhicheng.gateways.in_time import in_time

LARGEST_ANSWER = 256 * 1024


class Unreachable(Exception):
    """No answer that can be read came back in time; the same question may be put again."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is and how long it may take: https, or http to this very machine.

    Services that sign their answers (RFC 3161, RFC 6960, RFC 5280) are often reached by plain http; `signed` allows it.
    Not to be used from a running event loop. Environment proxies are not followed, nor are redirects.
    """

    url: str
    signed: bool = False
    connect_seconds: float = 3.0
    total_seconds: float = 10.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        plain = parts.scheme == "http" and (self.signed or _is_this_machine(parts.hostname or ""))
        if parts.scheme != "https" and not plain:
            raise ValueError(f"an https address is needed; got {self.url!r}")

    def post(self, body: bytes, *, sent: str, wanted: str, more: Mapping[str, str] | None = None) -> bytes:
        """The answer, of media type `wanted`, to a body of type `sent` with `more` headers. Raises Unreachable."""
        return self._asked("POST", body, {"Content-Type": sent, "Accept": wanted, **(more or {})}, wanted)

    def get(self, *, wanted: str) -> bytes:
        """What stands there, of media type `wanted`. Raises Unreachable."""
        return self._asked("GET", b"", {"Accept": wanted}, wanted)

    def _asked(self, method: str, body: bytes, headers: dict[str, str], wanted: str) -> bytes:
        headers |= {"Accept-Encoding": "identity"}
        try:
            return in_time(self._send(method, body, headers, wanted), self.total_seconds)
        except TimeoutError:
            raise Unreachable(f"no whole answer within {self.total_seconds:g} s") from None
        except (httpx.HTTPError, OSError) as fault:
            raise Unreachable(type(fault).__name__) from fault

    async def _send(self, method: str, body: bytes, headers: dict[str, str], wanted: str) -> bytes:
        timeout = httpx.Timeout(None, connect=self.connect_seconds)  # the end of the whole is in_time's
        by_tls = self.url.startswith("https:")  # the authorities' certificates take longer to read than the question
        async with (
            httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=timeout, verify=by_tls) as client,
            client.stream(method, self.url, content=body, headers=headers) as response,
        ):
            if response.status_code != 200:
                raise Unreachable(f"status {response.status_code}")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise Unreachable("the answer is compressed although that was not asked for")
            if response.headers.get("content-type", "").split(";")[0].strip() != wanted:
                raise Unreachable(f"the answer is not {wanted}")
            kept = bytearray()
            async for chunk in response.aiter_raw():
                kept += chunk
                if len(kept) > LARGEST_ANSWER:
                    raise Unreachable(f"the answer is larger than {LARGEST_ANSWER} bytes")
            return bytes(kept)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
