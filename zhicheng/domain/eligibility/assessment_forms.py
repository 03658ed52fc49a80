"""One yearly assessment form: whether it passes, and whether the paper is in order."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.pack import Pack


class Assessed(NamedTuple):
    """What the forms say (`outcome`), in what state they are, and why."""

    outcome: Outcome
    state: MaterialState
    because: str


def judged(pack: Pack, year: int, grade: str | None, stamped: bool | None) -> Assessed:
    """A form of a year that is asked for."""
    reading, state, seal = pack.reading, MaterialState.PROVIDED, ""
    if reading.stamp_needed and not stamped:
        state = MaterialState.DEFECTIVE
        seal = "，没有单位盖章" if stamped is False else "，是否盖章还不清楚"
    if grade is None:
        return Assessed(Outcome.INCOMPLETE, MaterialState.DEFECTIVE, f"{year}年度考核表没有写明等次{seal}")
    said = f"{year}年度考核为{words.GRADE[grade]}{seal}"
    if grade == "none":
        return Assessed(reading.grade_none, state, said)
    return Assessed(Outcome.MET if grade in reading.grades_passed else Outcome.NOT_MET, state, said)


def missing(year: int) -> Assessed:
    """No form of a year that is asked for."""
    return Assessed(Outcome.INCOMPLETE, MaterialState.MISSING, f"缺{year}年度考核登记表")


def nothing_asked(_: Pack, level: str) -> Assessed:
    """A level that asks for no form."""
    return Assessed(Outcome.MET, MaterialState.NOT_REQUIRED, f"申报{words.LEVEL[level]}不要求提交年度考核表")


def failed_unasked(year: int, grade: str) -> Assessed:
    """A form that fails although none is asked for."""
    said = f"{year}年度考核为{words.GRADE[grade]}，未达到合格"
    return Assessed(Outcome.NOT_MET, MaterialState.NOT_REQUIRED, said)
