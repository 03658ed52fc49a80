"""Publishing a pack: two people, a signed list that is the whole truth, and everything or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from tests.policy_desk import Desk, a_desk, drafted, proposed, published, rehearsed, with_
from tests.stories import submitted
from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.permissions import ANYBODY
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.outbox.models import Message
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.import_draft import import_draft
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.publish_draft import publish_draft
from zhicheng.policy.actions.rehearse_draft import rehearse_draft
from zhicheng.policy.deployment import deployed_content, deployed_pack, pack_of, settled
from zhicheng.policy.desk.exporting import export_files
from zhicheng.policy.models import Draft, Edition, Flip, Rehearsal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def reasons(refused: pytest.ExceptionInfo[Refused]) -> str:
    return "；".join(defect.what for defect in refused.value.defects) or refused.value.message


def test_what_a_leader_publishes_is_the_pack_in_use_from_the_next_request_on(desk: Desk) -> None:
    before = deployed_pack()
    with settled():
        assert deployed_pack() is before
        draft = proposed(desk)
        edition = publish_draft(draft, desk.leader, signed=rehearsed(desk, draft).sha256, now=desk.now)
        assert deployed_pack() is before  # one request never sees two
    assert deployed_pack().sha256 == edition.sha256
    assert (deployed_pack().site, deployed_pack().version, edition.ordinal) == ("新的网站", "2", 1)
    assert pack_of(before.id, before.sha256).site == before.site
    assert pack_of(before.id).version == "2"


def test_the_event_holds_the_digests_of_content_and_signed_list(desk: Desk) -> None:
    edition = published(desk)
    event = Event.objects.get(act="policy_publish")
    signed = Rehearsal.objects.get()
    assert event.details["sha256"] == edition.sha256 == signed.pack_sha256
    assert event.details["signed"] == edition.signed_sha256 == signed.sha256
    assert (event.actor, event.before, event.after) == (desk.leader.person, "proposed", "published")
    assert list(breaks()) == []


def test_nobody_publishes_what_he_drafted_edited_or_proposed(desk: Desk) -> None:
    draft = drafted(desk)
    draft = edit_draft(
        draft, desk.leader, content=with_(draft.content(), site="负责人改的"), seen=draft.version, now=desk.now
    )
    draft = edit_draft(
        draft, desk.reviewer, content=with_(draft.content(), place="再改"), seen=draft.version, now=desk.now
    )
    draft = propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)
    signed = rehearsed(desk, draft).sha256
    with pytest.raises(NotNow, match="另一位负责人"):
        publish_draft(draft, desk.leader, signed=signed, now=desk.now)
    assert publish_draft(draft, desk.second_leader, signed=signed, now=desk.now).published_by_id


def test_only_a_leader_of_the_city_publishes(desk: Desk) -> None:
    draft = proposed(desk)
    signed = rehearsed(desk, draft).sha256
    for actor in (desk.reviewer, desk.clerk, desk.county_leader):
        with pytest.raises(NotNow, match="负责人"):
            publish_draft(draft, actor, signed=signed, now=desk.now)
    with pytest.raises(NotYours):
        publish_draft(draft, ANYBODY, signed=signed, now=desk.now)
    assert not Edition.objects.filter(ordinal__isnull=False).exists()


def test_nothing_is_published_without_a_finished_rehearsal(desk: Desk) -> None:
    draft = proposed(desk)
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed="", now=desk.now)
    assert "还没有完成预演" in reasons(refused)
    rehearse_draft(draft, desk.leader, now=desk.now)
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed="", now=desk.now)
    assert "还没有完成预演" in reasons(refused)


def test_a_signature_under_another_list_is_refused_and_nothing_is_changed(desk: Desk) -> None:
    draft = proposed(desk)
    rehearsed(desk, draft)
    events, messages = Event.objects.count(), Message.objects.count()
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed="0" * 64, now=desk.now)
    assert "签认" in reasons(refused)
    assert (Draft.objects.get().state, Edition.objects.count()) == ("proposed", 0)
    assert (Event.objects.count(), Message.objects.count()) == (events, messages)


def test_a_list_made_before_the_last_edit_is_no_list(desk: Desk) -> None:
    draft = drafted(desk)
    signed = rehearsed(desk, draft).sha256
    draft = edit_draft(
        draft, desk.reviewer, content=with_(draft.content(), site="又改"), seen=draft.version, now=desk.now
    )
    draft = propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed=signed, now=desk.now)
    assert "还没有完成预演" in reasons(refused)


def test_a_list_older_than_a_submission_is_told_and_a_new_one_serves(desk: Desk) -> None:
    draft = proposed(desk)
    signed = rehearsed(desk, draft).sha256
    submitted()
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed=signed, now=desk.now)
    assert "又有 1 次提交" in reasons(refused)
    assert publish_draft(draft, desk.leader, signed=rehearsed(desk, draft).sha256, now=desk.now).ordinal == 1


def test_a_draft_rehearsed_before_another_was_published_is_told(desk: Desk) -> None:
    mine = proposed(desk, site="甲")
    other = proposed(desk, site="乙", version="3")
    signed = {draft.pk: rehearsed(desk, draft).sha256 for draft in (mine, other)}
    publish_draft(mine, desk.leader, signed=signed[mine.pk], now=desk.now)
    with pytest.raises(Refused) as refused:
        publish_draft(other, desk.second_leader, signed=signed[other.pk], now=desk.now)
    assert "提交或发布" in reasons(refused)
    with pytest.raises(NotNow, match="已发布"):
        publish_draft(mine, desk.second_leader, signed=signed[mine.pk], now=desk.now)


def test_a_list_that_somebody_changed_in_the_database_is_found_out(desk: Desk) -> None:
    submitted()
    draft = proposed(desk)
    rehearsal = rehearsed(desk, draft)
    signed = rehearsal.sha256
    Flip.objects.create(rehearsal=rehearsal, number="没有这个人", row={})
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed=signed, now=desk.now)
    assert "与内容不符" in reasons(refused)


@pytest.mark.once
def test_a_pack_that_is_worse_for_more_schooling_is_not_published(desk: Desk) -> None:
    rules = [row | {"years": 5} if row.get("rule") == "R3" else row for row in deployed_content().content["rules"]]
    draft = proposed(desk, rules=rules)
    rehearsal = rehearsed(desk, draft)
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed=rehearsal.sha256, now=desk.now)
    assert "证明" in reasons(refused)
    assert "结果反而更差" in reasons(refused)


def test_failing_examples_are_named_and_nothing_is_published(desk: Desk) -> None:
    draft = drafted(desk)
    examples = draft.content().examples
    first, *others = examples["cases"]
    turned = "met" if first["expect"]["verdict"] != "met" else "not_met"
    cases = [{**first, "expect": {**first["expect"], "verdict": turned}}, *others]
    content = replace(draft.content(), examples={**examples, "cases": cases})
    draft = edit_draft(draft, desk.reviewer, content=content, seen=draft.version, now=desk.now)
    draft = propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)
    rehearsal = rehearsed(desk, draft)
    with pytest.raises(Refused) as refused:
        publish_draft(draft, desk.leader, signed=rehearsal.sha256, now=desk.now)
    assert first["name"] in reasons(refused)


@pytest.mark.parametrize("column", ["drafted_by_id", "proposed_by_id"])
def test_the_database_itself_wants_two_people(desk: Desk, column: str) -> None:
    edition = published(desk)
    fields = {field.attname: getattr(edition, field.attname) for field in Edition._meta.fields}
    fields |= {"id": None, "handle": "x", "sha256": "1" * 64, "ordinal": 2, "version": "9", "rehearsal_id": None}
    other = Rehearsal.objects.get(pk=edition.rehearsal_id)
    other.pk, other.handle = None, "other"
    other.save(force_insert=True)
    fields |= {"rehearsal_id": other.pk, column: edition.published_by_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(**fields)
    fields |= {column: desk.reviewer.person}
    assert Edition.objects.create(**fields).pk


@pytest.mark.parametrize("harm", ["UPDATE policy_edition SET body = '{}'", "DELETE FROM policy_edition"])
def test_the_database_refuses_to_change_what_was_kept(desk: Desk, harm: str) -> None:
    published(desk)
    with pytest.raises(Exception, match="kept for good"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(harm)


def test_export_and_import_give_the_same_pack(desk: Desk) -> None:
    edition = published(desk, site="新的网站")
    files = export_files(edition, desk.clerk)
    draft = import_draft(desk.reviewer, files, desk.now)
    assert draft.content() == edition.content()
    assert sorted(name.rpartition("/")[2] for name in files) == [
        "exam_only.csv",
        "examples.yaml",
        "licences.csv",
        "pack.yaml",
        "series.csv",
    ]
    with pytest.raises(NotYours):
        export_files(edition, ANYBODY)


def test_a_file_of_the_policies_folder_is_imported_over_its_base(desk: Desk, repository: Path) -> None:
    file = (repository / "policies" / "tiaozhou" / "2024" / "pack.yaml").read_bytes()
    draft = import_draft(desk.reviewer, {"pack.yaml": file}, desk.now)
    assert draft.pack_id == "tiaozhou-2024"
    assert "rules" in draft.content().content


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "没有这个文件"),
        ({"pack.yaml": b"id: x"}, "地名-年度"),
        ({"pack.yaml": b"a: &a [*a]"}, "aliases"),
        ({"pack.yaml": b"id: huzhou-2025", "virus.exe": b""}, "只能导入"),
        ({"a/pack.yaml": b"id: huzhou-2025", "b/pack.yaml": b""}, "一次只能导入一个"),
        ({"pack.yaml": b"#" * 600_000}, "KB"),
        ({"pack.yaml": b"id: huzhou-2025\nbase: nowhere-2024"}, "nowhere-2024"),
        ({"pack.yaml": b"id: huzhou-2025\nsite: !!binary aGk="}, "不能保存"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_the_reason(desk: Desk, files: dict[str, bytes], words: str) -> None:
    with pytest.raises(Refused) as refused:
        import_draft(desk.reviewer, files, desk.now)
    assert words in reasons(refused)
    assert not Draft.objects.exists()
