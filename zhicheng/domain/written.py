"""Words that an office or a unit writes into a record: short enough to be read, and nothing that cannot be printed."""

from math import ceil
from unicodedata import category

from zhicheng.domain.faults import Refused

LONGEST = 2000
LAYOUT = "\n\r\t"
FORM_LINES, FORM_LINE = 7, 50  # what the cell of an opinion holds in the smallest letters, with a little to spare


def written(text: str, longest: int = LONGEST) -> str:
    """The words without blanks at their ends. Raises Refused when they are too long or carry control characters."""
    words = text.strip()
    if len(words) > longest:
        raise Refused(f"文字过长，最多 {longest} 个字，现在有 {len(words)} 个字。")
    if any(category(sign) == "Cc" and sign not in LAYOUT for sign in words):
        raise Refused("文字里有看不见的控制字符，请删去后再提交。")
    return words


def written_on_form(text: str) -> str:
    """The words of an opinion that is printed in a cell of the form. Raises Refused also when they do not fit there."""
    words = written(text)
    lines = sum(ceil((len(line) + 2) / FORM_LINE) for line in words.splitlines())
    if lines > FORM_LINES:
        raise Refused(
            f"意见要印在任职资格表的一格里，最多 {FORM_LINES} 行（每行约 {FORM_LINE} 字）。请写短一些或少分段。"
        )
    return words
