"""Further schooling, jobs and titles, a row each; a row left empty does not count."""

from datetime import date
from typing import Any

from django import forms

from zhicheng.domain.archive.codes import (
    CONCLUSIONS,
    DEGREE_LEVELS,
    DIPLOMA_LEVELS,
    STUDY_MODES,
    TITLE_LEVELS,
    TITLE_ROUTES,
    WORK_KINDS,
)
from zhicheng.domain.eligibility import Pack
from zhicheng.web.public.forms.self_check.choices import FIELDS, PROOFS, UNKNOWN, UNSURE, USUAL, countries, labelled
from zhicheng.web.public.forms.self_check.days import SaidDayField
from zhicheng.web.public.forms.self_check.selects import PlainSelect

MOST_ROWS = 5
BACKWARDS = "结束早于开始，请改选"


def picked(label: str, choices: list[tuple[str, str]], initial: str = "", empty: str = "") -> forms.ChoiceField:
    """A native select, never required; what is not among its choices is told so."""
    offered = [("", empty), *choices] if empty else choices
    return forms.ChoiceField(
        label=label,
        choices=offered,
        initial=initial,
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": f"请从列出的选项中选择{label}"},
    )


class Row(forms.Form):
    """A row of one kind; `said` tells whether anything was chosen in it."""

    use_required_attribute = False
    key = "level"  # without this a row says nothing

    def __init__(self, *args: Any, pack: Pack, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.build(pack, today)

    def build(self, pack: Pack, today: date) -> None:
        """Add the fields."""
        raise NotImplementedError

    @property
    def said(self) -> bool:
        """Whether the row counts."""
        return bool(self.cleaned_data.get(self.key))

    @property
    def began(self) -> bool:
        """Whether the field that makes it count was touched."""
        return any(value for name, value in self.data.items() if name.startswith(self.add_prefix(self.key)))


class DiplomaRow(Row):
    """Another diploma."""

    def build(self, pack: Pack, today: date) -> None:
        self.fields |= {
            "level": picked("学历", labelled(DIPLOMA_LEVELS), empty="请选择学历"),
            "date": SaidDayField("毕业时间", today=today),
            "field": picked("所学专业与申报专业", FIELDS, UNKNOWN),
            "conclusion": picked("毕业还是结业", [*labelled(CONCLUSIONS), UNSURE], "graduated"),
            "mode": picked("学习形式", [*labelled(STUDY_MODES), UNSURE], UNKNOWN),
            "country": picked("在哪里取得", [*countries(), UNSURE], pack.reading.home_country),
            "proof": picked("证明材料", list(PROOFS.items()), USUAL),
        }


class DegreeRow(Row):
    """Another degree."""

    def build(self, pack: Pack, today: date) -> None:
        self.fields |= {
            "level": picked("学位", labelled(DEGREE_LEVELS), empty="请选择学位"),
            "date": SaidDayField("取得时间", today=today),
            "field": picked("所学专业与申报专业", FIELDS, UNKNOWN),
            "country": picked("在哪里取得", [*countries(), UNSURE], pack.reading.home_country),
            "proof": picked("证明材料", list(PROOFS.items()), USUAL),
        }


class WorkRow(Row):
    """An earlier job."""

    key = "from"

    def build(self, pack: Pack, today: date) -> None:
        self.fields |= {
            "from": SaidDayField("从什么时候", today=today),
            "to": SaidDayField("到什么时候", today=today),
            "field": picked("工作内容与申报专业", FIELDS, "related"),
            "kind": picked("是什么工作", [*labelled(WORK_KINDS), UNSURE], "technical"),
        }

    def clean(self) -> dict[str, Any]:
        """A job does not end before it begins."""
        said: dict[str, Any] = super().clean() or {}
        begun, ended = said.get("from"), said.get("to")
        if begun and ended and ended.last < begun.first:
            self.add_error("to", BACKWARDS)
        if ended and not begun and "from" not in self.errors:
            self.add_error("from", "请选择从什么时候开始")
        return said


class TitleRow(Row):
    """A title already held."""

    def build(self, pack: Pack, today: date) -> None:
        series = [(one.code, one.name) for one in pack.series.values()]
        self.fields |= {
            "level": picked("已有职称的级别", labelled(TITLE_LEVELS), empty="请选择级别"),
            "series": picked("已有职称的系列", [*series, UNSURE], UNKNOWN),
            "via": picked("怎样取得", [*labelled(TITLE_ROUTES), UNSURE], UNKNOWN),
            "basis": picked("凭什么学历取得", [*labelled(DIPLOMA_LEVELS), UNSURE], UNKNOWN),
        }
