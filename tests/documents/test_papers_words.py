"""What papers say alike is said as official papers say it."""

import pytest

from zhicheng.documents.words.shared import cited


@pytest.mark.parametrize(
    ("name", "as_cited"),
    [
        (
            "浙江省职称评审管理实施办法（试行）（浙人社发〔2020〕47号）",
            "《浙江省职称评审管理实施办法（试行）》（浙人社发〔2020〕47号）",
        ),
        ("关于做好我市2024年度职称初定工作的通知", "《关于做好我市2024年度职称初定工作的通知》"),
        ("《职称评审管理暂行规定》（人社部令第40号）", "《职称评审管理暂行规定》（人社部令第40号）"),
        ("闽人社发〔2021〕1号（全称待核实）", "闽人社发〔2021〕1号（全称待核实）"),
    ],
)
def test_a_rule_is_cited_in_book_title_marks_with_its_number_behind(name: str, as_cited: str) -> None:
    assert cited(name) == as_cited
