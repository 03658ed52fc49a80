"""Words for the record are kept short and printable."""

import pytest

from zhicheng.domain.faults import Refused
from zhicheng.domain.written import LONGEST, written


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
