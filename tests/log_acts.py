"""Certificates issued, corrected, revoked and reinstated for tests, and a log filled with leaves of nobody."""

from typing import Any

from django.db import transaction

from tests.cast import SHANGHAI_MORNING
from tests.issuing import issue_one, reserve_one
from tests.stories import Story, decided
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.propose_change import propose_correction, propose_reinstatement, propose_revocation
from zhicheng.documents.actions.reinstate import reinstate
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.documents.issue_log import append_all, hold_log_end
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.documents.papers import draw
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.merkle import leaf_hash
from zhicheng.gateways.eseal import seal


def an_issued_certificate(content: bytes = b"%PDF-1.7 a certificate") -> tuple[Story, Certificate]:
    """A certificate with these bytes for its file: what is in the file is nothing to the log."""
    story = decided()
    return story, issued(story, reserve_one(story.case.pk, now=story.now), content)


def a_sealed_certificate() -> tuple[Story, Certificate, bytes]:
    """A certificate drawn and sealed as the worker does it, and its file."""
    story = decided()
    certificate = reserve_one(story.case.pk, now=story.now)
    drawn, place = draw("certificate", certificate_words(certificate))
    sealed = seal().sign_pdf(drawn, reason="颁发", at=story.now, place=place)
    return story, issued(story, certificate, sealed, certificate.stated["edition"]), sealed


def revocation_proposed(story: Story, **said: Any) -> CertificateChange:
    """The first of two people says that the title is to be revoked."""
    given: dict[str, Any] = {"code": "false_material", "reason": "学历证书系伪造", "heard": "已书面告知，本人承认。"}
    return propose_revocation(story.case.pk, actor=story.reviewer, now=story.now, **(given | said))


def revoked(story: Story) -> CertificateChange:
    """The story's title revoked by two people, with every certificate it has."""
    change = revocation_proposed(story)
    return revoke(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))


def correction_proposed(story: Story, **said: Any) -> CertificateChange:
    """The first of two people says that the name is written otherwise."""
    given: dict[str, Any] = {"code": "entry_error", "reason": "姓名用字录入有误", "right": {"name": "沈哲"}}
    return propose_correction(story.case.pk, actor=story.bureau_clerk, now=story.now, **(given | said))


def corrected(story: Story, content: bytes = b"%PDF-1.7 the corrected one") -> Certificate:
    """The story's certificate corrected by two people, and the new one issued with these bytes."""
    change = correction_proposed(story)
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    assert change.new_certificate
    return issued(story, change.new_certificate, content)


def reinstatement_proposed(story: Story, **said: Any) -> CertificateChange:
    """The first of two people says that the revocation fell, by a decision of today."""
    given: dict[str, Any] = {"code": "review", "reason": "复议机关认定学历证书属实，撤销了撤销决定。"}
    given |= {"document": "苕州市人民政府行政复议决定书", "document_number": "苕政复〔2024〕3号"}
    given |= {"document_day": legal_day(story.now), "actor": story.reviewer}
    return propose_reinstatement(story.case.pk, now=story.now, **(given | said))


def reinstated(story: Story, content: bytes = b"%PDF-1.7 the reinstated one", **said: Any) -> Certificate:
    """The story's revoked title reinstated by two people, and its new certificate issued with these bytes."""
    change = reinstatement_proposed(story, **said)
    change = reinstate(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    assert change.new_certificate
    return issued(story, change.new_certificate, content)


def issued(story: Story, certificate: Certificate, content: bytes, edition: str = "1") -> Certificate:
    """A reserved certificate issued with these bytes for its file."""
    key = f"certificate:{certificate.handle}"
    paper = keep_paper("certificate", key, content, now=story.now, edition=edition, case=story.case)
    return issue_one(certificate.pk, paper, now=story.now)


def fill_log(count: int, start: int = 0) -> None:
    """Leaves over the numbers from `start`, without entries."""
    with transaction.atomic():
        end = hold_log_end()
        leaves = [leaf_hash(b"%d" % number) for number in range(start, start + count)]
        append_all(end, leaves, legal_day(SHANGHAI_MORNING))
