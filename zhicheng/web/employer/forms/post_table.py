"""The post table as a form: the matrix of levels and rows, and the persons whom the competition chose."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from zhicheng.cases.actions.post_table_save import CandidateEntry, LineEntry, TableEntry
from zhicheng.domain.posts import LEVELS
from zhicheng.web.parts.widgets import DayInput

ROWS = (("ratio", "核准比例（%）"), ("approved", "核准人数"), ("occupied", "实聘人数"), ("offered", "推出岗位"))
MOST_POSTS = 100_000
SPARE_ROWS = 3


class MatrixForm(forms.Form):
    """Staffing quota, number of posts, and four figures for each of the four levels."""

    staffing_quota = forms.IntegerField(label="编制数", min_value=0, max_value=MOST_POSTS)
    posts = forms.IntegerField(label="专业技术岗位总数", min_value=0, max_value=MOST_POSTS)
    already_titled = forms.IntegerField(
        label="竞聘确定的人员中已有相应资格的人数", min_value=0, max_value=MOST_POSTS, initial=0
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row, label in ROWS:
            for level, word in LEVELS.items():
                self.fields[f"{row}_{level}"] = _figure(row, f"{word}{label}")

    def lines(self) -> tuple[LineEntry, ...]:
        given = self.cleaned_data
        return tuple(
            LineEntry(
                level=level,
                ratio=given[f"ratio_{level}"] or Decimal(0),
                approved=given[f"approved_{level}"] or 0,
                occupied=given[f"occupied_{level}"] or 0,
                offered=given[f"offered_{level}"] or 0,
            )
            for level in LEVELS
        )


def _figure(row: str, label: str) -> forms.Field:
    if row == "ratio":
        return forms.DecimalField(label=label, min_value=0, max_value=100, decimal_places=2, required=False)
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_POSTS, required=False)


class CandidateForm(forms.Form):
    """One person. A row that the table has already keeps its person; a new one asks for name and number."""

    candidate = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="姓名", max_length=100, required=False)
    number = forms.CharField(label="身份证号码", max_length=40, required=False)
    level = forms.ChoiceField(label="岗位级别", choices=[("", "请选择"), *LEVELS.items()], required=False)
    present_title = forms.CharField(label="现有资格", max_length=60, required=False)
    post_title = forms.CharField(label="聘任职务", max_length=60, required=False)
    engaged_from = forms.DateField(label="聘任时间", required=False, widget=DayInput)
    grade = forms.IntegerField(label="岗位等级", min_value=1, max_value=13, required=False)
    applies_for = forms.CharField(label="推荐申报职称", max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.is_blank():
            return given
        if not given.get("level"):
            self.add_error("level", "请选择岗位级别")
        if not given.get("candidate"):
            for field, what in (("name", "请填写姓名"), ("number", "请填写身份证号码")):
                if not given.get(field):
                    self.add_error(field, what)
        return given

    def is_blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not any(self.cleaned_data.get(name) for name in self.fields if name != "DELETE")

    def entry(self) -> CandidateEntry:
        given = {name: self.cleaned_data[name] for name in CandidateForm.base_fields}
        return CandidateEntry(**given)


CandidateForms = forms.formset_factory(CandidateForm, extra=SPARE_ROWS, can_delete=True, max_num=120, absolute_max=150)


class PostTableForm:
    """Both parts together, bound to what was posted or filled from the stored table."""

    def __init__(self, posted: QueryDict | None, initial: dict[str, Any], people: list[dict[str, Any]]) -> None:
        self.matrix = MatrixForm(posted, initial=initial)
        self.candidates = CandidateForms(posted, initial=people, prefix="candidates")

    def is_valid(self) -> bool:
        return all([self.matrix.is_valid(), self.candidates.is_valid()])

    def kept_rows(self) -> list[tuple[int, CandidateForm]]:
        """The rows that are neither blank nor struck out, with their place among all rows."""
        return [
            (place, row)
            for place, row in enumerate(self.candidates)
            if not row.is_blank() and not row.cleaned_data.get("DELETE")
        ]

    def entry(self) -> TableEntry:
        given = self.matrix.cleaned_data
        return TableEntry(
            staffing_quota=given["staffing_quota"],
            posts=given["posts"],
            already_titled=given["already_titled"],
            lines=self.matrix.lines(),
            candidates=tuple(row.entry() for _, row in self.kept_rows()),
        )
