"""The tables of the catalogue agree with each other and refuse crooked rows."""

import pytest

from zhicheng.policy.files.catalogue import Table, read_exam_only, read_licences, read_series
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import load_pack, policies_dir

PACK = load_pack("huzhou-2024")
SERIES = read_series(Table("series.csv", (policies_dir() / "catalogue" / "series.csv").read_bytes()))


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
def test_a_crooked_row_is_named(row: str, fault: str) -> None:
    table = Table("exam_only.csv", f"series,speciality,levels,scope,since\n{row}\n".encode())
    with pytest.raises(BadPack, match="row 1") as caught:
        read_exam_only(table, SERIES)
    assert fault in str(caught.value)


def test_a_licence_without_series_or_level_is_named() -> None:
    table = Table("licences.csv", b"series,licences,from_level,note\nmagic,,wizard,\n")
    with pytest.raises(BadPack) as caught:
        read_licences(table, SERIES)
    assert len(caught.value.faults) == 3


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(BadPack, match=r"series\.csv: .*columns must be"):
        read_series(Table("series.csv", b"code,name\nx,y\n"))


def test_a_table_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadPack, match="utf-8"):
        read_series(Table("series.csv", b"\xff\xfe"))
