"""The whole issue log is checked on request and by a command; a public page tells the keys for it."""

import io
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography import x509
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from tests.bureau_desk import desk_of
from tests.capsule_acts import a_kept_case
from tests.cast import SHANGHAI_MORNING, a_bureau, actor_of, staff
from tests.log_acts import corrected
from tests.web.public_visitor import Visitor
from zhicheng.documents.actions.raise_certificate import raise_certificate
from zhicheng.documents.log_check import faults
from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.models import Certificate, LogEntry, LogPrint, Paper
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.models import Event
from zhicheng.gateways.eseal import seal
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db


def an_auditor(role: Role = Role.AUDITOR) -> Actor:
    return actor_of(staff(role, a_bureau(), "邹明鉴"))


def disarm(table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE documents_{table} DISABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [f"documents_{table}"]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def test_the_auditor_asks_the_worker_checks_and_the_page_keeps_the_result() -> None:
    kept = a_kept_case()
    auditor = an_auditor()
    desk, page = desk_of(auditor), reverse("support-issue-log")
    assert "还没有检查过" in desk.get(page).content.decode()
    assert desk.post(reverse("support-issue-log-check")).status_code == 302
    assert "正在检查" in desk.get(page).content.decode()
    desk.post(reverse("support-issue-log-check"))  # a second click asks for nothing more
    Message.objects.exclude(topic="log.check").delete()
    assert carry_out_all_due(kept.story.now.replace(year=2099)) == 1
    shown = desk.get(page).content.decode()
    assert "登记簿完整" in shown
    assert "连同证书文件全部相符（邹明鉴）" in shown
    event = Event.objects.get(act="check_issue_log")
    assert (event.actor, event.details["faults"]) == (auditor.person, [])


def test_papers_of_before_that_were_entered_are_told_on_the_page() -> None:
    kept = a_kept_case()
    disarm("logprint")
    LogPrint.objects.all().delete()
    desk = desk_of(an_auditor())
    desk.post(reverse("support-issue-log-check"))
    Message.objects.exclude(topic="log.check").delete()
    carry_out_all_due(kept.story.now.replace(year=2099))
    shown = desk.get(reverse("support-issue-log")).content.decode()
    assert "登记簿完整" in shown
    assert "有 1 份印有校验值的旧文书，这次按文书上印的补了登记" in shown
    assert LogPrint.objects.get().kind == "official_document"


def test_a_fault_is_told_in_chinese_on_the_page_and_by_the_command() -> None:
    a_kept_case()
    disarm("logentry")
    LogEntry.objects.update(file_sha256="0" * 64)
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_issue_log", stdout=said)
    assert ended.value.code == 1
    lines = said.getvalue().splitlines()
    assert lines == ["第 1 条：登记的内容与它的叶不符", "第 1 条：登记的文件与保存的不是同一份"]
    shown = desk_of(an_auditor(Role.AUDIT_ADMIN)).get(reverse("support-issue-log")).content.decode()
    assert "登记簿有 2 处对不上" in shown
    assert lines[0] in shown


def test_a_whole_log_ends_the_command_well() -> None:
    a_kept_case()
    said = io.StringIO()
    call_command("check_issue_log", stdout=said)
    assert "证书登记簿完整" in said.getvalue()


def test_changed_bytes_of_a_certificate_are_found_unless_files_are_left_out() -> None:
    kept = a_kept_case()
    Paper.objects.filter(pk=kept.certificate.paper_id).update(content=b"%PDF-1.7 a certificatE")
    with pytest.raises(SystemExit):
        call_command("check_issue_log", stdout=(said := io.StringIO()))
    assert f"证书 {kept.certificate.number}：保存的文件" in said.getvalue()
    call_command("check_issue_log", "--without-files", stdout=io.StringIO())


def test_a_certificate_that_was_revoked_without_the_log_is_named() -> None:
    kept = a_kept_case()
    Certificate.objects.filter(pk=kept.certificate.pk).update(state="revoked", revoked_at=SHANGHAI_MORNING)
    with pytest.raises(SystemExit):
        call_command("check_issue_log", stdout=(said := io.StringIO()))
    assert f"证书 {kept.certificate.number}：没有登记撤销" in said.getvalue()


def test_a_corrected_and_raised_title_is_whole_and_a_broken_chain_from_old_to_new_is_named() -> None:
    kept = a_kept_case()
    new = corrected(kept.story, b"%PDF-1.7 the corrected one")
    paper, now = given(new.paper), kept.story.now
    for stamp in (b" stamped", b" stamped stamped"):
        later = now + timedelta(days=900)
        raise_certificate(new.pk, bytes(paper.content) + stamp, made_from=paper, renew_on=later, now=now)
        paper = given(Certificate.objects.get(pk=new.pk).long_term)
    assert list(faults()) == []
    old, strange = kept.certificate, "第 3 条：写明的新证书"
    disarm("logentry")
    correction = LogEntry.objects.filter(kind="correction")
    changes: list[tuple[Callable[[], Any], str]] = [
        (lambda: correction.update(by="330502-2024-4-99999-X"), strange),
        (lambda: Certificate.objects.filter(pk=old.pk).update(state="issued"), f"接替的 {old.number} 却仍然有效"),
        (lambda: correction._raw_delete("default"), f"证书 {old.number}：没有登记更正或换发"),
        (lambda: Paper.objects.filter(pk=paper.pk).update(content=b"other"), "不是在原文件后面添加的"),
    ]
    for change, named in changes:
        with transaction.atomic():
            change()
            assert named in "; ".join(faults())
            transaction.set_rollback(True)


def test_nobody_else_sees_or_asks() -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.BUREAU_LEADER):
        desk = desk_of(an_auditor(role))
        assert desk.get(reverse("support-issue-log")).status_code == 404
        assert desk.post(reverse("support-issue-log-check")).status_code == 404


def test_everybody_reads_the_keys_and_the_newest_head() -> None:
    kept = a_kept_case()
    visitor = Visitor(kept.story.now)
    shown = visitor.get(reverse("public-log")).content.decode()
    assert log_verifier_key() in shown
    root = bytes(newest_head().root).hex()  # type: ignore[union-attr]
    assert " ".join(root[at : at + 8] for at in range(0, 64, 8)) in shown
    der = x509.load_pem_x509_certificate(seal().certificate_pem).public_bytes(_der())
    digits = sha256(der).hexdigest()
    assert " ".join(digits[at : at + 4] for at in range(0, 64, 4)) in shown
    assert reverse("public-log") in visitor.get(reverse("public-verify")).content.decode()


def _der() -> object:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.DER
