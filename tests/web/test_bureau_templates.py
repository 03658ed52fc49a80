"""The desk of the pages: what is printed in which edition, whether it is sound, and how it looks with our case."""

import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageChops

from tests import bureau_desk
from tests.bureau_desk import desk_of
from tests.cast import a_bureau, actor_of, staff
from tests.editions import with_editions
from tests.stories import Story, cleared
from zhicheng.documents.models import Paper
from zhicheng.documents.papers.editions import EDITIONS, edition_on
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.lint import Fault
from zhicheng.documents.papers.renderer import render
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.template_queries import WORDS, real_papers
from zhicheng.domain.permissions import Role
from zhicheng.jobs.handlers import papers
from zhicheng.web.bureau.pages import templates
from zhicheng.web.page_images import page_of_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_clock")]


@pytest.fixture
def story() -> Story:
    told = cleared()
    bureau_desk.now = told.now
    return told


def leader(story: Story) -> Client:
    return desk_of(story.leader)


def address(kind: str, number: str, page: int | None = None, paper: str = "") -> str:
    name = "bureau-template" if page is None else "bureau-template-page"
    return reverse(name, args=[kind, number, *([] if page is None else [page])]) + (f"?paper={paper}" if paper else "")


def test_the_desk_lists_every_paper_with_its_editions_and_when_it_is_made(story: Story) -> None:
    said = leader(story).get(reverse("bureau-templates")).content.decode()
    for kind, about in KINDS.items():
        assert about.title in said
        assert about.used in said
        assert address(kind, "1") in said
    assert address("certificate", "2") in said
    assert "没有错处" in said
    assert "有错" not in said.replace("没有错处", "")
    assert "自2024年1月1日（周一）起启用" in said
    ended = leader(story).get(address("certificate", "1")).content.decode()
    assert "自2023年1月1日（周日）起启用，自2024年1月1日（周一）起由第 2 版代替" in ended


def test_an_edition_whose_day_is_still_to_come_is_told_so_and_can_be_looked_at(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editions(tmp_path, monkeypatch, receipt={"70": "2030-01-01"})
    visit = leader(story)
    shown = visit.get(address("receipt", "70")).content.decode()
    assert "待启用" in shown
    assert "自2030年1月1日（周二）起启用" in shown
    assert visit.get(address("receipt", "70", 1))["Content-Type"] == "image/jpeg"
    assert "现行" in visit.get(address("receipt", edition_on("receipt", story.now.date()))).content.decode()
    assert "已停用" in visit.get(address("certificate", "1")).content.decode()


def test_where_an_edition_does_not_say_its_day_the_desk_tells_what_is_wrong(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_editions(tmp_path, monkeypatch, receipt={"70": "tomorrow"})
    visit = leader(story)
    assert "这种文书暂时不能制作" in visit.get(reverse("bureau-templates")).content.decode()
    shown = visit.get(address("receipt", "70")).content.decode()
    assert "receipt/70/edition.json" in shown
    assert "启用日期要写成“2025-01-01”这样" in shown


def test_a_fault_is_shown_with_its_file_and_line(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault(EDITIONS / "receipt" / "1" / "page.typ", 12, "“data”没有字段“bunch”。")
    monkeypatch.setattr(templates, "_faults", lambda folder, digest: (fault,))
    said = leader(story).get(address("receipt", "1")).content.decode()
    assert "receipt/1/page.typ" in said
    assert "第 12 行：“data”没有字段“bunch”。" in said
    assert "1 处" in leader(story).get(reverse("bureau-templates")).content.decode()


def test_a_preview_is_a_picture_marked_as_a_specimen_and_is_kept_nowhere(story: Story) -> None:
    visit = leader(story)
    shown = visit.get(address("certificate", "2")).content.decode()
    assert address("certificate", "2", 1) in shown
    picture = visit.get(address("certificate", "2", 1))
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Cache-Control"] == "private, no-store"
    with Image.open(io.BytesIO(picture.content)) as sheet:
        plain = page_of_pdf(render("certificate", sample("certificate")), 1, sheet.width).convert("L")
        darker = ImageChops.subtract(plain, sheet.convert("L"))
    assert sum(darker.histogram()[21:]) > 20_000, "no mark across it"
    assert not Paper.objects.exists()


def test_a_real_case_that_one_may_read_can_be_chosen(story: Story) -> None:
    papers.receipt({"case": story.case.pk}, story.now)
    made = Paper.objects.get(kind="receipt")
    visit = leader(story)
    said = visit.get(address("receipt", "1")).content.decode()
    assert f'value="{made.handle}"' in said
    assert story.case.person.name in said
    assert "暂时只能看样例" not in said
    assert visit.get(address("receipt", "1", 1, made.handle)).status_code == 200
    assert visit.get(address("receipt", "1", 1)).content != visit.get(address("receipt", "1", 1, made.handle)).content
    assert Paper.objects.count() == 1
    assert visit.get(address("certificate", "2", None, made.handle)).status_code == 404


def test_a_case_of_another_bureau_is_none(story: Story) -> None:
    papers.receipt({"case": story.case.pk}, story.now)
    made = Paper.objects.get(kind="receipt")
    stranger = actor_of(staff(Role.BUREAU_LEADER, a_bureau("330502", "苕中区人力资源和社会保障局"), "温外"))
    assert real_papers(stranger, "receipt") == []
    visit = desk_of(stranger)
    assert story.case.person.name not in visit.get(address("receipt", "1")).content.decode()
    assert visit.get(address("receipt", "1", None, made.handle)).status_code == 404
    assert visit.get(address("receipt", "1", 1, made.handle)).status_code == 404


@pytest.mark.parametrize("path", [("receipt", "9"), ("diploma", "1"), ("parts", "1"), ("receipt", "x")])
def test_what_does_not_exist_is_not_there(story: Story, path: tuple[str, str]) -> None:
    assert leader(story).get(address(*path)).status_code == 404


def test_a_page_beyond_the_last_is_not_there(story: Story) -> None:
    assert leader(story).get(address("receipt", "1", 2)).status_code == 404


def test_every_paper_has_a_way_to_its_words() -> None:
    assert set(WORDS) == set(KINDS)
