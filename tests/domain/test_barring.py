"""Who got a title by false material does not apply for three years; nobody else is barred."""

from datetime import date, timedelta

import pytest

from zhicheng.domain.barring import Revoked, bar_on
from zhicheng.domain.certificate_changes import ChangeKind, reasons_for

NUMBER = "苕人社职撤〔2024〕1号"
ON = date(2024, 12, 2)


def fraud(on: date = ON, number: str = NUMBER) -> Revoked:
    return Revoked("false_material", on, number)


@pytest.mark.parametrize(
    ("day", "barred"),
    [
        (ON - timedelta(days=1), False),
        (ON, True),
        (date(2026, 1, 1), True),
        (date(2027, 12, 2), True),
        (date(2027, 12, 3), False),
    ],
)
def test_the_bar_runs_from_the_day_of_revocation_for_three_years_both_ends_included(day: date, barred: bool) -> None:
    assert (bar_on(day, [fraud()]) is not None) == barred


def test_from_a_leap_day_it_runs_to_the_end_of_february() -> None:
    bar = bar_on(date(2024, 3, 1), [fraud(date(2024, 2, 29))])
    assert bar
    assert (bar.until, bar.again_on) == (date(2027, 2, 28), date(2027, 3, 1))


@pytest.mark.parametrize("code", [one.code for one in reasons_for(ChangeKind.REVOCATION) if not one.years_barred])
def test_other_reasons_bar_nobody(code: str) -> None:
    assert code != "false_material"
    assert bar_on(ON, [Revoked(code, ON, NUMBER)]) is None


def test_of_two_bars_the_later_one_is_told() -> None:
    later = fraud(date(2025, 6, 1), "苕人社职撤〔2025〕3号")
    bar = bar_on(date(2025, 7, 1), [fraud(), later])
    assert bar
    assert (bar.number, bar.until) == (later.number, date(2028, 6, 1))


def test_it_says_what_by_which_decision_until_when_by_which_rule_and_what_can_be_done() -> None:
    bar = bar_on(ON, [fraud()])
    assert bar
    for words in (NUMBER, "2024年12月2日（周一）", "2027年12月2日（周四）", "人社部令第40号", "不得申报"):
        assert words in bar.what
    for words in ("行政复议", "行政诉讼", "2027年12月3日（周五）"):
        assert words in bar.cure
    assert bar.defect().what == bar.what
