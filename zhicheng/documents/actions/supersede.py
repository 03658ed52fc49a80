"""A new certificate takes the place of the old one: at the instant at which it is issued, in the same commit."""

from datetime import datetime

from zhicheng.cases.moves import move
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.certificate_changes import ChangeKind, public_words, reason_of
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import WORKER
from zhicheng.domain.reinstatement import reinstated_words
from zhicheng.domain.states import Act, State


def supersede(new: Certificate, now: datetime) -> None:
    """Log the issue of `new`, already set issued, and let its predecessor's number answer that `new` replaced it.

    Where a revocation was set aside, every number that it took answers so. Where the title was revoked while `new` was
    being made, `new` is revoked as it is born.
    """
    with move(new.case_id, Act.SUPERSEDE, actor=WORKER, now=now) as step:  # the case before the end of the log
        old = Certificate.objects.select_for_update(of=("self",)).select_related("paper").get(pk=given(new.replaces_id))
        issued = enter_in_log(new, LogKind.ISSUE, now=now)
        if step.case.state == State.REVOKED:
            changed = _revoke_as_born(old, new, now)
        elif old.state == Certificate.REVOKED:
            changed = _reinstate(old, new, now)
        else:
            changed = _replace(old, new, now)
        step.details.update(number=old.number, by=new.number, log_index=issued.leaf_id, change_index=changed)


def _replace(old: Certificate, new: Certificate, now: datetime) -> int:
    change = CertificateChange.objects.get(new_certificate=new)
    old.state, old.replaced_at, old.effect_from = Certificate.REPLACED, now, change.effect_from
    kind = ChangeKind(change.kind)
    old.change_words = public_words(kind, reason_of(kind, change.reason_code), change.facts)
    old.save(update_fields=["state", "replaced_at", "effect_from", "change_words"])
    return enter_in_log(old, LogKind(change.kind), now=now, by=new.number).leaf_id


def _reinstate(old: Certificate, new: Certificate, now: datetime) -> int:
    """Every number that the revocation took answers that it was set aside, and by which number it is followed.

    Where the title counts again from the day on which it ended, it was never interrupted: then a number ended when
    the next one took its place.
    """
    change = CertificateChange.objects.get(new_certificate=new)
    reason, counts_from, entered = reason_of(change.kind, change.reason_code), given(change.effect_from), 0
    taken = Certificate.objects.select_for_update(of=("self",)).select_related("paper").defer("paper__content")
    for one in taken.filter(case=old.case_id, state=Certificate.REVOKED).order_by("pk"):
        revoked_on = legal_day(given(one.revoked_at))
        days = {"revoked_on": revoked_on, "reinstated_on": legal_day(given(change.decided_at))}
        ended, followed_on = one.effect_from or revoked_on, legal_day(one.replaced_at or one.reinstated_at or now)
        one.effect_from = followed_on if counts_from <= ended else min(ended, followed_on)
        one.state, one.reinstated_at = Certificate.REPLACED, now
        one.change_words = reinstated_words(reason, **days, counts_from=counts_from)
        one.save(update_fields=["state", "reinstated_at", "effect_from", "change_words"])
        entered = enter_in_log(one, LogKind.REINSTATEMENT, now=now, by=new.number).leaf_id
    return entered


def _revoke_as_born(old: Certificate, new: Certificate, now: datetime) -> int:
    new.state, new.revoked_at = Certificate.REVOKED, now
    new.effect_from, new.change_words = old.effect_from, old.change_words
    new.save(update_fields=["state", "revoked_at", "effect_from", "change_words"])
    return enter_in_log(new, LogKind.REVOCATION, now=now).leaf_id
