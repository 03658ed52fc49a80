"""Whatever the strict reader says against a pack, an officer reads it in Chinese."""

import copy
import re
from pathlib import Path

import pytest

import zhicheng.policy
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.packs import PackContent, read_content
from zhicheng.policy.words.faults import faults_in_words, in_words, read_content_in_words, split

HERE = Path(zhicheng.policy.__file__).parent
FILES = (
    "files/strict",
    "packs",
    "files/rules",
    "files/places",
    "files/procedure",
    "files/catalogue",
    "calendars",
    "worked/cases",
    "worked/values",
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def spoken(pattern: str) -> str:
    """A message of the source with something in each of its braces."""
    return re.sub(r"\{[^{}]*!r\}", "'x'", re.sub(r"\{[^{}!]*\}", "2024", pattern))


def messages() -> list[str]:
    """What the readers of packs say, as it stands in their sources: the last text of each `fault(…)`."""
    found = []
    for name in FILES:
        source = (HERE / f"{name}.py").read_text()
        calls = re.findall(r"\.fault\((?:[^()]|\([^()]*\))*\)", source)
        for call in calls:
            texts = re.findall(r"f?\"((?:[^\"\\]|\\.)*)\"|f?'((?:[^'\\]|\\.)*)'", call)
            last = [one or other for one, other in texts if " " in (one or other)]
            found += [spoken(last[-1])] if last else []
    return sorted(set(found))


def test_the_sources_are_read() -> None:
    assert len(messages()) > 25
    assert "is missing" in messages()


@pytest.mark.parametrize("said", messages())
def test_every_message_of_the_readers_has_its_words(said: str) -> None:
    assert not in_words(said).startswith("有误"), said
    assert CHINESE.search(in_words(said))


def test_what_nobody_foresaw_is_shown_as_it_is() -> None:
    assert in_words("something quite new") == "有误（something quite new）"


def broken(**changes: object) -> list[tuple[str, str]]:
    read = read_content("huzhou-2024")
    return read_content_in_words(PackContent(copy.deepcopy(read.content) | changes, read.tables, read.examples))[1]


def test_a_long_value_is_cut_and_quoted_in_our_marks() -> None:
    ((path, what),) = broken(city="'长\"" * 100)
    assert path == "city"
    assert what.startswith("不能是 “'长\"'长")
    assert "…”" in what
    assert len(what) < 100
    assert "\\" not in what


def test_a_fault_of_a_table_stands_at_its_row() -> None:
    bad = BadPack("licences.csv", ["row 2: names no licence", "$: columns must be a, b"])
    told = faults_in_words(bad, read_content("huzhou-2024"))
    assert told == [("licences[1]", "至少选一种职业资格"), ("licences", "各列应为：a, b")]


def test_a_line_is_split_at_its_path() -> None:
    assert split("rules[3].years: must be a whole number; got 'x'") == (
        "rules[3].years",
        "must be a whole number; got 'x'",
    )
    assert split("a line without a path") == ("$", "a line without a path")
