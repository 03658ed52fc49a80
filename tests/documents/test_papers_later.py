"""A decision never waits for a paper: whatever stops the paper, the decision stands and the paper is made later."""

import io
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from django.urls import reverse
from PIL import Image

from tests.bureau_desk import desk_of
from tests.cast import a_bureau, actor_of, staff
from tests.stories import Story, cleared, decided, in_public_notice, submitted
from zhicheng.cases.actions.clear_list import clear_list
from zhicheng.cases.models import PublicityEntry
from zhicheng.documents.models import Certificate, Paper
from zhicheng.documents.papers import renderer
from zhicheng.domain.permissions import WORKER, Role
from zhicheng.domain.states import State
from zhicheng.gateways import eseal
from zhicheng.gateways.eseal.trial_seal import ensure_test_seal
from zhicheng.gateways.files import file_store
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message
from zhicheng.people.models import ArchiveFile

pytestmark = pytest.mark.django_db


def promised(key: str) -> Message:
    return Message.objects.get(key=key)


def said_to_the_operator() -> str:
    """What the list of the operator says of what failed."""
    admin = actor_of(staff(Role.SYSTEM_ADMIN, a_bureau(), "管机房"))
    visit = desk_of(admin)
    heaps = [visit.get(f"{reverse('support-messages')}?heap={heap}") for heap in ("failing", "given_up")]
    return "".join(page.content.decode() for page in heaps)


def stands_but_waits(story: Story, state: State, message: Message, why: str, what_to_do: str) -> None:
    assert story.fresh().state == state
    assert message.attempts >= 1
    assert message.done_at is None
    told = said_to_the_operator()
    assert why in told
    assert what_to_do in told
    assert "已经作出的决定不受影响" in told


def made_later(key: str, now: datetime) -> Paper:
    """What the worker makes once all is well again; given up or not, the operator lets it try."""
    Message.objects.filter(key=key).update(given_up_at=None, due_at=now, attempts=0)
    carry_out_all_due(now)
    left = promised(key)
    assert left.done_at == now, left.last_error
    return Paper.objects.get(key=key)


def with_photo(content: bytes) -> Story:
    """A story whose frozen copy names a photo with these bytes."""
    story = in_public_notice()
    photo = ArchiveFile.objects.create(
        person=story.person, name="照片.jpg", media_type="image/jpeg", size=len(content),
        sha256=file_store().put(content), received_at=story.now,
    )  # fmt: skip
    snapshot = story.case.snapshot
    assert snapshot is not None
    for entry in snapshot.body["entries"]:
        if entry["section"] == "basics":
            entry["files"]["photo"] = photo.handle
    type(snapshot).objects.filter(pk=snapshot.pk).update(body=snapshot.body)
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    clear_list(entry.publicity_id, actor=WORKER, now=story.pass_days(10))
    return story


def test_a_broken_photo_holds_the_form_back_and_nothing_else() -> None:
    story = with_photo(b"\xff\xd8\xff no picture")
    key = f"form:{story.case.handle}"
    carry_out_all_due(story.now)
    stands_but_waits(story, State.CLEARED, promised(key), "照片文件损坏", "从备份恢复照片文件")
    good = io.BytesIO()
    Image.new("RGB", (295, 413), "#88aacc").save(good, "JPEG")
    ArchiveFile.objects.filter(name="照片.jpg").update(sha256=file_store().put(good.getvalue()))
    assert made_later(key, story.pass_days(1)).kind == "determination_form"


def test_a_photo_that_the_store_lost_is_told_as_such() -> None:
    story = with_photo(b"")
    ArchiveFile.objects.filter(name="照片.jpg").update(sha256="0" * 64)
    carry_out_all_due(story.now)
    key = f"form:{story.case.handle}"
    stands_but_waits(story, State.CLEARED, promised(key), "找不到要用的文件", "从备份恢复")


def test_a_name_without_a_glyph_holds_its_paper_back_until_it_is_put_right() -> None:
    story = submitted()
    names = type(story.person).objects.filter(pk=story.person.pk)
    names.update(name="沈\ue000")
    carry_out_all_due(story.now)
    key = f"receipt:{story.case.handle}"
    stands_but_waits(story, State.WITH_EMPLOYER, promised(key), "没有字形", "补充字体")
    names.update(name="沈喆")
    assert made_later(key, story.pass_days(1)).case == story.case


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of fonts of one's own, which the renderer uses."""
    for name in renderer.FONTS.iterdir():
        (tmp_path / name.name).symlink_to(name)
    monkeypatch.setattr(renderer, "FONTS", tmp_path)
    return tmp_path


def test_a_missing_font_is_waited_for_as_long_as_it_takes(fonts: Path) -> None:
    story = cleared()
    key, lost = f"form:{story.case.handle}", fonts / "NotoSerifSC-Regular.ttf"
    kept = lost.readlink()
    lost.unlink()
    now = story.now
    for _ in range(12):
        carry_out_all_due(now)
        now += timedelta(minutes=16)
    assert promised(key).given_up_at is None
    stands_but_waits(story, State.CLEARED, promised(key), "缺少字体文件", "恢复以后会自动再办")
    lost.symlink_to(kept)
    carry_out_all_due(now)
    assert promised(key).done_at == now
    assert Paper.objects.filter(key=key).exists()


@pytest.fixture
def seal_down(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A signing service at an address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    settings.ZHICHENG_SEAL_DIR = ensure_test_seal(tmp_path / "seal")
    settings.ZHICHENG_SEAL = "zhicheng.gateways.eseal.http.HttpSeal"
    settings.ZHICHENG_SEAL_URL, settings.ZHICHENG_SEAL_SECRET = f"http://127.0.0.1:{port}", "secret"
    eseal.seal.cache_clear()
    yield
    eseal.seal.cache_clear()


def test_a_seal_that_does_not_answer_holds_no_decision_back(seal_down: None, settings: Any) -> None:
    story = decided()
    document = story.case.document_entry.document
    key = f"document:{document.handle}"
    now = story.now
    for _ in range(12):
        carry_out_all_due(now)
        now += timedelta(minutes=16)
    assert promised(key).given_up_at is None
    stands_but_waits(story, State.DECIDED, promised(key), "没有应答", "恢复以后会自动再办")
    assert Certificate.objects.get(case=story.case).state == Certificate.RESERVED
    settings.ZHICHENG_SEAL = "zhicheng.gateways.eseal.software.SoftwareSeal"
    eseal.seal.cache_clear()
    carry_out_all_due(now)
    assert promised(key).done_at == now
    assert Certificate.objects.get(case=story.case).state == Certificate.ISSUED


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in str(configured.DATABASES["default"]["ENGINE"]), reason="fills SQLite's own file")
def test_a_full_disk_holds_no_decision_back() -> None:
    story = cleared()
    key = f"form:{story.case.handle}"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    try:
        carry_out_all_due(story.now)
    except OperationalError:
        pytest.fail("the worker did not outlive a full disk")
    stands_but_waits(story, State.CLEARED, promised(key), "磁盘已满", "清理或扩大磁盘")
    assert not Paper.objects.filter(key=key).exists()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    carry_out_all_due(story.pass_days(1))
    assert Paper.objects.filter(key=key).exists()
