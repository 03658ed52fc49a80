"""Enter an act on a certificate in the public issue log, in the transaction of the act."""

import secrets
from datetime import date, datetime

from django.db import transaction

from zhicheng.documents.issue_log import append, hold_log_end
from zhicheng.documents.models import Certificate, LogEnd, LogEntry
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import SALT_BYTES, Entry, LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.outbox.post import post


def enter_in_log(certificate: Certificate, kind: LogKind, *, now: datetime) -> LogEntry:
    """Append the act and promise a signed head over it; all or nothing, with the caller's transaction.

    Call it once an act, with the certificate locked: a second entry of the same act raises IntegrityError.
    """
    with transaction.atomic():
        end = hold_log_end()
        day = latest_day(end, now)
        entry = Entry(kind, certificate.number, given(certificate.paper).sha256, day)
        salt = secrets.token_bytes(SALT_BYTES)
        leaf = append(end, entry.leaf(salt), day)
        post("log.sign_head", key=f"log-head:{end.size}", now=now)
        return LogEntry.objects.create(
            leaf=leaf, certificate=certificate, kind=kind.value, file_sha256=entry.sha256, day=day, salt=salt
        )


def latest_day(end: LogEnd, now: datetime) -> date:
    """The day of `now`, or the latest that the log has seen: a head of a later day never lacks an earlier entry."""
    today = legal_day(now)
    return today if end.day is None else max(today, end.day)
