"""One yearly assessment form: whether it passes, and whether the paper is in order."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding, Material
from zhicheng.domain.eligibility.codes import MaterialState, Outcome, worst
from zhicheng.domain.eligibility.conditions import ASSESSMENT
from zhicheng.domain.eligibility.pack import Clause, Pack


class Assessed(NamedTuple):
    """What the forms say, and in what state they are, both for the same reason; and the worse of both."""

    outcome: Outcome
    finding: Finding
    paper: Material

    @property
    def because(self) -> str:
        """The reason."""
        return self.finding.because


def told(pack: Pack, outcome: Outcome, state: MaterialState, because: str) -> Assessed:
    """What is said of forms that are asked for."""
    clause = None if outcome is Outcome.MANUAL else pack.conditions[ASSESSMENT]
    return _assessed(pack, clause, outcome, state, because)


def _assessed(pack: Pack, clause: Clause, outcome: Outcome, state: MaterialState, because: str) -> Assessed:
    paper = Material("assessment", pack.materials["assessment"], state, because)
    return Assessed(worst(outcome, paper.outcome), Finding(ASSESSMENT, clause, outcome, because), paper)


def judged(pack: Pack, year: int, grade: str | None, stamped: bool | None) -> Assessed:
    """A form of a year that is asked for."""
    reading, state, seal = pack.reading, MaterialState.PROVIDED, ""
    if reading.stamp_needed and not stamped:
        state = MaterialState.DEFECTIVE
        seal = "，没有单位盖章" if stamped is False else "，是否盖章还不清楚"
    if grade is None:
        return told(pack, Outcome.INCOMPLETE, MaterialState.DEFECTIVE, f"{year}年度考核表没有写明等次{seal}")
    said = f"{year}年度考核为{words.GRADE[grade]}{seal}"
    if grade == "none":
        return told(pack, reading.grade_none, state, said)
    return told(pack, Outcome.MET if grade in reading.grades_passed else Outcome.NOT_MET, state, said)


def missing(pack: Pack, year: int) -> Assessed:
    """No form of a year that is asked for."""
    return told(pack, Outcome.INCOMPLETE, MaterialState.MISSING, f"缺{year}年度考核登记表")


def none_asked(pack: Pack, level: str) -> Assessed:
    """A level that asks for no form."""
    return _unasked(pack, Outcome.MET, f"申报{words.LEVEL[level]}不要求提交年度考核表")


def failed_unasked(pack: Pack, year: int, grade: str) -> Assessed:
    """A form that fails although none is asked for."""
    return _unasked(pack, Outcome.NOT_MET, f"{year}年度考核为{words.GRADE[grade]}，未达到合格")


def _unasked(pack: Pack, outcome: Outcome, because: str) -> Assessed:
    return _assessed(pack, None, outcome, MaterialState.NOT_REQUIRED, because)
