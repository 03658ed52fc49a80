"""Each issue and revocation is in the log once, in its own transaction, hidden by a salt and proved by few hashes."""

import base64
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import SHANGHAI_MORNING
from tests.issuing import issue_one
from tests.log_acts import an_issued_certificate, fill_log, revoked
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.issue_log import append_all, hold_log_end
from zhicheng.documents.log_check import faults
from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.log_proof import acts_in_log, proof_for
from zhicheng.documents.log_queries import NotInLog, consistency_of, inclusion_of, index_of, leaves_from
from zhicheng.documents.models import LogEntry, LogHead, LogLeaf, LogNode, Paper
from zhicheng.domain.issue_log import Entry, LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.merkle import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion
from zhicheng.events.models import Event
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db
DAY = legal_day(SHANGHAI_MORNING)


def test_an_issue_is_one_leaf_that_commits_to_kind_number_file_and_day() -> None:
    story, certificate = an_issued_certificate()
    entry = LogEntry.objects.select_related("leaf").get()
    said = Entry(LogKind.ISSUE, certificate.number, certificate.paper.sha256, legal_day(story.now))
    assert (entry.leaf_id, entry.kind, entry.certificate) == (0, "issue", certificate)
    assert bytes(entry.leaf.hash) == leaf_hash(bytes(entry.salt) + said.content().encode())
    assert len(bytes(entry.salt)) == 32
    assert Event.objects.get(act="certify").details["log_index"] == 0
    assert issue_one(certificate.pk, certificate.paper, now=story.now) == certificate
    assert LogLeaf.objects.count() == 1


def test_a_revocation_is_a_second_leaf_and_the_holder_proves_both() -> None:
    story, certificate = an_issued_certificate()
    revoked(story)
    carry_out_all_due(story.now)
    assert [(act.kind, act.position, act.signed) for act in acts_in_log(certificate)] == [
        (LogKind.ISSUE, 1, True),
        (LogKind.REVOCATION, 2, True),
    ]
    proof = proof_for(certificate)
    assert proof is not None
    _, size, root = proof["checkpoint"].splitlines()[:3]
    for act in proof["acts"]:
        leaf = leaf_hash(bytes.fromhex(act["salt"]) + act["entry"].encode())
        path = [bytes.fromhex(found) for found in act["inclusion"]]
        assert verify_inclusion(leaf, act["index"], int(size), path, base64.b64decode(root))
    assert list(faults()) == []


def test_the_same_certificate_twice_gives_leaves_that_have_nothing_in_common() -> None:
    story, certificate = an_issued_certificate()
    salt = LogEntry.objects.get().salt
    with pytest.raises(IntegrityError), transaction.atomic():
        enter_in_log(certificate, LogKind.ISSUE, now=story.now)
    assert LogLeaf.objects.count() == 1
    assert revoked(story) is not None
    assert bytes(LogEntry.objects.get(kind="revocation").salt) != bytes(salt)


def test_an_act_that_fails_leaves_no_trace_and_no_gap() -> None:
    fill_log(3)
    with transaction.atomic():
        append_all(hold_log_end(), [leaf_hash(b"lost")], DAY)
        transaction.set_rollback(True)
    fill_log(2, start=3)
    assert list(LogLeaf.objects.order_by("index").values_list("index", flat=True)) == [0, 1, 2, 3, 4]
    assert sign_log_head(now=SHANGHAI_MORNING).size == 5


@pytest.mark.parametrize("table", [LogLeaf, LogNode, LogEntry, LogHead])
def test_the_database_refuses_to_change_or_remove_anything(table: Any) -> None:
    story, _ = an_issued_certificate()
    revoked(story)
    carry_out_all_due(story.now)
    column = {LogLeaf: "hash", LogNode: "hash", LogEntry: "salt", LogHead: "root"}[table]
    assert table.objects.exists()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        table.objects.update(**{column: b"\0" * 32})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        table.objects.all()._raw_delete("default")


def test_document_and_notice_print_the_newest_signed_head() -> None:
    fill_log(3)
    story, _ = an_issued_certificate()
    carry_out_all_due(story.now)
    for kind, size in (("official_document", 3), ("bureau_notice", 4)):  # as it was at the leader's signature; as drawn
        head = LogHead.objects.get(size=size)
        root = bytes(head.root).hex()
        pages = pypdfium2.PdfDocument(bytes(Paper.objects.get(kind=kind).content))
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
        day = legal_day(head.signed_at)
        assert f"证书公开登记簿截至{day.year}年{day.month}月{day.day}日" in text
        assert f"共登记{size}条，校验值{root}" in text


def disarm() -> None:
    """Take the database's own guards away, as only its administrator could."""
    with connection.cursor() as cursor:
        for table in ("logleaf", "lognode", "logentry", "loghead"):
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE documents_{table} DISABLE TRIGGER USER")
            else:
                cursor.execute(f"DROP TRIGGER {table}_is_never_updated")
                cursor.execute(f"DROP TRIGGER {table}_is_never_deleted")


