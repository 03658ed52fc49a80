"""Two people at the same instant: one decision, and a revocation that meets the issue of a new certificate wins."""

import pytest

from tests.at_once import at_once
from tests.cast import actor_of, staff
from tests.log_acts import an_issued_certificate, correction_proposed, issued, revocation_proposed
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.documents.log_check import faults
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_leaders_who_decide_at_the_same_instant_one_decides() -> None:
    story, _ = an_issued_certificate()
    other = actor_of(staff(Role.BUREAU_LEADER, story.bureau, "何田田"))
    read = read_digest(correction_proposed(story))
    leaders = [story.leader, other, story.leader, other]
    ends = at_once([lambda one=one: reissue(story.case.pk, actor=one, now=story.now, read=read) for one in leaders])
    assert sorted(type(end).__name__ for end in ends) == ["CertificateChange", "NotNow", "NotNow", "NotNow"]
    assert Certificate.objects.filter(case=story.case).count() == 2
    assert CertificateChange.objects.exclude(number="").count() == 1


def test_a_revocation_that_meets_the_issue_of_a_new_certificate_leaves_no_number_that_counts() -> None:
    story, _ = an_issued_certificate()
    reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(correction_proposed(story)))
    new = Certificate.objects.get(replaces__isnull=False)
    read = read_digest(revocation_proposed(story))
    ends = at_once(
        [
            lambda: issued(story, new, b"%PDF-1.7 meanwhile"),
            lambda: revoke(story.case.pk, actor=story.leader, now=story.now, read=read),
        ]
    )
    assert {type(end) for end in ends if isinstance(end, Refused)} <= {NotNow}
    assert set(Certificate.objects.values_list("state", flat=True)) == {Certificate.REVOKED}
    assert list(faults()) == []
