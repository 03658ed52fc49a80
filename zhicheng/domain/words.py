"""The Chinese words for states, days and clauses, one vocabulary for every page, paper and message."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day

SOON_DAYS = 3


@dataclass(frozen=True)
class StateWord:
    """How a state of a case is shown: word, tone (good, wait, stop, quiet) and who holds the ball ("": nobody)."""

    word: str
    tone: str
    holder: str


STATE_WORDS: dict[str, StateWord] = {
    "draft": StateWord("草稿（未提交）", "wait", "申报人"),
    "with_employer": StateWord("待单位核实", "quiet", "用人单位"),
    "employer_publicity": StateWord("单位公示中", "quiet", "用人单位"),
    "with_bureau": StateWord("待人社审核", "quiet", "人社部门"),
    "returned": StateWord("已退回待补正", "wait", "申报人"),
    "approved": StateWord("待公示", "good", "人社部门"),
    "public_notice": StateWord("公示中", "good", "人社部门"),
    "cleared": StateWord("待发文", "good", "人社部门"),
    "decided": StateWord("已发文", "good", "人社部门"),
    "certified": StateWord("已发证", "good", ""),
    "refused": StateWord("未通过", "stop", ""),
    "withdrawn": StateWord("已撤回", "quiet", ""),
    "lapsed": StateWord("已失效", "stop", ""),
    "revoked": StateWord("已撤销", "stop", ""),
}


@dataclass(frozen=True)
class DeadlineWords:
    """A deadline in words: when, what is left, tone (quiet, wait, stop) and legal days left (negative: past)."""

    when: str
    left: str
    tone: str
    days: int


def weekday(day: date) -> str:
    """Return 周一 to 周日."""
    return "周" + "一二三四五六日"[day.weekday()]


def cn_date(day: date | datetime) -> str:
    """Return 2024年12月20日（周五）; a moment is shown by its legal day."""
    legal = legal_day(day) if isinstance(day, datetime) else day
    return f"{cn_day(legal)}（{weekday(legal)}）"


def cn_day(day: date) -> str:
    """Return 2024年12月20日, as a sentence takes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def cn_datetime(moment: datetime) -> str:
    """Return 2024年12月20日（周五）14:03 by the bureau's clock."""
    return f"{cn_date(moment)}{moment.astimezone(BUREAU_ZONE):%H:%M}"


def cn_period(first: date | datetime, last: date | datetime) -> str:
    """Return a span of days, both included, with the year said once where it is the same."""
    start = legal_day(first) if isinstance(first, datetime) else first
    end = legal_day(last) if isinstance(last, datetime) else last
    if start == end:
        return cn_date(start)
    end_words = cn_date(end)
    return f"{cn_date(start)}至{end_words.split('年', 1)[1] if start.year == end.year else end_words}"


def deadline_words(deadline: datetime, now: datetime) -> DeadlineWords:
    """Say when an exclusive deadline is and what is left; midnight is called 24:00 of the day before it."""
    local = deadline.astimezone(BUREAU_ZONE)
    at_midnight = local.time().isoformat() == "00:00:00"
    last_day = local.date() - timedelta(days=1) if at_midnight else local.date()
    when = f"{cn_date(last_day)}{'24:00' if at_midnight else f'{local:%H:%M}'} 截止"
    days = (last_day - legal_day(now)).days
    if now >= deadline:
        return DeadlineWords(when, "已截止", "stop", min(days, -1))
    left = "就在今天" if days == 0 else f"还有 {days} 天"
    return DeadlineWords(when, left, "wait" if days <= SOON_DAYS else "quiet", days)


def batch_words(batch: str) -> str:
    """Turn a batch's id, "2024-3" or a county's "330502-2024-3", into 2024年第三批; another id passes through."""
    year, _, place = batch[-6:].partition("-")
    if not (year.isdigit() and len(year) == 4 and place in tuple("123456789")):
        return batch
    return f"{year}年第{'一二三四五六七八九'[int(place) - 1]}批"


def clause_words(clause: str | None) -> str:
    """Turn a clause of the notice, "2.3", into 第二条第3项; words pass through, None is the pack's own reading."""
    if not clause:
        return "本地口径"
    section, _, item = clause.partition(".")
    if not section.isdigit():
        return clause
    numerals = "零一二三四五六七八九十"
    name = numerals[int(section)] if int(section) < len(numerals) else section
    return f"第{name}条第{item}项" if item else f"第{name}条"
