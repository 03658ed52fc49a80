"""What every decision on a certificate does: take the open proposal that was read, and order the notice of it."""

from datetime import datetime

from zhicheng.cases.models import Case, Counter
from zhicheng.documents.change_approvals import approve_notice, notice_key
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.fixed_words import fix_words
from zhicheng.documents.models import CertificateChange
from zhicheng.documents.words.of_certificates import NOTICES
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import document_number
from zhicheng.domain.permissions import Actor
from zhicheng.outbox.post import post

MARKS = {
    ChangeKind.CORRECTION: "更",
    ChangeKind.REPLACEMENT: "换",
    ChangeKind.REVOCATION: "撤",
    ChangeKind.REINSTATEMENT: "恢",
}


def decided(case: Case, kinds: tuple[ChangeKind, ...], *, actor: Actor, now: datetime, read: str) -> CertificateChange:
    """The open proposal with its decision and the number of its notice, not yet saved; the caller holds the case.

    Raises NotNow where none of these kinds is open, Refused where it is not the one that was read.
    """
    change = open_change(case)
    if change is None or change.kind not in kinds:
        words = "或".join(CHANGE_WORDS[kind] for kind in kinds)
        raise NotNow(f"没有等待决定的{words}提议，可能已由别人决定或收回。请刷新页面看最新进展。")
    if read != read_digest(change):
        raise Refused("提议在您阅读之后有变化，没有作出决定。请重新阅读。")
    change.decided_by_id, change.decided_at = actor.person_id, now
    change.effect_from = change.effect_from or legal_day(now)
    change.number = _notice_number(case, ChangeKind(change.kind), now)
    case.change_proposed_by_id = None
    return change


def order_notice(change: CertificateChange, topic: str, *, actor: Actor, now: datetime, read: str) -> None:
    """Approve the notice of a saved decision, fix what it says, and promise it; the caller holds the case."""
    key, (kind, words) = notice_key(change), NOTICES[ChangeKind(change.kind)]
    approve_notice(change, actor, now, read)
    fix_words(kind, key, words(change))
    post(topic, key=key, now=now, change=change.pk)


def _notice_number(case: Case, kind: ChangeKind, now: datetime) -> str:
    """The next of the bureau's series for this kind of notice, such as 苕人社职更〔2024〕1号."""
    mark, year = f"{given(case.authority).document_word}{MARKS[kind]}", legal_day(now).year
    return document_number(mark, year, Counter.take(f"notice:{mark}:{year}"))
