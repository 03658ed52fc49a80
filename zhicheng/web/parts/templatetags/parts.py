"""The components: `{% load parts %}` and each pattern of docs/design-language.md is one tag."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField

from zhicheng.domain import words
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day
from zhicheng.domain.workdays import WorkCalendar
from zhicheng.web.parts.fields import FieldView, error_items, field_view
from zhicheng.web.parts.periods import period_context
from zhicheng.web.parts.verdicts import verdict_context

register = template.Library()

STATE_ICONS = {"draft": "pencil", "returned": "arrow-back-up", "withdrawn": "ban", "certified": "certificate"}
TONE_ICONS = {"good": "circle-check", "wait": "alert-circle", "stop": "circle-x", "quiet": "clock"}
STEP_ICONS = {"done": "check", "current": "circle-dot", "todo": "circle", "stopped": "x"}
STEP_WORDS = {"done": "已完成", "current": "进行中", "todo": "未开始", "stopped": "已停止"}
SOURCES = {
    "typed": ("本人填写", "quiet", "user"),
    "education_register": ("省库核验", "good", "shield-check"),
    "insurance_register": ("社保核验", "good", "shield-check"),
    "employer": ("单位确认", "good", "building"),
    "scan": ("扫描件识别", "quiet", "photo"),
}
FILE_STATES = {
    "checking": ("正在检查", "quiet", "hourglass"),
    "ok": ("已收到", "good", "circle-check"),
    "refused": ("不能使用", "stop", "circle-x"),
    "pulled": ("已自动提取，无需上传", "good", "database"),
}


@register.filter
def cn_date(day: date | datetime | None) -> str:
    """2024年12月20日（周五）; nothing for nothing."""
    return words.cn_date(day) if day else ""


@register.filter
def cn_datetime(moment: datetime | None) -> str:
    """2024年12月20日（周五）14:03 by the bureau's clock; nothing for nothing."""
    return words.cn_datetime(moment) if moment else ""


@register.filter
def cn_period(first: str | date | datetime | None, last: str | date | datetime | None) -> str:
    """`{{ first|cn_period:last }}`: both days included."""
    start, end = iso_date(first), iso_date(last)
    return words.cn_period(start, end) if start and end else ""


@register.filter
def iso_date(text: str | date | None) -> date | None:
    """The day that an ISO string names, for answers that came as JSON."""
    return date.fromisoformat(text) if isinstance(text, str) else text


@register.filter
def cn_clause(clause: str | None) -> str:
    """`"2.3"` becomes 第二条第3项."""
    return words.clause_words(clause)


@register.filter
def cn_batch(batch: str | None) -> str:
    """`"2024-3"` becomes 2024年第三批."""
    return words.batch_words(batch or "")


@register.filter
def step_icon(state: str) -> str:
    return STEP_ICONS[state]


@register.filter
def step_word(state: str) -> str:
    return STEP_WORDS[state]


@register.filter
def tone_icon(tone: str) -> str:
    return TONE_ICONS.get(tone, "circle")


@register.inclusion_tag("parts/icon.html")
def icon(name: str, label: str = "") -> dict[str, Any]:
    """An icon of the sprite; without a label it is decoration and hidden from screen readers."""
    return {"name": name, "label": label}


@register.inclusion_tag("parts/steps.html")
def steps(steps: Iterable[Any]) -> dict[str, Any]:
    """A task's steps: each {title, state: done|current|todo|stopped, date?, holder?, note?, url?}."""
    return {"steps": steps}


