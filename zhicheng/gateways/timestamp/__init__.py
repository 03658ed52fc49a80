"""The port to a time stamp authority (RFC 3161): proof, by a third party's clock, that a digest existed."""

from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class NoTimestamp(Exception):
    """No token that can be trusted was had; it may be asked for again."""


class TimestampAuthority(Protocol):
    """Whoever stamps for us."""

    def token_over(self, sha256: bytes, *, now: datetime) -> bytes:
        """A time stamp token (DER) over the digest, checked: ours, of this minute, by a trusted certificate.

        `now` is the real moment, with time zone. Raises NoTimestamp.
        """


def timestamp_authority() -> TimestampAuthority:
    """The authority of this deployment, as the settings name it."""
    adapter = import_string(settings.ZHICHENG_TIMESTAMP)
    made = adapter(
        settings.ZHICHENG_TIMESTAMP_URL, authorities_pem=authorities_pem(), policy=settings.ZHICHENG_TIMESTAMP_POLICY
    )
    return cast(TimestampAuthority, made)


def authorities_pem() -> bytes:
    """The roots under which time stamps and answers on revocation are trusted; empty while the file is not there."""
    path = Path(settings.ZHICHENG_AUTHORITIES)
    return path.read_bytes() if path.is_file() else b""
