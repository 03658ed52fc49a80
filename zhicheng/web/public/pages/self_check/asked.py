"""One level after the other asked of the pack, and which of the answers comes nearest to a title."""

from dataclasses import dataclass

from zhicheng.domain.eligibility import Answer, Facts, MaterialState, Outcome, Pack, read_facts
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.changes import smallest_change
from zhicheng.domain.eligibility.check import decide
from zhicheng.domain.eligibility.codes import LADDER, severity
from zhicheng.web.public.pages.self_check.facts import Telling
from zhicheng.web.public.pages.self_check.said import Subject


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts for one level and what the pack answers."""

    level: str
    facts: Facts
    answer: Answer


def ask(telling: Telling, level: str, subject: Subject, pack: Pack) -> Asked:
    """Ask through the same strict reading as every other way in. Raises UnreadableFacts."""
    told = telling.facts(level, subject.series, subject.speciality)
    facts = read_facts(told, today=telling.sheet.main.today, pack=pack)
    return Asked(level, facts, decide(facts, pack))


def levels_of(pack: Pack, subject: Subject) -> list[str]:
    """The levels that are given by determination and that the series has, from the lowest."""
    given = [level for level in LADDER if level in pack.reading.levels_by_determination]
    return [level for level in given if pack.titles_of(subject.series, level)] or given


def nearest(asked: list[Asked]) -> Asked:
    """The one to tell first: what is met, then what lacks papers, time, a reviewer; of equals the highest level."""
    return min(asked, key=_nearness)


def change_for(one: Asked, pack: Pack) -> Change | None:
    """What is still asked of the person, if that can be said."""
    return smallest_change(one.facts, pack)


def promising(answer: Answer) -> bool:
    """Whether the answer is more than a no for good."""
    return answer.verdict is not Outcome.NOT_MET or answer.earliest is not None


def _nearness(one: Asked) -> tuple[int, int, bool, int]:
    answer = one.answer
    kinds = {Outcome.MET: 0, Outcome.INCOMPLETE: 1, Outcome.MANUAL: 3, Outcome.NOT_MET: 2 if answer.earliest else 4}
    return (
        kinds[answer.verdict],
        severity(answer.finding("schooling_and_years").outcome),
        answer.material("education").state is MaterialState.MISSING,  # no schooling for it at all
        -LADDER[one.level],
    )
