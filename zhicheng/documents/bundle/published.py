"""The bundle that the platform hands out to all: made anew when the register changed or ten minutes have passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from zhicheng.documents.bundle.gather import register_contents, sign_bundle
from zhicheng.documents.bundle.page import offline_page
from zhicheng.documents.bundle.write import bundle_files, zipped
from zhicheng.documents.models import LogEnd

FRESH = timedelta(minutes=10)
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Published:
    """A bundle as made at `as_of`: in one archive, and inside the page that verifies without network."""

    as_of: datetime
    archive: bytes
    page: bytes


_last: tuple[tuple[object, ...], Published] | None = None


def published_bundle(
    *, now: datetime, seal_pem: bytes, authorities_pem: bytes, makers: tuple[str, ...] = ()
) -> Published:
    """The bundle; while one process makes it, others of the same process wait for that one.

    Every issue and every change enters the issue log, so the end of the log tells whether the last one still holds.
    """
    global _last
    end = LogEnd.objects.filter(id=1).first() or LogEnd()
    version = (end.size, bytes(end.peaks), seal_pem, authorities_pem, makers)
    with _lock:
        if _last and _last[0] == version and timedelta(0) <= now - _last[1].as_of < FRESH:
            return _last[1]
        contents = register_contents(now=now, seal_pem=seal_pem, authorities_pem=authorities_pem, makers=makers)
        files = bundle_files(contents, sign=sign_bundle)
        made = Published(contents.as_of, zipped(files), offline_page(files))
        _last = (version, made)
    return made
