"""A paper is made in the edition that was in force on its own day, whenever it is drawn."""

from datetime import date
from pathlib import Path

import pytest

from tests.editions import with_editions
from tests.stories import submitted
from zhicheng.documents.models import Paper
from zhicheng.documents.papers import edition_on, latest_edition, render
from zhicheng.documents.papers.editions import EDITIONS, editions_of
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.lint import lint_edition
from zhicheng.documents.papers.samples import sample
from zhicheng.jobs.handlers import papers

SHIPPED = latest_edition("paper_slip")
DEMO_DAY = date(2024, 12, 2)


@pytest.mark.parametrize(
    ("day", "number"),
    [("2010-05-05", "1"), ("2025-12-31", SHIPPED), ("2026-01-01", "20"), ("2026-06-30", "20"), ("2026-07-01", "100")],
)
def test_the_day_names_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, number: str) -> None:
    with_editions(tmp_path, monkeypatch, paper_slip={"20": "2026-01-01", "100": "2026-07-01"})
    assert edition_on("paper_slip", date.fromisoformat(day)) == number
    assert latest_edition("paper_slip") == "100"


def test_every_edition_that_we_ship_is_in_force_before_the_demo_begins() -> None:
    assert all(one.since < DEMO_DAY for kind in KINDS for one in editions_of(kind))


@pytest.mark.django_db
def test_a_release_between_the_act_and_the_drawing_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = submitted()
    case, day = story.case, story.now.date()
    assert case.submitted_at is not None
    before = render("receipt", sample("receipt"), edition=edition_on("receipt", day))
    with_editions(tmp_path, monkeypatch, receipt={"80": "2026-01-01"}, paper_slip={"80": "2024-02-02"})
    papers.receipt({"case": case.pk}, story.now.replace(year=2026))
    made = Paper.objects.get(kind="receipt")
    assert made.edition == edition_on("receipt", day) != "80"
    assert render("receipt", sample("receipt")) == before
    slip = sample("paper_slip")
    assert (
        render("paper_slip", slip)
        == render("paper_slip", slip, edition="80")
        != render("paper_slip", slip, edition="1")
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2025", "应当只写启用日期"),
        ("{}", "应当只写启用日期"),
        ('{"since": "2024-01-01", "until": "2025-01-01"}', "应当只写启用日期"),
        ('{"since": 2024}', "要写成“2025-01-01”这样"),
        ('{"since": "20240101"}', "要写成“2025-01-01”这样"),
        ('{"since": "2024-02-30"}', "要写成“2025-01-01”这样"),
        ("{", "不是 JSON"),
        ('{"since": "2024-01-01"}', "应当晚于第 1 版的（2024-01-01）"),
        ('{"since": "2023-12-31"}', "应当晚于第 1 版的（2024-01-01）"),
        ('{"since": "2025-01-01"}', "样例的日期 2024-12-02 早于这一版的启用日期 2025-01-01"),
    ],
)
def test_the_lint_refuses_an_edition_without_a_day_of_its_own(tmp_path: Path, said: str, words: str) -> None:
    for number in ("1", "2"):
        folder = tmp_path / "receipt" / number
        folder.mkdir(parents=True)
        for file in ("page.typ", "sample.json"):
            (folder / file).write_bytes((EDITIONS / "receipt" / "1" / file).read_bytes())
        (folder / "edition.json").write_text('{"since": "2024-01-01"}')
    assert lint_edition(tmp_path / "receipt" / "1") == []
    (tmp_path / "receipt" / "2" / "edition.json").write_text(said)
    (fault,) = lint_edition(tmp_path / "receipt" / "2")
    assert words in fault.words
