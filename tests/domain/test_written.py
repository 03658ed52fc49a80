"""Words for the record are kept short and printable."""

import re
from pathlib import Path

import pytest

from zhicheng.domain.faults import Refused
from zhicheng.domain.written import LONGEST, ON_FORM, ON_POST_TABLE, written, written_in_cell


def test_blanks_at_the_ends_go_and_lines_stay() -> None:
    assert written("  同意。\n理由如下。 ") == "同意。\n理由如下。"


def test_too_many_words_are_refused_with_both_figures() -> None:
    assert written("长" * LONGEST) == "长" * LONGEST
    with pytest.raises(Refused, match=f"最多 {LONGEST} 个字，现在有 {LONGEST + 1} 个字"):
        written("长" * (LONGEST + 1))


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85"])
def test_a_sign_that_no_paper_prints_is_refused(sign: str) -> None:
    with pytest.raises(Refused, match="控制字符"):
        written(f"同意{sign}。")


@pytest.mark.parametrize("text", ["同" * 348, "\r\n".join(["同意"] * 7), f"{'同' * 200}\n{'意' * 98}"])
def test_an_opinion_that_fills_its_cell_is_taken(text: str) -> None:
    assert written_in_cell(text, ON_FORM) == text


@pytest.mark.parametrize("text", ["同" * 349, "\r\n".join(["同意"] * 8), f"{'同' * 200}\n{'意' * 99}"])
def test_an_opinion_that_would_run_over_the_signing_line_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="最多 7 行"):
        written_in_cell(text, ON_FORM)


@pytest.mark.parametrize("page", ["recommend", "publicity"])
def test_a_browser_lets_an_opinion_be_as_long_as_its_cell_takes(page: str, repository: Path) -> None:
    template = (repository / f"zhicheng/web/employer/templates/employer/{page}.html").read_text("utf-8")
    (longest,) = (int(one) for one in re.findall(r'name="opinion" maxlength="(\d+)"', template))
    written_in_cell("同" * longest, ON_FORM)
    with pytest.raises(Refused):
        written_in_cell("同" * (longest + 1), ON_FORM)


def test_a_post_table_has_half_the_room_of_a_form() -> None:
    assert written_in_cell("同" * 173, ON_POST_TABLE) == "同" * 173
    with pytest.raises(Refused, match="每行约 25 字"):
        written_in_cell("同" * 174, ON_POST_TABLE)
