"""The bundle that the platform hands out to all: made anew when the register changed or ten minutes have passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhicheng.documents.bundle.gather import register_contents, sign_bundle
from zhicheng.documents.bundle.page import offline_page
from zhicheng.documents.bundle.write import bundle_files, zipped
from zhicheng.documents.issue_log import log_end
from zhicheng.documents.kept_while import KeptWhile


@dataclass(frozen=True, slots=True)
class Published:
    """A bundle as made at `as_of`: in one archive, and inside the page that verifies without network."""

    as_of: datetime
    archive: bytes
    page: bytes


_bundle = KeptWhile[Published](timedelta(minutes=10))


def published_bundle(
    *, now: datetime, seal_pem: bytes, authorities_pem: bytes, makers: tuple[str, ...] = ()
) -> Published:
    """The bundle that holds at `now`.

    Every issue and every change enters the issue log, so the end of the log tells whether the last one still holds.
    """

    def make() -> Published:
        contents = register_contents(now=now, seal_pem=seal_pem, authorities_pem=authorities_pem, makers=makers)
        files = bundle_files(contents, sign=sign_bundle)
        return Published(contents.as_of, zipped(files), offline_page(files))

    end = log_end()
    return _bundle.of((end.size, bytes(end.peaks), seal_pem, authorities_pem, makers), now, make)
