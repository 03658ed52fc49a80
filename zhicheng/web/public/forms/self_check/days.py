"""A day as people remember it: the year, perhaps the month, perhaps the day."""

from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhicheng.web.public.forms.self_check.selects import PlainSelect

PARTS = ("year", "month", "day")
OLDEST = 60
NO_SUCH_DAY = "{year}年{month}月没有{day}日，请改选"
NOT_YET = "{said}还没有到，请改选"
DAY_ALONE = "只选了{part}，请把{wanted}也选上"


class SaidDay(NamedTuple):
    """Every day that what was said may mean, from the first to the last."""

    first: date
    last: date

    @property
    def vague(self) -> bool:
        """Whether the very day was not said."""
        return self.first != self.last


def years(today: date) -> list[tuple[str, str]]:
    """The years that a person may choose, the newest first."""
    return [(str(year), f"{year}年") for year in range(today.year, today.year - OLDEST, -1)]


def months() -> list[tuple[str, str]]:
    """The months."""
    return [(str(month), f"{month}月") for month in range(1, 13)]


def days() -> list[tuple[str, str]]:
    """The days, whatever the month."""
    return [(str(day), f"{day}日") for day in range(1, 32)]


def said_day(year: str, month: str, day: str, today: date) -> SaidDay | None:
    """What was chosen, cut off at `today`; None for nothing. Raises ValidationError in words for the field."""
    if not year:
        if month or day:
            raise forms.ValidationError(DAY_ALONE.format(part="月" if month else "日", wanted="年"))
        return None
    if day and not month:
        raise forms.ValidationError(DAY_ALONE.format(part="日", wanted="月"))
    said = _span(int(year), int(month or 0), int(day or 0))
    if said.first > today:
        told = f"{year}年{f'{month}月' if month else ''}{f'{day}日' if day else ''}"
        raise forms.ValidationError(NOT_YET.format(said=told))
    return said._replace(last=min(said.last, today))


def _span(year: int, month: int, day: int) -> SaidDay:
    if not month:
        return SaidDay(date(year, 1, 1), date(year, 12, 31))
    longest = monthrange(year, month)[1]
    if not day:
        return SaidDay(date(year, month, 1), date(year, month, longest))
    if day > longest:
        raise forms.ValidationError(NO_SUCH_DAY.format(year=year, month=month, day=day))
    return SaidDay(date(year, month, day), date(year, month, day))


def month_after(said: SaidDay, months_on: int, today: date) -> SaidDay | None:
    """The month so many months after the one that was said, cut off at `today`; None when it is still to come."""
    first, last = _month(said.first, months_on), _month(said.last, months_on)
    if first.first > today:
        return None
    return SaidDay(first.first, min(last.last, today))


def _month(day: date, months_on: int) -> SaidDay:
    index = day.year * 12 + day.month - 1 + months_on
    return _span(index // 12, index % 12 + 1, 0)


class SaidDayWidget(forms.MultiWidget):
    """Three native selects, each named for who does not see them."""

    def __init__(self, label: str, today: date) -> None:
        super().__init__(
            {
                "year": _select(label, "年", years(today)),
                "month": _select(label, "月", months()),
                "day": _select(label, "日", days()),
            }
        )

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The three in a row."""
        parts = value if isinstance(value, list) else self.decompress(value)
        written = (
            (widget.render(f"{name}_{part}", chosen, {"id": f"{(attrs or {}).get('id', name)}_{part}"}),)
            for widget, part, chosen in zip(self.widgets, PARTS, parts, strict=True)
        )
        return format_html('<div class="day-parts">{}</div>', format_html_join("", "{}", written))

    def decompress(self, value: Any) -> list[str]:
        return list(value or ["", "", ""])


class SaidDayField(forms.Field):
    """Gives a SaidDay or None."""

    def __init__(self, label: str, help_text: str = "", *, today: date) -> None:
        super().__init__(required=False, label=label, help_text=help_text, widget=SaidDayWidget(label, today))
        self.today = today

    def clean(self, value: Any) -> SaidDay | None:
        """What the three selects say together."""
        year, month, day = [_among(part, top) for part, top in zip(value or ["", "", ""], (9999, 12, 31), strict=True)]
        return said_day(year, month, day, self.today)


def _select(label: str, part: str, offered: list[tuple[str, str]]) -> PlainSelect:
    attrs = {"class": "form-select", "aria-label": f"{label}：{part}"}
    return PlainSelect(attrs=attrs, choices=[("", part), *offered])


def _among(text: Any, top: int) -> str:
    """The number as one of the choices, else an error: the selects offer no other."""
    if not text:
        return ""
    known = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= len(str(top))
    if not known or not 1 <= int(text) <= top or (top == 9999 and int(text) < 1900):
        raise forms.ValidationError("请从列出的年、月、日中选择")
    return str(int(text))
