"""The tables of the catalogue agree with each other and refuse crooked rows."""

from pathlib import Path

import pytest

from zhicheng.policy.catalogue import read_exam_only, read_licences, read_series
from zhicheng.policy.packs import load_pack, policies_dir
from zhicheng.policy.strict import BadPack

PACK = load_pack("huzhou-2024")
SERIES = read_series(policies_dir() / "catalogue" / "series.csv")


def test_all_series_have_a_name_and_the_levels_from_assistant_up() -> None:
    assert len(SERIES) == 27
    assert all(
        {"assistant", "intermediate", "associate_senior", "senior"} <= one.titles.keys() for one in SERIES.values()
    )


def test_titles_of_a_level_are_listed_one_by_one() -> None:
    assert PACK.titles_of("engineering", "technician") == ("技术员",)
    assert PACK.titles_of("agriculture", "assistant") == ("助理农艺师", "助理畜牧师", "助理兽医师")
    assert PACK.titles_of("journalism", "technician") == ()
    assert PACK.titles_of("no_such_series", "assistant") == ()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("magic,*,assistant,national,", "no series 'magic'"),
        ("health,*,grandmaster,national,", "levels 'grandmaster'"),
        ("health,*,assistant,village,", "scope 'village'"),
        ("health,*,assistant,national,soon", "'soon' is no date"),
        ("health,*,assistant", "does not have 5 columns"),
    ],
)
def test_a_crooked_row_is_named(tmp_path: Path, row: str, fault: str) -> None:
    table = tmp_path / "exam_only.csv"
    table.write_text(f"series,speciality,levels,scope,since\n{row}\n", "utf-8")
    with pytest.raises(BadPack, match="row 1") as caught:
        read_exam_only(table, SERIES)
    assert fault in str(caught.value)


def test_a_licence_without_series_or_level_is_named(tmp_path: Path) -> None:
    table = tmp_path / "licences.csv"
    table.write_text("series,licences,from_level,note\nmagic,,wizard,\n", "utf-8")
    with pytest.raises(BadPack) as caught:
        read_licences(table, SERIES)
    assert len(caught.value.faults) == 3


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "series.csv"
    table.write_text("code,name\nx,y\n", "utf-8")
    with pytest.raises(BadPack, match="columns must be"):
        read_series(table)
