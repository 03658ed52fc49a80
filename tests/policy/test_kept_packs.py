"""The pack of a case is kept for good: whoever edits its file since, the case is judged by what it was filed under."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.policy_desk import a_desk, judged, proposed
from tests.stories import at_bureau, submitted
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.actions.keep_pinned_packs import keep_pinned_packs
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case, Check
from zhicheng.domain.states import Desk
from zhicheng.events.models import Event
from zhicheng.policy import deployment
from zhicheng.policy.deployment import PackChanged, deployed_pack, pack_of
from zhicheng.policy.kept import digest, packed, unpacked
from zhicheng.policy.models import Edition
from zhicheng.policy.packs import pack_from, pack_ids, policies_dir, read_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def policies(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A policies folder of our own, read anew whenever the test says so."""
    shutil.copytree(policies_dir(), tmp_path / "policies")
    settings.ZHICHENG_POLICIES = tmp_path / "policies"
    restart()
    yield tmp_path / "policies"
    restart()


def restart() -> None:
    """Forget what this process has read, as a new process would."""
    deployment._read_file.cache_clear()
    deployment._typed.clear()


def edit(policies: Path) -> None:
    pack = policies / "tiaozhou" / "2024" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("place: 苕州市", "place: 改过的市"), "utf-8")
    restart()


def test_the_first_case_filed_keeps_the_pack_and_later_ones_add_nothing() -> None:
    story = submitted()
    submitted(name="第二个人")
    kept = Edition.objects.get()
    assert (kept.pack_id, kept.sha256) == (story.case.policy_pack, story.case.policy_sha256)
    assert kept.ordinal is None
    assert Event.objects.filter(act="policy_keep").count() == 1


def test_an_edited_file_stops_nobody_and_judges_only_those_who_file_after(policies: Path) -> None:
    story = at_bureau()
    before = deployed_pack()
    edit(policies)
    check_item(story.case.pk, keys_of(story.case, Desk.BUREAU)[0], "ok", actor=story.bureau_clerk, now=story.now)
    assert Check.objects.filter(desk="bureau").count() == 1
    assert pack_of(before.id, before.sha256).place == before.place
    assert submitted(name="后来的人").case.policy_sha256 == deployed_pack().sha256 != before.sha256
    assert Edition.objects.count() == 2


def test_a_folder_that_is_gone_or_broken_stops_no_case_in_flight(policies: Path) -> None:
    story = at_bureau()
    for harm in ("id: [", None):
        pack = policies / "tiaozhou" / "2024" / "pack.yaml"
        pack.write_text(harm, "utf-8") if harm else pack.unlink()
        restart()
        assert pack_of(story.case.policy_pack, story.case.policy_sha256).id == story.case.policy_pack


def test_a_pack_altered_before_it_was_kept_judges_nobody(policies: Path) -> None:
    before = deployed_pack()
    edit(policies)
    with pytest.raises(PackChanged):
        pack_of(before.id, before.sha256)


def test_a_worker_that_starts_keeps_the_packs_of_cases_filed_before_packs_were_kept(policies: Path) -> None:
    story = submitted()
    Case.objects.filter(pk=story.case.pk).update(policy_pack="huzhou-2024", policy_sha256=pack_of("huzhou-2024").sha256)
    altered = submitted(name="乙").case
    Case.objects.filter(pk=altered.pk).update(policy_pack="huzhou-2025", policy_sha256="0" * 64)
    for _ in range(2):
        assert keep_pinned_packs(story.now) == ["huzhou-2025"]
    assert sorted(Edition.objects.values_list("pack_id", flat=True)) == ["huzhou-2024", "tiaozhou-2024"]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_what_is_kept_is_the_very_content_with_the_same_digest(pack_id: str) -> None:
    content = read_content(pack_id)
    again = unpacked(packed(content))
    assert again == content
    assert digest(again) == digest(content)
    assert pack_from(again, pack_id).sha256 == pack_from(content, pack_id).sha256


def test_a_published_pack_that_cannot_be_read_is_never_replaced_by_the_file() -> None:
    desk = a_desk()
    draft = proposed(desk)
    Edition.objects.create(
        pack_id="tiaozhou-2024",
        version="9",
        title="读不出来的",
        sha256="0" * 64,
        body=draft.body,
        kept_at=desk.now,
        ordinal=1,
        rehearsal=judged(desk, draft),
        signed_sha256="1" * 64,
        drafted_by_id=desk.reviewer.person,
        proposed_by_id=desk.reviewer.person,
        published_by_id=desk.leader.person,
        published_at=desk.now,
    )
    for read in (deployed_pack, lambda: pack_of("tiaozhou-2024")):
        with pytest.raises(PackChanged, match="读不出来"):
            read()
