"""Words that an office or a unit writes into a record: short enough to be read, and nothing that cannot be printed."""

from unicodedata import category

from zhicheng.domain.faults import Refused

LONGEST = 2000
LAYOUT = "\n\r\t"


def written(text: str, longest: int = LONGEST) -> str:
    """The words without blanks at their ends. Raises Refused when they are too long or carry control characters."""
    words = text.strip()
    if len(words) > longest:
        raise Refused(f"文字过长，最多 {longest} 个字，现在有 {len(words)} 个字。")
    if any(category(sign) == "Cc" and sign not in LAYOUT for sign in words):
        raise Refused("文字里有看不见的控制字符，请删去后再提交。")
    return words
