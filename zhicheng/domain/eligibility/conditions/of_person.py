"""Conditions of the person: identity, in post, not barred."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.conditions.findings import found
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.settled import by_words

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


def _identity(question: Question, candidate: Candidate | None) -> tuple[object, ...]:
    person = question.facts.person
    return person.id_kind, person.employed_in_city


@by_words(_identity)
def identity(question: Question, candidate: Candidate | None) -> Finding:
    """The kinds of identity that the notice admits, some only with an employer in the city."""
    code, person, reading = "identity", question.facts.person, question.pack.reading
    if person.id_kind is None:
        return found(question, code, INCOMPLETE, "身份证件种类还不清楚")
    outcome, name = reading.identities[person.id_kind], words.ID_KIND[person.id_kind]
    if outcome is not MET:
        return found(question, code, outcome, f"只凭{name}不能申报")
    if person.id_kind not in reading.identities_if_employed_here:
        return found(question, code, MET, f"持{name}")
    if person.employed_in_city is None:
        return found(question, code, INCOMPLETE, f"持{name}，是否在本市就业还不清楚")
    if person.employed_in_city:
        return found(question, code, MET, f"持{name}，在本市就业")
    return found(question, code, NOT_MET, f"持{name}，但不在本市就业")


@by_words(lambda question, candidate: (question.facts.person.status,))
def in_post(question: Question, candidate: Candidate | None) -> Finding:
    """People in post; neither the retired nor civil servants."""
    status = question.facts.person.status
    if status is None:
        return found(question, "in_post", INCOMPLETE, "是否在职还不清楚")
    return found(question, "in_post", question.pack.reading.statuses[status], words.STATUS[status])


def not_barred(question: Question, candidate: Candidate | None) -> Finding:
    """No disciplinary period and no ban running, their last day included."""
    person, as_of = question.facts.person, question.facts.as_of
    running = [
        f"{name}到{last}为止（含当日）"
        for name, last in (("处分期", person.punished_until), ("禁止申报期", person.banned_until))
        if last is not None and last >= as_of
    ]
    if running:
        return found(question, "not_barred", NOT_MET, "；".join(running))
    return found(question, "not_barred", MET, f"{words.day(as_of)}没有在处分期或禁止申报期内")
