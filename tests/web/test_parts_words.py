"""Dates, deadlines, states and clauses in the words that people read."""

from datetime import date, datetime, timedelta

import pytest

from zhicheng.domain import words
from zhicheng.domain.legal_time import BUREAU_ZONE, closes_at
from zhicheng.domain.states import State

NOON = datetime(2024, 12, 2, 12, tzinfo=BUREAU_ZONE)


def test_every_state_has_a_word_and_a_tone():
    assert set(words.STATE_WORDS) == {state.value for state in State}
    assert {one.tone for one in words.STATE_WORDS.values()} == {"good", "wait", "stop", "quiet"}


def test_no_two_states_share_a_word():
    said = [one.word for one in words.STATE_WORDS.values()]
    assert len(said) == len(set(said))


def test_a_draft_says_unsubmitted_in_the_tone_of_waiting():
    assert "未提交" in words.STATE_WORDS["draft"].word
    assert words.STATE_WORDS["draft"].tone == "wait"


def test_a_date_carries_its_weekday():
    assert words.cn_date(date(2024, 12, 20)) == "2024年12月20日（周五）"


def test_a_moment_is_shown_by_the_bureaus_clock():
    assert words.cn_datetime(datetime.fromisoformat("2024-12-19T16:30:00+00:00")) == "2024年12月20日（周五）00:30"


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        words.cn_date(datetime(2024, 12, 20, 8))  # noqa: DTZ001


def test_a_period_within_one_year_says_the_year_once():
    assert words.cn_period(date(2024, 12, 3), date(2024, 12, 9)) == "2024年12月3日（周二）至12月9日（周一）"


def test_a_period_over_new_year_says_both_years():
    assert words.cn_period(date(2024, 12, 30), date(2025, 1, 6)).count("年") == 2


def test_a_deadline_at_midnight_is_24_00_of_the_day_before():
    said = words.deadline_words(closes_at(date(2024, 12, 20)), NOON)
    assert (said.when, said.left, said.tone) == ("2024年12月20日（周五）24:00 截止", "还有 18 天", "quiet")


def test_three_days_left_are_shown_in_the_tone_of_waiting():
    assert words.deadline_words(closes_at(date(2024, 12, 5)), NOON).tone == "wait"
    assert words.deadline_words(closes_at(date(2024, 12, 6)), NOON).tone == "quiet"


def test_the_last_day_is_today_until_its_last_instant():
    deadline = closes_at(date(2024, 12, 2))
    assert words.deadline_words(deadline, deadline - timedelta(microseconds=1)).left == "就在今天"
    assert words.deadline_words(deadline, deadline).left == "已截止"


def test_a_deadline_within_a_day_says_its_hour_and_passes_on_that_day():
    deadline = NOON.replace(hour=10)
    said = words.deadline_words(deadline, NOON)
    assert (said.when, said.left, said.tone) == ("2024年12月2日（周一）10:00 截止", "已截止", "stop")
    assert said.days < 0


@pytest.mark.parametrize(
    ("clause", "said"), [("2.3", "第二条第3项"), ("3", "第三条"), (None, "本地口径"), ("办法第八条", "办法第八条")]
)
def test_a_clause_is_named_as_the_notice_numbers_it(clause, said):
    assert words.clause_words(clause) == said


@pytest.mark.parametrize(
    ("batch", "said"),
    [("2024-3", "2024年第三批"), ("330502-2024-1", "2024年第一批"), ("", ""), ("2024", "2024"), ("补报", "补报")],
)
def test_a_batch_is_said_by_its_year_and_place(batch, said):
    assert words.batch_words(batch) == said