def test_whatever_is_changed_behind_the_guards_is_named() -> None:
    story, certificate = an_issued_certificate()
    revoked(story)
    carry_out_all_due(story.now)
    assert list(faults()) == []
    disarm()

    def found(change: Callable[[], Any]) -> str:
        with transaction.atomic():
            change()
            said = "; ".join(faults())
            transaction.set_rollback(True)
        return said

    day = {"day": DAY - timedelta(days=9)}
    assert "第 1 条：登记的内容与它的叶不符" in found(lambda: LogEntry.objects.filter(leaf=0).update(**day))
    assert "第 1 号节点与它下面的叶不符" in found(lambda: LogNode.objects.update(hash=b"\1" * 32))
    assert "前 2 条的叶算不出签署过的校验值" in found(lambda: LogLeaf.objects.filter(index=1).update(hash=b"\1" * 32))
    assert "前 2 条的校验值签署的是别的内容" in found(lambda: LogHead.objects.update(note="x\n2\nAAAA\n\n— x AAAA\n"))
    assert "缺第 1 条的叶" in found(lambda: cut(0))
    assert "前 2 条的叶算不出签署过的校验值" in found(lambda: cut(1))
    assert f"证书 {certificate.number}：没有登记撤销" in found(
        lambda: LogEntry.objects.filter(leaf=1)._raw_delete("default")
    )
    assert list(faults()) == []


def cut(index: int) -> None:
    LogEntry.objects.filter(leaf=index)._raw_delete("default")
    LogLeaf.objects.filter(index=index)._raw_delete("default")


def test_a_head_is_signed_once_a_size_and_its_signature_holds() -> None:
    empty = sign_log_head(now=SHANGHAI_MORNING)
    assert (empty.size, bytes(empty.root)) == (0, EMPTY_ROOT)
    fill_log(6)
    head = sign_log_head(now=SHANGHAI_MORNING)
    assert sign_log_head(now=SHANGHAI_MORNING + timedelta(days=1)) == head
    text, _, line = head.note.rpartition("\n\n")
    origin, size, root = text.splitlines()
    assert (size, base64.b64decode(root)) == ("6", bytes(head.root))
    name, key_id, key = log_verifier_key().split("+", 2)
    signature = base64.b64decode(line.split()[2])
    assert (name, bytes.fromhex(key_id)) == (origin, signature[:4])
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(signature[4:], f"{text}\n".encode())


def test_one_head_is_signed_for_all_acts_that_wait_and_a_repeat_signs_no_second() -> None:
    story, _ = an_issued_certificate()
    revoked(story)
    assert Message.objects.filter(topic="log.sign_head", done_at=None).count() == 2
    carry_out_all_due(story.now)
    assert [head.size for head in LogHead.objects.order_by("size")][-1] == 2
    kept = LogHead.objects.count()
    Message.objects.filter(topic="log.sign_head").update(done_at=None, leased_until=None)  # killed before it said done
    carry_out_all_due(story.now)
    assert LogHead.objects.count() == kept


def test_the_day_of_entry_never_goes_back_behind_an_entry_or_a_head() -> None:
    story, _ = an_issued_certificate()
    sign_log_head(now=story.now + timedelta(days=2))
    story.now -= timedelta(days=1)
    revoked(story)
    days = list(LogEntry.objects.order_by("leaf_id").values_list("day", flat=True))
    assert days[1] - days[0] == timedelta(days=2)


def test_every_proof_from_the_store_holds_in_few_queries() -> None:
    roots = {}
    for size in range(1, 18):
        fill_log(1, start=size - 1)
        roots[size] = bytes(sign_log_head(now=SHANGHAI_MORNING).root)
    for size in (1, 2, 3, 7, 8, 15, 16, 17):
        for index in range(size):
            found = inclusion_of(index, size)
            assert found.leaf == leaf_hash(b"%d" % index)
            assert verify_inclusion(found.leaf, index, size, found.hashes, roots[size])
        for first in range(1, size + 1):
            _, proof = consistency_of(first, size)
            assert verify_consistency(first, size, roots[first], roots[size], proof)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        inclusion_of(11)
        consistency_of(11)
    assert len(asked) <= 7
    assert list(faults()) == ["有叶没有对应的登记"]  # fill_log has none


def test_what_is_not_signed_yet_is_not_public() -> None:
    fill_log(4)
    sign_log_head(now=SHANGHAI_MORNING)
    fill_log(3, start=4)
    assert index_of(leaf_hash(b"5")) == 5
    assert leaves_from(0, 100) == [leaf_hash(b"%d" % index) for index in range(4)]
    for asked in (
        lambda: inclusion_of(5),
        lambda: inclusion_of(1, 6),
        lambda: consistency_of(2, 7),
        lambda: inclusion_of(-1),
    ):
        with pytest.raises(NotInLog):
            asked()
    with pytest.raises(NotInLog):
        consistency_of(3, 2)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_their_places_without_gap_or_double() -> None:
    def enter(number: int) -> int:
        try:
            with transaction.atomic():
                end = hold_log_end()
                return int(append_all(end, [leaf_hash(b"%d" % number)], DAY)[0].index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        places = sorted(pool.map(enter, range(40)))
    assert places == list(range(40))
    assert sign_log_head(now=SHANGHAI_MORNING).size == 40
    assert list(faults()) == ["有叶没有对应的登记"]
