"""Which files a page reads: only those of its own folder and the shared parts may it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhicheng.documents.papers.lint.names import ELSEWHERE
from zhicheng.documents.papers.lint.source import Group, Item, Token

HANDED_IN = ("/data.json", "/letters.json")


@dataclass(frozen=True)
class Read:
    """A place where a page reads a file; `path` is None where it is not written out."""

    how: str
    path: str | None
    line: int

    def wrong(self, folder: Path) -> str:
        """What is wrong with it for a page in `folder`; empty if nothing is."""
        if self.how == "eval":
            return "不得使用 eval：写在数据里的文字不能当作程序。"
        if self.path is None:
            return f"{self.how} 的文件名要写明，不能由变量拼成。"
        if self.path.startswith("@"):
            return f"不得引用外部程序包“{self.path}”。"
        if self.how == "json" and self.path in HANDED_IN:
            return ""
        inside = (folder / self.path).resolve()
        if self.path.startswith("/") or not inside.is_relative_to(folder.resolve()):
            return f"不得引用文件夹以外的文件“{self.path}”。"
        return "" if inside.is_file() else f"文件夹里没有文件“{self.path}”。"


def files_read(items: list[Item]) -> Iterator[Read]:
    """Every file read anywhere in the tree, in the order of the lines; pictures made from the data are none."""
    for at, item in enumerate(items):
        if isinstance(item, Group):
            yield from files_read(item.items)
            continue
        following = items[at + 1] if at + 1 < len(items) else None
        before = items[at - 1] if at else None
        if item.text in ("import", "include"):
            yield Read(item.text, _written(following), item.line)
        elif isinstance(before, Token) and before.text == ".":
            continue
        elif item.text == "eval" and isinstance(following, Group):
            yield Read("eval", None, item.line)
        elif item.text in ELSEWHERE and isinstance(following, Group) and following.glued and not _from_data(following):
            yield Read(item.text, _written(following.items[0] if following.items else None), item.line)


def _written(item: Item | None) -> str | None:
    return item.text[1:-1] if isinstance(item, Token) and item.is_text else None


def _from_data(arguments: Group) -> bool:
    first = arguments.items[0] if arguments.items else None
    return isinstance(first, Token) and first.text == "bytes"
