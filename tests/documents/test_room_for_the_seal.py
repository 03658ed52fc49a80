"""A paper whose page leaves no room for its seal is not sealed at all: it is told, and made once the page is mended."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.editions import with_editions
from tests.stories import decided
from tests.watched_seal import Watched, watched_seal
from zhicheng.documents.models import OfficialDocument, Paper
from zhicheng.domain.states import State
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message
from zhicheng.web.support.failure_words import failure_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(settings: Settings, tmp_path: Path) -> Iterator[Watched]:
    with watched_seal(settings, tmp_path / "seal") as found:
        yield found


def no_call(pages: Path) -> list[Path]:
    """No page of an official document calls the part that leaves room."""
    return _changed(pages / "official_document", "page.typ", lambda text: text.replace("seal-place()", "[]"))


def no_file(pages: Path) -> list[Path]:
    return _changed(pages / "certificate", "seal-place.json", lambda text: "")


def no_number(pages: Path) -> list[Path]:
    return _changed(pages / "certificate", "seal-place.json", lambda text: text.replace("x_mm", "x"))


def _changed(folder: Path, name: str, other: Callable[[str], str]) -> list[Path]:
    """Each such file as it is, kept beside, with other words in its place or none."""
    found = list(folder.glob(f"*/{name}"))
    for one in found:
        text = one.read_text("utf-8")
        one.with_suffix(".kept").write_text(text, "utf-8")
        one.write_text(other(text), "utf-8") if other(text) else one.unlink()
    return found


def mended(files: list[Path]) -> None:
    for one in files:
        one.with_suffix(".kept").replace(one)


@pytest.mark.parametrize(
    ("spoil", "topic", "kind"),
    [
        (no_call, "paper.document", "official_document"),
        (no_file, "paper.certificate", "certificate"),
        (no_number, "paper.certificate", "certificate"),
    ],
)
def test_it_is_told_and_made_later(
    spoil: Callable[[Path], list[Path]],
    topic: str,
    kind: str,
    watched: Watched,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoilt = spoil(with_editions(tmp_path, monkeypatch))
    story = decided()
    Message.objects.exclude(topic__in=["certificate.reserve", "paper.certificate", "paper.document"]).delete()
    carry_out_all_due(story.now)
    waiting = Message.objects.get(topic=topic)
    assert waiting.last_error.startswith("NoSealRoom: ")
    told = failure_of(waiting.last_error)
    assert told
    assert "没有给印章留位置" in told.why
    assert not Paper.objects.filter(kind=kind).exists()
    assert OfficialDocument.objects.get().issued_at
    assert (story.fresh().state == State.CERTIFIED) == (kind != "certificate")
    mended(spoilt)
    carry_out_all_due(story.now + timedelta(hours=1))
    assert Paper.objects.filter(kind=kind).exists()
    assert story.fresh().state == State.CERTIFIED
    assert not Message.objects.exclude(last_error="").exists()
