"""Whom a word of the reading may touch: the people who show that it matters."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng.domain.eligibility import Diploma, Facts, words
from zhicheng.policy.proof.groups import Change, best_person, changed, rewritten
from zhicheng.policy.proof.profiles import Profiles
from zhicheng.policy.words import labels as pack_words

WORD_OF: dict[str, dict[str, str]] = {
    "conclusions": words.CONCLUSION,
    "modes": pack_words.MODE,
    "work_kinds": pack_words.WORK_KIND,
    "work_fields": pack_words.FIELD,
    "schooling_fields": pack_words.FIELD,
    "levels_by_determination": words.LEVEL,
    "identities_if_employed_here": words.ID_KIND,
    "posts_needed": pack_words.EMPLOYER_KIND,
    "grades_passed": words.GRADE,
}
"""The lists of the reading whose every word must matter, with the Chinese of their words."""


def touched(people: Profiles, name: str, code: str) -> Iterator[Facts]:
    """People whose answer hangs on the word `code` of the list `name`."""
    if name in ("conclusions", "modes"):
        axis = name[:-1]
        other = people.modes if axis == "conclusion" else people.conclusions
        for word in (word for one in other for word in one):
            yield from schooled(people, {axis: code, "mode" if axis == "conclusion" else "conclusion": word})
    elif name == "schooling_fields":
        yield from schooled(people, {"field": code})
    elif name in ("work_kinds", "work_fields"):
        axis = name.removeprefix("work_")[:-1]
        for facts in schooled(people, {}):
            yield rewritten(facts, "work", **{axis: code})
    elif name == "levels_by_determination":
        yield best_person(people, code).facts
    elif name == "grades_passed":
        for facts in _everywhere(people, {}):
            yield rewritten(facts, "assessments", grade=code)
    elif name == "posts_needed":
        yield from _everywhere(people, {"employer.kind": code, "employer.competition_passed": False})
    else:
        yield from _everywhere(people, {"person.id_kind": code, "person.employed_in_city": False})


def schooled(people: Profiles, other: dict[str, str | None]) -> Iterator[Facts]:
    """Everybody with one schooling that is so, after each length of work."""
    for level in people.pack.routes:
        for schooling in people.schoolings(level):
            if schooling.kind is Diploma or "field" in other or not other:
                for times in people.plain_times:
                    yield people.person(level, [people.held(schooling, times.schooled, **other)], times.work)


def _everywhere(people: Profiles, change: Change) -> Iterator[Facts]:
    return (changed(best_person(people, level).facts, change) for level in people.pack.routes)
