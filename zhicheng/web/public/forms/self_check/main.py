"""The main questions, those of a graduate with one diploma and one job, and the rarer ones with their usual answers."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from zhicheng.domain.archive.codes import CONCLUSIONS, LICENCES, STUDY_MODES
from zhicheng.domain.eligibility import Pack, words
from zhicheng.domain.eligibility.codes import MODES
from zhicheng.web.parts.widgets import DayInput
from zhicheng.web.public.forms.self_check import choices as offered
from zhicheng.web.public.forms.self_check.choices import MORE, UNKNOWN, UNSURE, USUAL, Choices
from zhicheng.web.public.forms.self_check.days import SaidDay, SaidDayField, days, month_after, months, said_day, years
from zhicheng.web.public.forms.self_check.rows import picked

RECENT_YEARS = 6
USUAL_MONTH = "6"
NOT_BEGUN = "下一个月还没有到，请改选“毕业的当月”或“其他时间”"
SAY_WHEN = "请选择是哪一年"


def asks_mode(pack: Pack) -> bool:
    """Whether the pack judges by the way of study, so that it must be asked of everybody."""
    return bool(MODES - pack.reading.modes) or any(one.modes for routes in pack.routes.values() for one in routes)


def chips(label: str, choices: Choices, help_text: str = "", initial: str = "") -> forms.ChoiceField:
    """A choice of one tap."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        initial=initial,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "请从列出的选项中选择"},
    )


