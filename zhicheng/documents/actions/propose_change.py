"""The first of the two who change a certificate: what is to be changed, why, by which proof, from when."""

from collections.abc import Mapping
from datetime import date, datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.documents.actions.drop_change import drop
from zhicheng.documents.changes import newest_of, open_change
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind, Facts, Reason, read_facts, reason_of
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor
from zhicheng.domain.reinstatement import counts_again_from, deciding_document
from zhicheng.domain.states import Act
from zhicheng.domain.written import written


def propose_correction(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    code: str,
    reason: str,
    right: Mapping[str, str],
    evidence: str = "",
    effect_from: date | None = None,
    seen: int | None = None,
) -> CertificateChange:
    """Propose other values for facts that the certificate states; `right` holds them by field, "" for as it is."""
    picked = reason_of(ChangeKind.CORRECTION, code)
    with move(case_id, Act.PROPOSE_REISSUE, actor=actor, now=now, seen=seen, kind=picked.kind, code=code) as step:
        certificate = _to_reissue(step.case)
        change = _drafted(certificate, picked, actor, now, reason, evidence, effect_from)
        change.facts = read_facts(certificate.stated, right)
        change.save()
        step.case.change_proposed_by_id = actor.person_id
        step.details.update(number=certificate.number, fields=sorted(change.facts))
    return change


def propose_replacement(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    code: str,
    reason: str,
    evidence: str = "",
    effect_from: date | None = None,
    seen: int | None = None,
) -> CertificateChange:
    """Propose a new number for the same facts."""
    picked = reason_of(ChangeKind.REPLACEMENT, code)
    with move(case_id, Act.PROPOSE_REISSUE, actor=actor, now=now, seen=seen, kind=picked.kind, code=code) as step:
        certificate = _to_reissue(step.case)
        change = _drafted(certificate, picked, actor, now, reason, evidence, effect_from)
        change.save()
        step.case.change_proposed_by_id = actor.person_id
        step.details.update(number=certificate.number)
    return change


def propose_revocation(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    code: str,
    reason: str,
    evidence: str = "",
    heard: str = "",
    clause: str = "",
    effect_from: date | None = None,
    seen: int | None = None,
) -> CertificateChange:
    """Propose to revoke the title; an open correction or replacement falls away. `clause` goes before the reason's.

    `heard` tells how the holder was told beforehand and what he said: without that nothing is proposed.
    """
    picked = reason_of(ChangeKind.REVOCATION, code)
    with move(case_id, Act.PROPOSE_REVOCATION, actor=actor, now=now, seen=seen, code=code) as step:
        waiting = open_change(step.case)
        if waiting and waiting.kind == ChangeKind.REVOCATION:
            raise NotNow("已经有人提出撤销，等待负责人决定。")
        if waiting:
            drop(waiting, step.case, actor=actor, now=now, because="已提出撤销，这项提议作废")
        certificate = given(Certificate.current_of(step.case))
        if certificate.state == Certificate.REVOKED:  # so its number answers until the new one is issued
            raise NotNow("恢复资格后的新证书正在制作，原编号仍显示“已撤销”。新证书制成之后才能再提出撤销。")
        change = _drafted(certificate, picked, actor, now, reason, evidence, effect_from)
        change.clause = written(clause, 300) or picked.clause
        if not change.clause:
            raise Refused("请填写撤销所依据的规定、决定或者判决。")
        change.heard = written(heard)
        if not change.heard:
            raise Refused("请写明怎样告知了当事人，当事人有没有陈述、申辩。未经告知不能提出撤销。")
        change.save()
        step.case.revocation_proposed_by_id = actor.person_id
        step.details.update(number=certificate.number)
    return change


def propose_reinstatement(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    code: str,
    reason: str,
    document: str = "",
    document_number: str = "",
    document_day: date | None = None,
    evidence: str = "",
    effect_from: date | None = None,
    seen: int | None = None,
) -> CertificateChange:
    """Propose that the revocation falls, by the decision or judgment that is named: the title gets a new number.

    Left open, `effect_from` is the day on which the title had ended, so that it counts as never interrupted.
    """
    picked = reason_of(ChangeKind.REINSTATEMENT, code)
    with move(case_id, Act.PROPOSE_REINSTATEMENT, actor=actor, now=now, seen=seen, code=code) as step:
        revoked, today = _to_reissue(step.case), legal_day(now)
        change = _drafted(revoked, picked, actor, now, reason, evidence)
        on = legal_day(given(revoked.revoked_at))
        named = (document, document_number, document_day)
        change.clause = deciding_document(picked, *named, revoked_on=on, today=today)
        change.effect_from = counts_again_from(effect_from, ended_on=revoked.effect_from or on, today=today)
        change.save()
        step.case.change_proposed_by_id = actor.person_id
        step.details.update(number=revoked.number)
    return change


def _to_reissue(case: Case) -> Certificate:
    """The certificate in whose place a new one is to come. Raises NotNow while anything else is under way."""
    waiting = open_change(case)
    if waiting:
        raise NotNow(f"已经有人提出{CHANGE_WORDS[ChangeKind(waiting.kind)]}，等待负责人决定。决定之后才能再提出。")
    newest = given(newest_of(case.pk))
    if newest.state == Certificate.RESERVED:
        raise NotNow("新证书正在制作，制成之后才能再提出更正、换发或恢复。")
    return newest


def _drafted(
    certificate: Certificate,
    picked: Reason,
    actor: Actor,
    now: datetime,
    reason: str,
    evidence: str,
    effect_from: date | None = None,
) -> CertificateChange:
    words = written(reason)
    if not words:
        raise Refused(f"请写明{CHANGE_WORDS[picked.kind]}的事实。")
    _check_day(certificate, picked.kind, effect_from, legal_day(now))
    return CertificateChange(
        kind=picked.kind.value,
        certificate=certificate,
        reason_code=picked.code,
        reason=words,
        evidence=written(evidence),
        clause=picked.clause,
        facts=Facts(),
        effect_from=effect_from,
        proposed_by_id=actor.person_id,
        proposed_at=now,
    )


def _check_day(certificate: Certificate, kind: ChangeKind, day: date | None, today: date) -> None:
    """A change counts from a day on which there was a title or certificate, and not from one to come."""
    revokes = kind is ChangeKind.REVOCATION
    first = (
        date.fromisoformat(certificate.stated["obtained_on"]) if revokes else legal_day(given(certificate.issued_at))
    )
    if day is not None and not first <= day <= today:
        raise Refused(f"生效日期最早是{'取得资格' if revokes else '发证'}当日（{first}），最晚是今天（{today}）。")
