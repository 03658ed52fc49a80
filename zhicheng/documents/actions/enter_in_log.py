"""Enter an act on a certificate in the public issue log, in the transaction of the act."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from zhicheng.documents.issue_log import append_all, hold_log_end
from zhicheng.documents.models import Certificate, LogEnd, LogEntry, Paper
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import SALT_BYTES, TAKES_ITS_PLACE, LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.outbox.post import post

UNDOES = {LogKind.REVOCATION: LogKind.REINSTATEMENT, LogKind.REINSTATEMENT: LogKind.REVOCATION}


def enter_in_log(
    certificate: Certificate, kind: LogKind, *, now: datetime, by: str = "", paper: Paper | None = None
) -> LogEntry:
    """Append the act and promise a signed head over it; all or nothing, with the caller's transaction.

    Call it once an act, with the certificate locked: a second entry of the same act on the same file raises
    IntegrityError, but that a certificate may be revoked again after a reinstatement, and reinstated again. `by` is the
    new number for a correction, replacement or reinstatement, and only for these (else ValueError);
    `paper` is the file meant where it is not the one issued: the stamped one.
    """
    if bool(by) != (kind in TAKES_ITS_PLACE):
        raise ValueError(f"{kind} by {by or 'no number'}")
    return _enter([(certificate, given(paper or certificate.paper))], kind, now, by)[0]


def enter_issues(certificates: Sequence[Certificate], *, now: datetime) -> list[LogEntry]:
    """Append the issue of each, in order, and promise one head over all, as `enter_in_log` does for one."""
    return _enter([(certificate, given(certificate.paper)) for certificate in certificates], LogKind.ISSUE, now)


def _enter(acts: Sequence[tuple[Certificate, Paper]], kind: LogKind, now: datetime, by: str = "") -> list[LogEntry]:
    with transaction.atomic():
        end = hold_log_end()
        day = latest_day(end, now)
        entries = [
            LogEntry(
                certificate=certificate,
                kind=kind.value,
                file_sha256=paper.sha256,
                day=day,
                salt=secrets.token_bytes(SALT_BYTES),
                by=by,
                turn=_undone_before(certificate, kind),
            )
            for certificate, paper in acts
        ]
        leaves = append_all(end, [entry.said().leaf(bytes(entry.salt)) for entry in entries], day)
        for entry, leaf in zip(entries, leaves, strict=True):
            entry.leaf = leaf
        post("log.sign_head", key=f"log-head:{end.size}", now=now)
        return LogEntry.objects.bulk_create(entries)


def _undone_before(certificate: Certificate, kind: LogKind) -> int:
    """How often what this act undoes was done: a revocation is entered again only after a reinstatement."""
    return certificate.log_entries.filter(kind=UNDOES[kind].value).count() if kind in UNDOES else 0


def latest_day(end: LogEnd, now: datetime) -> date:
    """The day of `now`, or the latest that the log has seen: a head of a later day never lacks an earlier entry."""
    today = legal_day(now)
    return today if end.day is None else max(today, end.day)
