"""A person flattened for other engines: words and whole years ready-made, a row for each way a schooling opens."""

from __future__ import annotations

from typing import Any

from zhicheng.domain.eligibility import Facts, Outcome, Pack, codes
from zhicheng.domain.eligibility.candidates import Candidate, candidates
from zhicheng.domain.eligibility.check import question_of
from zhicheng.domain.eligibility.facts import Assessment, Title
from zhicheng.domain.eligibility.question import Question, worked_in
from zhicheng.domain.eligibility.years import Span, days_needed, days_worked

Flat = dict[str, Any]
MOST_YEARS = 3
TOLD = ("unknown", "no", "yes")
FORMS = ("not_asked", "passed", "unstamped", "no_grade", "missing", "ungraded", "failed")
"""From the best to the worst; the three in the middle leave the file unfinished."""
WAYS = ("none", "R1", "R2", "R3", "R4", "R5", "R6", "like_R1", "like_R2", "like_R3", "like_none")
SCHOOLING: dict[str, tuple[str, ...]] = {
    "way": WAYS,
    "had": ("known", "unknown", "future"),
    "conclusion": ("unknown", "graduated", "completed", "incomplete", "degree"),
    "field": ("unknown", "same", "related", "unrelated"),
    "work": TOLD,
    "same_work": TOLD,
    "proof": ("unknown", *sorted(codes.PROOFS)),
    "country": ("unknown", "home", "abroad"),
    "form_1": FORMS,
    "form_2": FORMS,
    "form_3": FORMS,
}
SCHOOLING_FLAGS = ("level_known", "undated_form", "no_year_worked")
SCHOOLING_YEARS = ("years", "years_since", "years_perhaps", "years_since_perhaps")
PERSON: dict[str, tuple[str, ...]] = {
    "level": tuple(codes.LADDER),
    "id_kind": ("unknown", *sorted(codes.ID_KINDS)),
    "employed_in_city": TOLD,
    "status": ("unknown", *sorted(codes.STATUSES)),
    "self_evaluating": TOLD,
    "employer_kind": ("unknown", *sorted(codes.EMPLOYER_KINDS)),
    "free_post": TOLD,
    "staffing": ("unknown", *sorted(codes.STAFFINGS)),
    "competition_passed": TOLD,
    "affiliation": ("unknown", "here", "other"),
    "by_exam": TOLD,
    "licence": TOLD,
    "insurance": ("unknown", *sorted(codes.INSURANCE_SOURCES)),
    "post_table": TOLD,
    "title": ("none", "lower", "unknown", "lower_otherwise", "same_or_higher"),
}
PERSON_FLAGS = ("barred", "series_has_level", "licence_needed")


def flatten(facts: Facts, pack: Pack) -> Flat:
    """The person's words and his `schoolings`, for huzhou-2024: the ways of its rules are named here."""
    question = question_of(facts, pack)
    return {
        "level": question.level,
        **_person(facts),
        **_employer(facts, pack),
        **_title(question),
        "title": _held(facts, question.level),
        "schoolings": [_schooling(question, one) for one in candidates(question)] or [_NO_SCHOOLING],
    }


def _schooling(question: Question, candidate: Candidate) -> Flat:
    work, route, held = question.work, candidate.route, candidate.held
    since = held.date.toordinal() if held.date else 1
    first = 1 if route.before_counts else since
    return {
        "way": route.rule if route.outcome is Outcome.MET else f"like_{(route.rule or 'none')}",
        "level_known": held.level is not None,
        "had": "unknown" if held.date is None else "future" if held.date > question.facts.as_of else "known",
        "conclusion": getattr(held, "conclusion", "degree") or "unknown",
        "field": held.field or "unknown",
        "work": _SEEN[work.begun],
        "same_work": _SEEN[work.same_field],
        "proof": held.proof or "unknown",
        "country": _country(held.country, question.pack),
        "years": _years(question, work.certain, first),
        "years_since": _years(question, work.certain, since),
        "years_perhaps": _years(question, work.possible, first),
        "years_since_perhaps": _years(question, work.possible, since),
        **_forms(question, candidate),
    }


_NO_SCHOOLING: Flat = {
    **{name: words[0] for name, words in SCHOOLING.items()},
    **dict.fromkeys(SCHOOLING_FLAGS, False),
    **dict.fromkeys(SCHOOLING_YEARS, 0),
}
"""No way to the level; the first word of `way` is none."""

_SEEN = {Outcome.MET: "yes", Outcome.INCOMPLETE: "unknown", Outcome.NOT_MET: "no"}


def _country(country: str | None, pack: Pack) -> str:
    return "unknown" if country is None else "home" if country == pack.reading.home_country else "abroad"


