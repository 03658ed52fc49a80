"""The whole sheet of questions as it was sent: the main form and its rows, with one row more when asked for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.forms import BoundField, Form
from django.forms.utils import ErrorDict
from django.http import QueryDict

from zhicheng.domain.eligibility import Pack
from zhicheng.web.public.forms.self_check.choices import UNKNOWN
from zhicheng.web.public.forms.self_check.main import SelfCheckForm
from zhicheng.web.public.forms.self_check.rows import MOST_ROWS, DegreeRow, DiplomaRow, Row, TitleRow, WorkRow

ROWS: dict[str, type[Row]] = {"work": WorkRow, "diplomas": DiplomaRow, "degrees": DegreeRow, "titles": TitleRow}
WORDS = {
    "work": ("以前的工作", "毕业前后做过、又换掉的工作，一段一条"),
    "diplomas": ("其他学历", "除上面那个以外的毕业证书"),
    "degrees": ("其他学位", "除上面那个以外的学位证书"),
    "titles": ("已有的职称", "初定、评审或考试取得的"),
}


class RowList:
    """The rows of one kind; `opened` when they are to be seen at once."""

    def __init__(self, name: str, forms: list[Row], *, asked_for: bool) -> None:
        self.name, self.forms = name, forms
        self.title, self.hint = WORDS[name]
        self.full = len(forms) >= MOST_ROWS
        self.asked_for = asked_for

    @property
    def said(self) -> list[dict[str, Any]]:
        """What was answered, row by row."""
        return [form.cleaned_data for form in self.forms if form.is_bound and form.said]

    @property
    def opened(self) -> bool:
        """Whether something stands in it, or another row was asked for."""
        return self.asked_for or any(form.is_bound and (form.errors or form.began) for form in self.forms)


class Sheet:
    """Main form and rows; `adding` when another row was asked for and not yet the answer."""

    def __init__(self, data: QueryDict | None, *, pack: Pack, today: date) -> None:
        self._data, self._pack, self._today = data, pack, today
        self._more = data.get("add", "") if data else ""
        self.adding = self._more in ROWS
        self.main = SelfCheckForm(data, pack=pack, today=today)
        self.rows = {name: self._rows(name) for name in ROWS}
        if self.adding:
            for form in self._forms():
                form._errors = ErrorDict()  # type: ignore[attr-defined]  # nothing is judged before the answer is asked for

    def is_valid(self) -> bool:
        """Whether everything can be read."""
        return not self.faulty()

    def faulty(self) -> list[Form]:
        """The forms that cannot be read, in the order of the page."""
        return [form for form in self._forms() if form.errors]

    @property
    def unusual(self) -> bool:
        """Whether one of the rarer questions was answered otherwise than is usual, or cannot be read."""
        main = self.main
        return main.is_bound and any(
            name in main.errors or (main[name].data or "") != (main.fields[name].initial or "") for name in main.usual
        )

    @property
    def usual_fields(self) -> list[BoundField]:
        """The rarer questions."""
        return [self.main[name] for name in self.main.usual]

    @property
    def other_grades(self) -> list[BoundField]:
        """The assessments of other years than the last."""
        return [self.main[f"grade_{year}"] for year in self.main.other_years()]

    @property
    def other_grades_said(self) -> bool:
        """Whether one of them was answered."""
        return self.main.is_bound and any(one.data not in ("", None, UNKNOWN) for one in self.other_grades)

    def _forms(self) -> Iterator[Form]:
        yield self.main
        for rows in self.rows.values():
            yield from (form for form in rows.forms if form.is_bound)

    def _rows(self, name: str) -> RowList:
        sent = _count(self._data.get(f"{name}-count", "")) if self._data else 0
        data: list[QueryDict | None] = [self._data] * sent
        if not sent or self._more == name:
            data.append(None)
        forms = [
            ROWS[name](one, prefix=f"{name}-{at}", pack=self._pack, today=self._today)
            for at, one in enumerate(data[:MOST_ROWS])
        ]
        return RowList(name, forms, asked_for=self._more == name)


def _count(text: str) -> int:
    return int(text) if text in {str(count) for count in range(1, MOST_ROWS + 1)} else 0
