"""A command's arguments, whose help and faults are in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

WRONG = 2
_HEADINGS = {"positional arguments": "参数", "options": "选项", "optional arguments": "选项"}
_FAULTS = tuple(
    (re.compile(english, re.DOTALL), chinese)
    for english, chinese in (
        (r"the following arguments are required: (.+)", "缺少 {0}"),
        (r"one of the arguments (.+) is required", "{0} 中要写一个"),
        (r"unrecognized arguments: (.+)", "不认识 {0}"),
        (r"ambiguous option: (.+?) could match (.+)", "{0} 写得不全，可能是 {1}"),
        (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0}：没有 {1}，可以写 {2}"),
        (r"argument (.+?): expected (?:one argument|1 argument)", "{0} 后面缺少内容"),
        (r"argument (.+?): expected at (?:least|most) one argument", "{0} 后面的内容多了或者少了"),
        (r"argument (.+?): expected (\d+) arguments", "{0} 后面要写 {1} 项"),
        (r"argument (.+?): ignored explicit argument (.+)", "{0} 后面不带内容，去掉 {1}"),
        (r"argument (.+?): not allowed with argument (.+)", "{0} 和 {1} 不能同时写"),
        (r"argument (.+?): invalid \S+ value: (.+)", "{0}：{1} 写法不对"),
        (r"argument (.+?): (.+)", "{0}：{1}"),
    )
)


class ChineseHelp(argparse.HelpFormatter):
    """Help under Chinese headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The line that shows how the command is written."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """A part of the help."""
        super().start_section(_HEADINGS.get(heading or "", heading))


class ChineseArguments(argparse.ArgumentParser):
    """Says in Chinese what is wrong with the arguments and where to read how they are written; exits with 2."""

    def __init__(self, *words: Any, add_help: bool = True, **options: Any) -> None:
        super().__init__(*words, **{"formatter_class": ChineseHelp, **options, "add_help": False})
        if add_help:
            self.add_argument("-h", "--help", action="help", help="看写法")

    def error(self, message: str) -> NoReturn:
        """Prints the fault after the usage."""
        self.print_usage(sys.stderr)
        self.exit(WRONG, f"{self.prog}：{in_chinese(message)}。写法见 {self.prog} --help\n")


def in_chinese(message: str) -> str:
    """What argparse says of a fault, in Chinese; of a fault that it did not know before, that the writing is wrong."""
    for english, chinese in _FAULTS:
        if found := english.fullmatch(message):
            return chinese.format(*found.groups())
    return f"参数写法不对（{message}）"
