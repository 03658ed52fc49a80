"""What was said, told back in short: the person sees what the answer rests on, and what was only supposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.web.public.forms.self_check import choices as offered
from zhicheng.web.public.forms.self_check.choices import MORE, UNKNOWN
from zhicheng.web.public.forms.self_check.days import SaidDay
from zhicheng.web.public.forms.self_check.main import SelfCheckForm
from zhicheng.web.public.forms.self_check.sheet import Sheet

OTHER_SPECIALITY = "其他专业"
MAIN = ("schooling", "graduated", "begun", "relation", "kind", "affiliation", "subject")
AFTER = ("next_month", "same_month")
DECIDING = ("schooling", "graduated")
USUAL_WORDS = {
    "id_kind": "持居民身份证",
    "status": "在职",
    "self_evaluating": "单位不是职称自主评聘单位",
    "held": "还没有职称",
    "conclusion": "正常毕业",
    "country": "国内学历",
    "proof": "平台能提取到学历",
    "insurance": "在本市参保，平台能提取到",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The series and speciality asked for; `supposed` when none was chosen and one had to stand in."""

    series: str
    speciality: str | None
    name: str
    supposed: bool


def subject_of(sheet: Sheet, pack: Pack) -> Subject:
    """What was chosen; a series chosen apart from its examinations is one of its other specialities.

    When nothing was chosen, the first series stands in of which some specialities come only by examination: its
    answer leaves just that open.
    """
    series, _, speciality = sheet.main.cleaned_data["subject"].partition(":")
    if not series:
        some = next((code for code in pack.series if offered.excepted(pack, code)), next(iter(pack.series)))
        return Subject(some, None, pack.series[some].name, supposed=True)
    name = pack.series[series].name
    return Subject(series, speciality or OTHER_SPECIALITY, f"{name} · {speciality}" if speciality else name, False)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A main question without an answer; `decides` when without it nothing can be said at all."""

    label: str
    field: str
    decides: bool


def unanswered(sheet: Sheet) -> list[Unsaid]:
    """The main questions that were left open or answered with 不清楚."""
    main = sheet.main
    said = {name: main.cleaned_data.get(name) for name in MAIN}
    if sheet.rows["diplomas"].said or sheet.rows["degrees"].said:
        said |= {"schooling": "told", "graduated": "told"}
    return [
        Unsaid(str(main.fields[name].label), f"{main[name].auto_id}", name in DECIDING)
        for name, value in said.items()
        if value in ("", None, UNKNOWN)
    ]


def said_in_short(sheet: Sheet) -> list[str]:
    """The main answers in a line, each as it was worded; what was not said is left out."""
    return [part for part in _parts(sheet.main) if part]


def usual_answers(sheet: Sheet) -> list[str]:
    """What was left at its usual answer, in words."""
    main = sheet.main
    return [words for name, words in USUAL_WORDS.items() if main.cleaned_data[name] == main.fields[name].initial]


def day_words(said: SaidDay | None) -> str:
    """The day as far as it was said."""
    if said is None:
        return ""
    if not said.vague:
        return f"{said.first.year}年{said.first.month}月{said.first.day}日"
    same_month = (said.first.year, said.first.month) == (said.last.year, said.last.month)
    return f"{said.first.year}年{said.first.month}月" if same_month else f"{said.first.year}年"


def _parts(main: SelfCheckForm) -> Iterator[str]:
    said = main.cleaned_data
    schoolings = offered.SCHOOLINGS | offered.MORE_SCHOOLINGS
    schooled = day_words(said["schooled_on"])
    yield schoolings[said["schooling"]][0] if said["schooling"] else ""
    yield f"{schooled}毕业" if schooled else ""
    yield _begun(main, said)
    for name in ("relation", "kind", "affiliation"):
        yield _word(main, name)
    yield f"去年考核：{_word(main, 'grade')}" if said["grade"] else ""


def _begun(main: SelfCheckForm, said: dict[str, Any]) -> str:
    if said["begun"] == MORE:
        return f"{day_words(said.get('begun_on'))}起做现在的工作"
    return f"{_word(main, 'begun').partition('（')[0]}开始工作" if said["begun"] in AFTER else _word(main, "begun")


def _word(main: SelfCheckForm, name: str) -> str:
    field: Any = main.fields[name]
    return str(dict(field.choices).get(main.cleaned_data[name], ""))
