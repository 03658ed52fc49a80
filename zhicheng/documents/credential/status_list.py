"""The status of every certificate in one signed list, made anew when the register changed or an hour has passed."""

import base64
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from zhicheng.documents.credential.of_certificate import STATUS_PATH
from zhicheng.documents.credential.sd_jwt import signed
from zhicheng.documents.issue_log import log_end
from zhicheng.documents.kept_while import KeptWhile
from zhicheng.documents.models import Certificate, LogEntry
from zhicheng.documents.proof_code import kid_of
from zhicheng.documents.proof_key import proof_signing_key
from zhicheng.domain.issue_log import LogKind

VALID, INVALID, REPLACED = 0, 1, 3  # 3 is free for the application to use (Token Status List)
BITS = 2
FRESH, KEPT = timedelta(hours=12), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StatusList:
    """The list as a token, when it was made, and the mark by which a reader sees that it is still the same."""

    token: str
    made_at: datetime
    tag: str


_list = KeptWhile[StatusList](KEPT)


def published_status(*, now: datetime) -> StatusList:
    """The list that holds at `now`.

    No certificate changes without a leaf of the issue log, so the end of the log tells whether the last list holds.
    """
    end = log_end()

    def make() -> StatusList:
        token = status_token(end.size, now=now)
        return StatusList(token, now, sha256(token.encode()).hexdigest()[:32])

    key = kid_of(proof_signing_key().public_key())
    return _list.of((end.size, bytes(end.peaks), settings.PUBLIC_URL, key), now, make)


def status_token(size: int, *, now: datetime) -> str:
    """The status of those issued among the log's first `size` leaves (Token Status List), at their places there."""
    states = bytearray((size * BITS + 7) // 8)
    changed = {Certificate.REVOKED: INVALID, Certificate.REPLACED: REPLACED}
    rows = LogEntry.objects.filter(kind=LogKind.ISSUE.value, certificate__state__in=changed, leaf_id__lt=size)
    for index, state in rows.values_list("leaf_id", "certificate__state").iterator(5000):
        states[index * BITS // 8] |= changed[state] << (index * BITS % 8)
    listed = base64.urlsafe_b64encode(zlib.compress(bytes(states), 9)).rstrip(b"=").decode()
    key, issued_at = proof_signing_key(), int(now.timestamp())
    body = {
        "sub": settings.PUBLIC_URL + STATUS_PATH,
        "iat": issued_at,
        "exp": issued_at + int(FRESH.total_seconds()),
        "ttl": 600,
        "status_list": {"bits": BITS, "lst": listed},
    }
    return signed({"typ": "statuslist+jwt", "alg": "ES256", "kid": kid_of(key.public_key()).hex()}, body, key)
