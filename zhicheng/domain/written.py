"""Words that an office or a unit writes into a record: short enough to be read, and nothing that cannot be printed."""

from math import ceil
from unicodedata import category

from zhicheng.domain.faults import Refused

LONGEST = 2000
LAYOUT = "\n\r\t"
CELL_LINES = 7  # what the cell of an opinion holds in the smallest letters, with a little to spare in each line
ON_FORM, ON_POST_TABLE = 50, 25  # characters a line


def written(text: str, longest: int = LONGEST) -> str:
    """The words without blanks at their ends. Raises Refused when they are too long or carry control characters."""
    words = text.strip()
    if len(words) > longest:
        raise Refused(f"文字过长，最多 {longest} 个字，现在有 {len(words)} 个字。")
    if any(category(sign) == "Cc" and sign not in LAYOUT for sign in words):
        raise Refused("文字里有看不见的控制字符，请删去后再提交。")
    return words


def written_in_cell(text: str, line: int) -> str:
    """The words of an opinion for a cell with `line` characters a line. Raises Refused also when they do not fit."""
    words = written(text)
    lines = sum(ceil((len(paragraph) + 2) / line) for paragraph in words.splitlines())
    if lines > CELL_LINES:
        raise Refused(f"意见要印在表格的一格里，最多 {CELL_LINES} 行（每行约 {line} 字）。请写短一些或少分段。")
    return words
