"""A database that was filled before certificates could be changed goes over to the newest form, and all of it holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.issuing import issue_one
from tests.old_database import AT, PROPOSED, WORDS, OldDatabase, a_database_of_its_own, an_old_database, upgraded
from zhicheng.cases.barred import bar_of
from zhicheng.cases.models import Case, Counter
from zhicheng.documents import log_check
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.propose_change import propose_reinstatement
from zhicheng.documents.actions.reinstate import reinstate
from zhicheng.documents.changes import read_digest
from zhicheng.documents.models import Certificate, CertificateChange, LogEntry, OfficialDocument
from zhicheng.documents.public_queries import certificate_by_number
from zhicheng.documents.verification import Standing, judge_number
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor, Role

pytestmark = pytest.mark.database
REVIEWER, LEADER = Role.BUREAU_REVIEWER, Role.BUREAU_LEADER


@pytest.fixture(scope="module")
def old(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OldDatabase]:
    with django_db_blocker.unblock(), a_database_of_its_own(tmp_path_factory.mktemp("old")):
        filled = an_old_database()
        upgraded()
        yield filled


def test_every_row_is_there_and_nothing_points_nowhere(old: OldDatabase) -> None:
    connection.check_constraints()
    assert list(Certificate.objects.order_by("pk").values_list("number", flat=True)) == old.numbers
    assert {row.authority for row in OfficialDocument.objects.all()} == {old.bureau.name}


def test_the_log_is_whole_to_the_last_byte_of_the_files(old: OldDatabase) -> None:
    assert list(log_check.faults(files=True)) == []
    assert LogEntry.objects.count() == old.log.size == 4


def test_who_verifies_is_told_as_before(old: OldDatabase) -> None:
    valid, revoked, proposed, reserved = (certificate_by_number(number) for number in old.numbers)
    assert judge_number(valid, "沈喆0").standing is Standing.VALID
    assert judge_number(proposed, "沈喆2").standing is Standing.VALID
    told = judge_number(revoked, "沈喆1")
    assert (told.standing, reserved) == (Standing.REVOKED, None)


def test_a_revocation_that_was_proposed_is_open_still(old: OldDatabase) -> None:
    change = CertificateChange.objects.get()
    assert (change.certificate.number, change.kind, change.reason) == (old.numbers[PROPOSED], "revocation", WORDS)
    assert (change.proposed_by_id, change.decided_at, change.proposed_at) == (old.clerk.pk, None, AT)


def test_a_revocation_of_then_gave_no_reason_of_the_list_and_bars_nobody(old: OldDatabase) -> None:
    assert bar_of(Case.objects.get(state="revoked").person_id, AT) is None


def test_a_revocation_of_then_can_be_set_aside_though_no_change_was_kept_of_it(old: OldDatabase) -> None:
    with transaction.atomic():
        revoked = Certificate.objects.get(number=old.numbers[1])
        Case.objects.filter(pk=revoked.case_id).update(recommended_at=AT)
        Counter.take_several("certificate:330500:2024", len(old.numbers))
        by = {role: Actor(role, one.pk, old.bureau.pk) for role, one in ((REVIEWER, old.clerk), (LEADER, old.leader))}
        said = {"code": "own_error", "reason": "复查认定原撤销有误", "now": AT}
        change = propose_reinstatement(revoked.case_id, actor=by[REVIEWER], **said)
        change = reinstate(revoked.case_id, actor=by[LEADER], now=AT, read=read_digest(change))
        new = given(change.new_certificate)
        paper = keep_paper(
            "certificate", f"certificate:{new.handle}", b"%PDF-1.7 new", now=AT, edition="1", case=new.case
        )
        issue_one(new.pk, paper, now=AT)
        told = judge_number(certificate_by_number(old.numbers[1]), "沈喆1")
        assert (told.standing, given(told.certificate).replaced_by) == (Standing.REPLACED, new.number)
        assert given(told.certificate).change_words.startswith("曾于2024年11月25日被撤销")
        assert list(log_check.faults(files=True)) == []
        transaction.set_rollback(True)


def test_what_was_in_the_making_can_be_drawn_from_what_was_fixed(old: OldDatabase) -> None:
    waiting = Certificate.objects.get(state="reserved")
    words = certificate_words(waiting)
    assert (words.certificate_number, words.name, words.proof_url) == (old.numbers[3], "沈喆3", "")


def test_the_new_rules_hold_for_the_old_rows(old: OldDatabase) -> None:
    first = Certificate.objects.get(number=old.numbers[0])
    another = {"document": first.document, "stated": {}, "reserved_at": AT, "stated_sha256": "0" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(case=first.case, number="another first one", **another)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=first.pk).update(state="replaced")


def test_the_log_is_append_only_still(old: OldDatabase) -> None:
    rows = LogEntry.objects.filter(certificate__number=old.numbers[0])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(file_sha256="0" * 64)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.delete()
