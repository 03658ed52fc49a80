"""The certificates of a case and what was changed of them, as its readers are shown it; ask first who may read it."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.cases.models import Case
from zhicheng.documents.change_approvals import notice_key
from zhicheng.documents.changes import decided_changes, newest_of, open_change, read_digest
from zhicheng.documents.models import Certificate, CertificateChange, Paper
from zhicheng.documents.papers.data import ChangedFact
from zhicheng.documents.words.of_certificates import changed_facts
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind, barred_until, reason_of
from zhicheng.domain.faults import NotNow
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day

TONES = {
    Certificate.RESERVED: ("制作中", "wait"),
    Certificate.ISSUED: ("有效", "good"),
    Certificate.REPLACED: ("已换发新证", "quiet"),
    Certificate.REVOKED: ("已撤销", "stop"),
}


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One number of the case; `by` is the number that took its place, `paper` the file's handle or ""."""

    number: str
    word: str
    tone: str
    issued_at: datetime | None
    by: str
    paper: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """An open proposal as the second person reads it; `read` is the digest of exactly this.

    `undone` is the revocation that a reinstatement would set aside, where it was decided on this platform's pages.
    """

    change: CertificateChange
    word: str
    reason: str
    facts: tuple[ChangedFact, ...]
    read: str
    barred_until: date | None
    undone: "Decided | None" = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided change; `notice` is the handle of its paper, "" while that is being made.

    Of a revocation `fallen_on` is the day on which it was set aside; it then bars nobody any more.
    """

    kind: str
    word: str
    number: str
    decided_on: date
    effect_from: date
    reason: str
    told: str
    clause: str
    facts: tuple[ChangedFact, ...]
    old_number: str
    new_number: str
    made: bool
    barred_until: date | None
    notice: str
    fallen_on: date | None = None


@dataclass(frozen=True, slots=True)
class CertificateHistory:
    """The chain, the newest first; the decided changes, the latest first; the open proposal."""

    certificates: list[CertificateLine]
    changes: list[Decided]
    proposed: Proposed | None

    @property
    def earlier(self) -> list[CertificateLine]:
        """The numbers that another took the place of; they go on answering."""
        return [one for one in self.certificates if one.issued_at][1:]


def certificate_history(case: Case) -> CertificateHistory:
    """All of it; empty lists before there is a certificate."""
    related = Certificate.objects.filter(case=case).select_related("paper", "successor").order_by("-pk")
    chain = [_line(one) for one in related.defer("paper__content", "stated")]
    return CertificateHistory(chain, _decided(case) if chain else [], change_to_decide(case) if chain else None)


def latest_change(case: Case) -> Decided | None:
    """What was decided last on the case's certificates."""
    return next(iter(_decided(case)), None)


def change_to_decide(case: Case) -> Proposed | None:
    """The open proposal, whatever its kind."""
    change = open_change(case)
    if change is None:
        return None
    reason = reason_of(change.kind, change.reason_code)
    return Proposed(
        change,
        CHANGE_WORDS[ChangeKind(change.kind)],
        reason.words,
        changed_facts(change),
        read_digest(change),
        barred_until(reason, legal_day(change.proposed_at)),
        revocation_in_force(case) if change.kind == ChangeKind.REINSTATEMENT else None,
    )


def revocation_in_force(case: Case) -> Decided | None:
    """The revocation under which the title stands; None without one, or where it is older than these records."""
    decided = (one for one in _decided(case) if one.kind == ChangeKind.REVOCATION and one.fallen_on is None)
    return next(decided, None)


def certificate_to_change(case: Case) -> Certificate:
    """The certificate that a proposal would be about. Raises NotNow before the first is issued."""
    newest = newest_of(case.pk)
    if newest is None or (newest.state == Certificate.RESERVED and newest.replaces_id is None):
        raise NotNow("证书还没有制成，制成之后才能更正、换发或撤销。")
    return newest


def _line(certificate: Certificate) -> CertificateLine:
    word, tone = TONES[certificate.state]
    successor = getattr(certificate, "successor", None)
    by = successor.number if successor and successor.issued_at else ""
    paper = certificate.paper.handle if certificate.paper else ""
    return CertificateLine(certificate.number, word, tone, certificate.issued_at, by, paper)


def _decided(case: Case) -> list[Decided]:
    changes = decided_changes(case)
    keys = {change.pk: notice_key(change) for change in changes}
    notices = dict(Paper.objects.filter(key__in=keys.values()).values_list("key", "handle"))
    told, fallen_on = list[Decided](), None
    for change in changes:  # the latest first: a reinstatement undoes the revocation next before it
        if change.kind == ChangeKind.REINSTATEMENT:
            fallen_on = legal_day(given(change.decided_at))
        of = fallen_on if change.kind == ChangeKind.REVOCATION else None
        told.append(_told(change, notices.get(keys[change.pk], ""), of))
        fallen_on = None if of else fallen_on
    return told


def _told(change: CertificateChange, notice: str, fallen_on: date | None) -> Decided:
    reason, new = reason_of(change.kind, change.reason_code), change.new_certificate
    decided_on = legal_day(given(change.decided_at))
    return Decided(
        kind=change.kind,
        word=CHANGE_WORDS[ChangeKind(change.kind)],
        number=change.number,
        decided_on=decided_on,
        effect_from=given(change.effect_from),
        reason=reason.public,
        told=change.reason,
        clause=change.clause,
        facts=changed_facts(change),
        old_number=change.certificate.number,
        new_number=new.number if new else "",
        made=new is None or new.issued_at is not None,
        barred_until=None if fallen_on else barred_until(reason, decided_on),
        notice=notice,
        fallen_on=fallen_on,
    )
