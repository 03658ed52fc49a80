"""Enter an act on a certificate in the public issue log, in the transaction of the act."""

import secrets
from datetime import date, datetime

from django.db import transaction

from zhicheng.documents.issue_log import append, hold_log_end
from zhicheng.documents.models import Certificate, LogEnd, LogEntry, Paper
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import SALT_BYTES, TAKES_ITS_PLACE, Entry, LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.outbox.post import post


def enter_in_log(
    certificate: Certificate, kind: LogKind, *, now: datetime, by: str = "", paper: Paper | None = None
) -> LogEntry:
    """Append the act and promise a signed head over it; all or nothing, with the caller's transaction.

    Call it once an act, with the certificate locked: a second entry of the same act on the same file raises
    IntegrityError. `by` is the new number for a correction or replacement, and only for these (else ValueError);
    `paper` is the file meant where it is not the one issued: the stamped one.
    """
    if bool(by) != (kind in TAKES_ITS_PLACE):
        raise ValueError(f"{kind} by {by or 'no number'}")
    with transaction.atomic():
        end = hold_log_end()
        day = latest_day(end, now)
        entry = Entry(kind, certificate.number, given(paper or certificate.paper).sha256, day, by)
        salt = secrets.token_bytes(SALT_BYTES)
        leaf = append(end, entry.leaf(salt), day)
        post("log.sign_head", key=f"log-head:{end.size}", now=now)
        return LogEntry.objects.create(
            leaf=leaf, certificate=certificate, kind=kind.value, file_sha256=entry.sha256, day=day, salt=salt, by=by
        )


def latest_day(end: LogEnd, now: datetime) -> date:
    """The day of `now`, or the latest that the log has seen: a head of a later day never lacks an earlier entry."""
    today = legal_day(now)
    return today if end.day is None else max(today, end.day)
