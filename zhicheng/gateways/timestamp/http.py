"""A time stamp authority over HTTP (RFC 3161 clause 3.4)."""

import secrets
from datetime import datetime

from zhicheng.gateways.fetch import Address, Unreachable
from zhicheng.gateways.timestamp import NoTimestamp
from zhicheng.gateways.timestamp.token import Question, read_answer

NONCE_BITS = 63


class HttpTimestampAuthority:
    """Asks the authority at `url`; `policy` is the identifier of the policy wanted, "" for the authority's own."""

    def __init__(
        self,
        url: str,
        *,
        authorities_pem: bytes,
        policy: str = "",
        connect_seconds: float = 3.0,
        total_seconds: float = 5.0,
    ) -> None:
        self._address = Address(url, signed=True, connect_seconds=connect_seconds, total_seconds=total_seconds)
        self._authorities, self._policy = authorities_pem, policy

    def token_over(self, sha256: bytes, *, now: datetime) -> bytes:
        """See TimestampAuthority."""
        if not self._authorities.strip():
            raise NoTimestamp("no roots are named under which a time stamp could be believed")
        asked = Question(sha256, secrets.randbits(NONCE_BITS), self._policy)
        try:
            raw = self._address.post(
                asked.encoded(), sent="application/timestamp-query", wanted="application/timestamp-reply"
            )
        except Unreachable as fault:
            raise NoTimestamp(f"the time stamp authority does not answer: {fault}") from fault
        return read_answer(raw, asked, authorities_pem=self._authorities, now=now)
