"""Certificates issued and revoked for tests of the issue log, and a log filled with leaves of nobody."""

from django.db import transaction

from tests.cast import SHANGHAI_MORNING
from tests.stories import Story, decided
from zhicheng.cases.models import Case
from zhicheng.documents.actions.certify import issue_certificate, reserve_certificate
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.revoke import propose_revocation, revoke
from zhicheng.documents.issue_log import append, hold_log_end
from zhicheng.documents.models import Certificate
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.merkle import leaf_hash
from zhicheng.domain.permissions import WORKER


def an_issued_certificate(content: bytes = b"%PDF-1.7 a certificate") -> tuple[Story, Certificate]:
    """A certificate with these bytes for its file: what is in the file is nothing to the log."""
    story = decided()
    certificate = reserve_certificate(story.case.pk, now=story.now)
    key = f"certificate:{certificate.handle}"
    paper = keep_paper("certificate", key, content, now=story.now, edition="1", case=story.case)
    return story, issue_certificate(certificate.pk, paper, actor=WORKER, now=story.now)


def revoked(story: Story) -> Case:
    """The story's certificate revoked by two people."""
    propose_revocation(story.case.pk, actor=story.reviewer, now=story.now, reason="学历证书系伪造")
    return revoke(story.case.pk, actor=story.leader, now=story.now)


def fill_log(count: int, start: int = 0) -> None:
    """Leaves over the numbers from `start`, without entries."""
    with transaction.atomic():
        end = hold_log_end()
        for number in range(start, start + count):
            append(end, leaf_hash(b"%d" % number), legal_day(SHANGHAI_MORNING))