@register.inclusion_tag("parts/timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first: each {title, at, who?, text?, tone?, changes?: [{label, before, after}]}."""
    return {"events": events}


@register.inclusion_tag("parts/status.html")
def status(state: Any) -> dict[str, Any]:
    """The chip of a case's state: word, icon and colour; an unknown code shows as it is."""
    code = str(getattr(state, "value", state))
    known = words.STATE_WORDS.get(code, words.StateWord(code, "quiet", ""))
    return {"word": known.word, "tone": known.tone, "icon": STATE_ICONS.get(code, TONE_ICONS[known.tone])}


@register.simple_tag
def holder(state: Any) -> str:
    """Who holds the ball in a state, empty when nobody does."""
    known = words.STATE_WORDS.get(str(getattr(state, "value", state)))
    return known.holder if known else ""


@register.inclusion_tag("parts/chip.html")
def chip(word: str, tone: str = "quiet", icon: str = "") -> dict[str, Any]:
    """A word with its icon and tone (good, wait, stop, quiet), for what is not a state of a case."""
    return {"word": word, "tone": tone, "icon": icon or TONE_ICONS[tone]}


@register.inclusion_tag("parts/days_left.html")
def days_left(deadline: datetime | None, now: datetime) -> dict[str, Any]:
    """When an exclusive deadline is and how many legal days are left."""
    return {"deadline": deadline, "left": words.deadline_words(deadline, now) if deadline else None}


@register.inclusion_tag("parts/file_card.html")
def file_card(file: Any) -> dict[str, Any]:
    """A file: {name, state: checking|ok|refused|pulled, size?, pages?, note?, url?, delete_url?, uploaded_at?}."""
    state = file.get("state", "ok") if isinstance(file, dict) else getattr(file, "state", "ok")
    word, tone, icon_name = FILE_STATES[str(state)]
    return {"file": file, "word": word, "tone": tone, "icon": icon_name}


@register.inclusion_tag("parts/defects.html")
def defects(defects: Iterable[Any], now: datetime | None = None) -> dict[str, Any]:
    """What stands against a file: each {what, where?, url?, clause?, cure?, due?, ask?, done?}."""
    return {"defects": defects, "now": now}


@register.inclusion_tag("parts/empty.html")
def empty(title: str, text: str = "", action_url: str = "", action_label: str = "") -> dict[str, Any]:
    """An empty list: what will appear here and how it gets here."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag("parts/error_summary.html")
def error_summary(source: Any) -> dict[str, Any]:
    """The errors of a form or of a list of {text, url}; takes the focus when the page opens."""
    return {"errors": error_items(source)}


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, **attrs: Any) -> dict[str, FieldView]:
    """A labelled field; keyword arguments become attributes of the control, `max_bytes=…` as `max-bytes`."""
    return {"field": field_view(bound, {name.replace("_", "-"): value for name, value in attrs.items()})}


@register.inclusion_tag("parts/next_step.html")
def next_step(
    title: str,
    text: str = "",
    deadline: datetime | None = None,
    url: str = "",
    label: str = "",
    now: datetime | None = None,
) -> dict[str, Any]:
    """The one 现在请您 card of a page; with `now` the deadline says what is left."""
    left = words.deadline_words(deadline, now) if deadline and now else None
    return {"title": title, "text": text, "deadline": deadline, "left": left, "url": url, "label": label}


@register.inclusion_tag("parts/counted_days.html")
def counted_days(period: Any, calendar: WorkCalendar | None = None) -> dict[str, Any]:
    """The very days of a domain Period (or a dict in period_context's form); the calendar names the days off."""
    return {"period": period_context(period, calendar)}


@register.inclusion_tag("parts/verdict.html")
def verdict(answer: dict[str, Any], places: dict[str, str] | None = None) -> dict[str, Any]:
    """The eligibility check's JSON answer, for a person; places names the bureaus by region code."""
    return verdict_context(answer, places or {})


@register.inclusion_tag("parts/still_wanting.html")
def still_wanting(change: Change, now: datetime) -> dict[str, Any]:
    """The smallest change that would do, for the person: each thing with its clause, and the wait in days."""
    wait = change.wait_until
    return {"change": change, "days": (wait - legal_day(now)).days if wait else 0}


@register.inclusion_tag("parts/saved_state.html")
def saved_state(saved_at: datetime | None = None) -> dict[str, Any]:
    """The autosave line; autosave.js keeps it true."""
    return {"saved_at": saved_at.astimezone(BUREAU_ZONE).strftime("%H:%M") if saved_at else ""}


@register.inclusion_tag("parts/pager.html")
def pager(page: Any) -> dict[str, Any]:
    """A keyset pager: {previous_url?, next_url?, first_url?, note?}."""
    return {"page": page}


@register.inclusion_tag("parts/progress_count.html")
def progress_count(done: int, total: int, label: str = "") -> dict[str, Any]:
    """Real progress with counts."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("parts/facts.html")
def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Label and value pairs: each {label, value, source?, at?, note?, url?}; source is a code of SOURCES."""
    return {"rows": rows}


@register.inclusion_tag("parts/source.html")
def source(code: str, at: datetime | None = None) -> dict[str, Any]:
    """Where a fact comes from: 本人填写, 省库核验, 社保核验, 单位确认; an unknown code shows as it is."""
    word, tone, icon_name = SOURCES.get(str(code), (str(code), "quiet", "point"))
    return {"word": word, "tone": tone, "icon": icon_name, "at": at}


@register.inclusion_tag("parts/shortcuts.html")
def shortcuts(keys: Iterable[Any]) -> dict[str, Any]:
    """The keys of an officers' page, {key, label}, with a switch to turn them off."""
    return {"keys": keys}


@register.inclusion_tag("parts/confirm_box.html")
def confirm_box(
    title: str,
    consequences: Iterable[str],
    label: str,
    cancel_url: str,
    official: bool = False,
) -> dict[str, Any]:
    """The page of an act that cannot be undone: what will happen, to whom; put it inside the page's own <form>."""
    return {
        "title": title,
        "consequences": consequences,
        "label": label,
        "cancel_url": cancel_url,
        "official": official,
    }
