"""All that is found whatever the schooling: the person, the employer, the place and the title asked for."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng.domain.eligibility.answer import Finding, Material
from zhicheng.domain.eligibility.codes import Outcome, worst
from zhicheng.domain.eligibility.conditions.of_employer import vacancy
from zhicheng.domain.eligibility.conditions.of_person import not_barred
from zhicheng.domain.eligibility.conditions.of_title import by_exam_or_not
from zhicheng.domain.eligibility.conditions.settled_together import OfTitle
from zhicheng.domain.eligibility.question import Question


class Circumstances(NamedTuple):
    """What was found, and the worst of it; `lasting` leaves out a ban or punishment, which time alone may end."""

    outcome: Outcome
    lasting: Outcome
    first: tuple[Finding, ...]
    series: Finding
    papers: tuple[Material, ...]


def circumstances(question: Question) -> Circumstances:
    """The findings from `not_exam_only` to `level_by_determination`, that on the series, and three of the papers."""
    facts, pack, level, tables = question.facts, question.pack, question.level, question.tables
    person, employer, insured, place = facts.person, facts.employer, facts.insurance, question.place
    elsewhere = insured.region is not None and insured.region not in pack.regions
    who = tables.person[person.id_kind, person.employed_in_city, person.status, insured.source, elsewhere]
    unit = tables.employer[employer.kind, employer.self_evaluating, facts.post_table]
    title = tables.title[facts.target.series, level, facts.licences]
    exam, posts = _exam(question, title), unit.vacancy or vacancy(pack, level, employer)
    barred = not_barred(pack, person, facts.as_of)
    lasting = worst(who.outcome, unit.outcome, title.outcome, place.outcome, exam.outcome, posts.outcome)
    return Circumstances(
        lasting if barred.outcome is Outcome.MET else worst(lasting, barred.outcome),
        lasting,
        (exam, unit.self_evaluating, posts, title.licence, who.identity, who.in_post, barred, title.level),
        title.series,
        (who.insurance, unit.post_table, title.licence_paper),
    )


def _exam(question: Question, title: OfTitle) -> Finding:
    target = question.facts.target
    if title.examined is not None and target.speciality not in title.examined:
        return title.never_by_exam
    return by_exam_or_not(question.pack, target, question.level, question.facts.as_of)