def _years(question: Question, spans: tuple[Span, ...], since: int) -> int:
    """Whole years worked since a day, up to as many as any rule asks for."""
    day = question.counted_to
    worked = days_worked(spans, day.toordinal(), since)
    return next((years for years in range(MOST_YEARS, 0, -1) if worked >= days_needed(day, years * 12)), 0)


def _forms(question: Question, candidate: Candidate) -> Flat:
    facts, reading = question.facts, question.pack.reading
    forms, this = facts.assessments or (), facts.as_of.year
    asked_for = reading.assessment_years.get(question.level, 0)
    given = {one.year for one in forms}
    last = [this - 1, this] if this - 1 in given else [this] if this in given else [this - 1]
    if this not in given:
        last = [this - 1]
    only_worked = candidate.route.only_years_worked_assessed
    windows = [_window(question, year, asked_for, only_worked) for year in last]
    words = min(windows, key=lambda found: max(map(_badness, found), default=_badness("ungraded")))
    undated = any(one.year is None and one.grade not in reading.grades_passed for one in forms)
    return {
        "no_year_worked": not words,
        "undated_form": bool(asked_for) and undated,
        **{f"form_{number}": word for number, word in enumerate((words + ["not_asked"] * 3)[:3], start=1)},
    }


def _window(question: Question, last: int, asked_for: int, only_worked: bool) -> list[str]:
    forms = question.facts.assessments or ()
    if asked_for == 0:
        failed = any(one.year == last and _form(one) == "failed" for one in forms)
        return ["failed" if failed else "not_asked"]
    years = range(last, last - asked_for, -1)
    return [
        _year([one for one in forms if one.year == year])
        for year in years
        if not only_worked
        or any(one.year == year for one in forms)
        or worked_in(question.work.possible, year, question.facts.as_of)
    ]


def _year(forms: list[Assessment]) -> str:
    words = [_form(one) for one in forms]
    return "failed" if "failed" in words else min(words, key=_badness, default="missing")


def _form(form: Assessment) -> str:
    if form.grade is None:
        return "no_grade"
    if form.grade == "none":
        return "ungraded"
    if form.grade not in ("excellent", "qualified"):
        return "failed"
    return "passed" if form.stamped else "unstamped"


def _badness(word: str) -> int:
    return FORMS.index(word)


def _told(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _person(facts: Facts) -> Flat:
    person = facts.person
    last_days = [day for day in (person.punished_until, person.banned_until) if day]
    return {
        "id_kind": person.id_kind or "unknown",
        "employed_in_city": _told(person.employed_in_city),
        "status": person.status or "unknown",
        "barred": any(day >= facts.as_of for day in last_days),
        "insurance": facts.insurance.source or "unknown",
    }


def _employer(facts: Facts, pack: Pack) -> Flat:
    employer, free = facts.employer, (facts.employer.vacancies or {}).get(facts.target.level)
    return {
        "self_evaluating": _told(employer.self_evaluating),
        "employer_kind": employer.kind or "unknown",
        "free_post": _told(None if free is None else free > 0),
        "staffing": employer.staffing or "unknown",
        "competition_passed": _told(employer.competition_passed),
        "affiliation": "unknown"
        if employer.affiliation is None
        else "here"
        if employer.affiliation in pack.regions
        else "other",
        "post_table": _told(facts.post_table),
    }


def _title(question: Question) -> Flat:
    facts, pack = question.facts, question.pack
    target, need = facts.target, pack.licence_needs.get(facts.target.series)
    needed = need is not None and codes.LADDER[target.level] >= codes.LADDER[need.from_level]
    rows = [
        one
        for one in pack.exam_only
        if one.series == target.series
        and target.level in one.levels
        and (one.since is None or one.since <= facts.as_of)
    ]
    surely = any(one.speciality in (None, target.speciality) for one in rows)
    return {
        "by_exam": "yes" if surely else "unknown" if rows and target.speciality is None else "no",
        "licence_needed": needed,
        "licence": _told(None if facts.licences is None or not need else not facts.licences.isdisjoint(need.licences)),
        "series_has_level": bool(pack.titles_of(target.series, target.level)),
    }


def _held(facts: Facts, level: str) -> str:
    if facts.titles is None:
        return "unknown"
    return max((_beside(one, level) for one in facts.titles), key=PERSON["title"].index, default="none")


def _beside(title: Title, level: str) -> str:
    if title.level is None:
        return "unknown"
    if codes.LADDER[title.level] >= codes.LADDER[level]:
        return "same_or_higher"
    return "unknown" if title.via is None else "lower" if title.via == "determination" else "lower_otherwise"
