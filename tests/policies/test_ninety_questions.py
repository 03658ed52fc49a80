"""The ninety questions that come up: each a worked case of the pack, or named as outside with its place."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import zhicheng
from zhicheng.policy.packs import read_content

PACK = "huzhou-2024"
NINETY = set(range(1, 91))
PACKAGE = Path(zhicheng.__file__).parent
FILE = re.compile(r"[a-z_/]+\.py")


def examples() -> dict[str, Any]:
    return read_content(PACK).examples


def numbers(rows: list[dict[str, Any]]) -> Counter[int]:
    return Counter(number for row in rows for number in row.get("number", []))


def test_every_question_is_answered_once_or_more_and_none_beyond() -> None:
    cases, outside = numbers(examples()["cases"]), numbers(examples()["outside"])
    assert set(cases) | set(outside) == NINETY
    assert not set(cases) & set(outside)
    assert max(outside.values()) == 1


def test_what_is_outside_says_why_and_where_or_that_nothing_handles_it() -> None:
    for row in examples()["outside"]:
        assert row["why"]
        assert FILE.search(row["where"]) or re.search(r"没有|one_live_case|paper\.gate|publicity\.", row["where"]), row


def test_the_places_that_are_named_are_there() -> None:
    for row in examples()["outside"]:
        for name in FILE.findall(row["where"]):
            assert (PACKAGE / name).is_file() if "/" in name else list(PACKAGE.rglob(name)), name


def test_a_reading_is_a_sentence_in_chinese() -> None:
    readings = [row["reading"] for row in examples()["cases"] if "reading" in row]
    assert len(readings) > 50
    assert all(re.search(r"[一-鿿]{2}", one) for one in readings)