class SelfCheckForm(forms.Form):
    """Nothing is required: what is not answered is not known. Years reach up to `today`, a legal day."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, pack: Pack, today: date) -> None:
        super().__init__(data, auto_id="check-%s")
        self.pack, self.today = pack, today
        self.asks_mode = asks_mode(pack)
        usual = self._usual()
        self.usual = [name for name in usual if name != "mode" or not self.asks_mode]
        self.fields |= {**self._main(), **self._posts(), **usual}

    def _main(self) -> dict[str, forms.Field]:
        recent, older = years(self.today)[:RECENT_YEARS], years(self.today)[RECENT_YEARS:]
        last = self.today.year - 1
        graded = [(code, said) for code, (said, _, _) in offered.GRADED.items()]
        schoolings = [(code, said) for code, (said, _, _) in offered.SCHOOLINGS.items()]
        return {
            "schooling": chips("您的学历", [*schoolings, (MORE, "其他学历"), UNSURE]),
            "schooling_more": picked("其他学历", _words(offered.MORE_SCHOOLINGS), empty="请选择学历"),
            "graduated": chips("哪年毕业（毕业证书上的日期）", [*recent, (MORE, "更早"), UNSURE]),
            "graduated_more": picked("更早的年份", older, empty="请选择年份"),
            "graduated_month": picked("毕业的月", months(), USUAL_MONTH, empty="不清楚"),
            "graduated_day": picked("毕业的日", days(), empty="不清楚"),
            "begun": chips("什么时候开始做现在的工作，一直做到今天", offered.BEGUN),
            "begun_on": SaidDayField("开始现在工作的时间", today=self.today),
            "relation": chips("所学、所做与要申报的专业", _words(offered.RELATIONS)),
            "subject": chips(
                "要申报的系列", [*offered.frequent_subjects(self.pack), (MORE, "其他系列或须考试的专业"), UNSURE]
            ),
            "subject_more": picked("其他系列", offered.more_subjects(self.pack), empty="请选择系列"),
            "affiliation": chips(
                "单位归哪里管", offered.affiliations(self.pack), "看单位人事（职称）归哪里的人社部门，不看地址"
            ),
            "kind": chips("单位是", offered.KINDS, initial="enterprise"),
            "grade": chips(f"去年（{last}年）的年度考核", graded),
            **{f"grade_{year}": picked(f"{year}年的年度考核", graded, UNKNOWN) for year in self.other_years()},
        }

    def _posts(self) -> dict[str, forms.Field]:
        return {
            "staffing": chips("在编还是编外", [*_plain(words.STAFFING, "人员"), UNSURE], initial=UNKNOWN),
            "vacancy": chips("有没有空缺的岗位", offered.YES_NO, initial=UNKNOWN),
            "competition": chips("竞聘通过了吗", [("yes", "通过了"), ("no", "没通过"), UNSURE], initial=UNKNOWN),
            "post_table": chips("有没有岗位信息表", offered.YES_NO, initial=UNKNOWN),
        }

    def _usual(self) -> dict[str, forms.Field]:
        home = self.pack.reading.home_country
        return {
            "id_kind": picked("证件", [*words.ID_KIND.items(), UNSURE], "resident_id"),
            "status": picked("现在的身份", [*words.STATUS.items(), UNSURE], "in_post"),
            "self_evaluating": picked("单位是职称自主评聘单位吗", [("no", "不是"), ("yes", "是"), UNSURE], "no"),
            "held": picked("已经有职称吗", [("no", "没有"), ("yes", "有，在下面填写"), UNSURE], "no"),
            "licence": picked("职业资格证", [UNSURE, ("none", "都没有"), *offered.labelled(LICENCES)], UNKNOWN),
            "conclusion": picked("毕业还是结业", [*offered.labelled(CONCLUSIONS), UNSURE], "graduated"),
            "mode": self._mode(),
            "country": picked("学历在哪里取得", [*offered.countries(), UNSURE], home),
            "proof": picked("学历证明", list(offered.PROOFS.items()), USUAL),
            "insurance": picked(
                "社会保险",
                [
                    ("pulled", "在本市参保（平台提取）"),
                    ("uploaded", "在外地参保，有参保证明"),
                    ("none", "没有参保"),
                    UNSURE,
                ],
                "pulled",
            ),
            "punished_until": _day("处分期到哪天为止", "没有处分的不填"),
            "banned_until": _day("禁止申报期到哪天为止", "没有的不填"),
            "as_of": _day("按哪一天算", "不填就按今天算；可以填将来的一天，看那时行不行"),
        }

    def _mode(self) -> forms.ChoiceField:
        modes = [*offered.labelled(STUDY_MODES), UNSURE]
        return chips("学习形式", modes) if self.asks_mode else picked("学习形式", modes, UNKNOWN)

    def other_years(self) -> list[int]:
        """The years besides the last whose assessment some level asks for; this year's may serve too."""
        most = max(self.pack.reading.assessment_years.values(), default=1)
        return [self.today.year, *range(self.today.year - 2, self.today.year - 1 - most, -1)]

    def clean(self) -> dict[str, Any]:
        """Put together what is asked in two controls, and tell what cannot be, at its field."""
        said: dict[str, Any] = super().clean() or {}
        for name in ("schooling", "graduated", "subject"):
            said[name] = self._one_of_two(name, said)
        said["schooled_on"] = self._schooled_on(said)
        if said.get("begun") == MORE and not said.get("begun_on") and "begun_on" not in self.errors:
            self.add_error("begun_on", SAY_WHEN)
        schooled = said["schooled_on"]
        if said.get("begun") == "next_month" and schooled and month_after(schooled, 1, self.today) is None:
            self.add_error("begun", NOT_BEGUN)
        as_of = said.get("as_of")
        if as_of and not self.today.year - 20 <= as_of.year <= self.today.year + 20:
            self.add_error("as_of", "请填前后二十年以内的一天")
        return said

    def _one_of_two(self, name: str, said: dict[str, Any]) -> str:
        """The chip, or what the select beside it says when that chip or none is chosen; empty when not known."""
        chip, more = said.get(name) or "", said.get(f"{name}_more") or ""
        if chip in ("", MORE):
            if chip and not more and f"{name}_more" not in self.errors:
                self.add_error(f"{name}_more", f"请选择{self.fields[f'{name}_more'].label}")
            return more
        return "" if chip == UNKNOWN else chip

    def _schooled_on(self, said: dict[str, Any]) -> SaidDay | None:
        year, month, day = (said.get(name) or "" for name in ("graduated", "graduated_month", "graduated_day"))
        try:
            return said_day(year, month, day, self.today) if year else None
        except forms.ValidationError as wrong:
            self.add_error("graduated", wrong)
            return None


def _day(label: str, help_text: str) -> forms.DateField:
    wrong = {"invalid": "没有这一天，请按年-月-日填写，如 2025-06-30"}
    return forms.DateField(label=label, help_text=help_text, required=False, widget=DayInput, error_messages=wrong)


def _words(table: dict[str, tuple[str, str | None, str | None]]) -> Choices:
    return [(code, said) for code, (said, _, _) in table.items()]


def _plain(table: dict[str, str], without: str) -> Choices:
    return [(code, said.removesuffix(without)) for code, said in table.items()]
