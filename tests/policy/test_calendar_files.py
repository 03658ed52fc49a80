"""A year's calendar file is refused when its days cannot be right."""

import shutil
from pathlib import Path

import pytest

from zhicheng.policy.calendars import load_calendar
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import policies_dir


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2025-10-11]", "2025-10-13]", "2025-10-13 is a holiday, or a working day anyway"),
        ("2025-10-11]", "2025-10-05]", "2025-10-05 is a holiday, or a working day anyway"),
        ("2025-10-11]", "2026-10-11]", "no date of 2025"),
        ("to: 2025-10-08", "to: 2024-10-08", "must be a span within 2025"),
        ("from: 2025-05-31", "from: 2025-05-05", "2025-05-05 is there twice"),
        ("year: 2025", "year: 2024", "must be 2025, as the file says"),
        ("notice: ", "source: ", "notice: is missing"),
    ],
)
def test_a_wrong_day_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    shutil.copytree(policies_dir() / "calendar", tmp_path / "calendar")
    path = tmp_path / "calendar" / "2025.yaml"
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")
    with pytest.raises(BadPack) as caught:
        load_calendar(tmp_path)
    assert any(fault in one for one in caught.value.faults), caught.value.faults


def test_a_missing_year_between_two_is_named(tmp_path: Path) -> None:
    shutil.copytree(policies_dir() / "calendar", tmp_path / "calendar")
    (tmp_path / "calendar" / "2025.yaml").unlink()
    with pytest.raises(BadPack, match="2026: the year before it is missing"):
        load_calendar(tmp_path)


def test_an_empty_folder_is_no_calendar(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="no year is there"):
        load_calendar(tmp_path)
