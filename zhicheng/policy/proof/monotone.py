"""Statement (c): nobody is worse off for waiting, for more schooling, a better grade, proof or other word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, product

from zhicheng.domain.eligibility import Assessment, Diploma, Facts, Outcome, codes
from zhicheng.policy.proof.counter_example import CounterExample, facts_json, told, verdict
from zhicheng.policy.proof.dates import DAY, leap_edges
from zhicheng.policy.proof.grid import Asked, ask
from zhicheng.policy.proof.groups import Change, beginners, best_person, changed, rewritten
from zhicheng.policy.proof.profiles import FORMS_GIVEN, Held, Profiles, Schooling

SCHOOLING_CHAINS: dict[str, tuple[tuple[str, ...], ...]] = {
    "conclusion": (("incomplete", "completed", "graduated"),),
    "mode": tuple((mode, "full_time") for mode in sorted(codes.MODES - {"full_time"})),
    "field": (("unrelated", "related", "same"),),
    "proof": (
        ("none", "certificate", "filing_form"),
        ("certificate", "cscse"),
        ("certificate", "pulled"),
    ),
}
WORK_CHAINS: dict[str, tuple[tuple[str, ...], ...]] = {
    "field": (("unrelated", "related", "same"),),
    "kind": tuple((kind, "technical") for kind in sorted(codes.WORK_KINDS - {"technical"})),
}
FACT_CHAINS: tuple[tuple[Change, ...], ...] = (
    ({"person.employed_in_city": False}, {"person.employed_in_city": True}),
    ({"employer.self_evaluating": True}, {"employer.self_evaluating": False}),
    ({"insurance.source": "none"}, {"insurance.source": "uploaded"}, {"insurance.source": "pulled"}),
)
POST_CHAINS: tuple[tuple[Change, ...], ...] = (
    ({"employer.competition_passed": False}, {"employer.competition_passed": True}),
    ({"employer.staffing": "contract"}, {"employer.staffing": "established"}),
    ({"post_table": False}, {"post_table": True}),
)
GRADES_UP = ("unqualified", "basically_qualified", "qualified", "excellent")


def later(people: Profiles) -> Iterator[CounterExample]:
    """Waiting while the job goes on and each year is assessed.

    From a window with its own day of counting into none nothing is said.
    """
    days = _days_to_wait(people)
    for level, schooling in _all_schoolings(people):
        for times in people.plain_times:
            facts = people.person(level, [people.held(schooling, times.schooled)], times.work)
            waited = [ask(people, _on(people, facts, day)) for day in days]
            for now, then in pairwise(waited):
                if not _window_passed(people, now.facts.as_of, then.facts.as_of):
                    yield from worse("later", now, then, "多等一些日子，结果反而更差")


def _days_to_wait(people: Profiles) -> list[date]:
    windows = people.pack.batches
    days = {people.as_of, people.as_of + DAY, date(people.as_of.year, 12, 31), date(people.as_of.year + 1, 1, 1)}
    days |= {day for one in windows for day in (one.opens, one.closes, one.closes + DAY)}
    days |= set(leap_edges(max((one.closes.year for one in windows), default=people.as_of.year)))
    return sorted(day for day in days if day >= people.as_of)


def _on(people: Profiles, facts: Facts, day: date) -> Facts:
    form = people.good.assessments[0] if people.good.assessments else Assessment()
    forms = tuple(replace(form, year=day.year - step) for step in range(1, FORMS_GIVEN))
    return replace(facts, as_of=day, assessments=forms)


def _window_passed(people: Profiles, now: date, then: date) -> bool:
    batch = next((one for one in people.pack.batches if now <= one.closes), None)
    return bool(batch and batch.years_counted_to and people.pack.batches[-1].closes < then)


def better_facts(people: Profiles) -> Iterator[CounterExample]:
    """A better word in the place of a worse one."""
    for level, schooling in _all_schoolings(people):
        for day in (people.long_ago, *people.edges[-1:]):
            facts = people.person(level, [people.held(schooling, day)], people.long_ago)
            yield from _up_the_schooling(people, facts)
            for name, chains in WORK_CHAINS.items():
                for chain in chains:
                    ways = [rewritten(facts, "work", **{name: one}) for one in chain]
                    yield from _up(people, ways, "对口程度更高的工作，结果反而更差")
    for level in people.pack.routes:
        best = best_person(people, level).facts
        for changes in _chains_of(people, level):
            yield from _up(people, [changed(best, one) for one in changes], "情况更好，结果反而更差")
        for facts, changes in product(beginners(people, level), list(_form_chains(people, level))):
            yield from _up(people, [changed(facts, one) for one in changes], "考核更好，结果反而更差")


def _up_the_schooling(people: Profiles, facts: Facts) -> Iterator[CounterExample]:
    side = "diplomas" if facts.diplomas else "degrees"
    (held,) = getattr(facts, side)
    countries = (people.pack.reading.home_country, people.abroad)
    for name, chains in SCHOOLING_CHAINS.items():
        if name not in held.__dataclass_fields__:
            continue
        for chain, country in product(chains, countries if name == "proof" else countries[:1]):
            ways = [rewritten(facts, side, country=country, **{name: one}) for one in chain]
            yield from _up(people, ways, "学历（学位）的情况更好，结果反而更差")


def _chains_of(people: Profiles, level: str) -> Iterator[tuple[Change, ...]]:
    yield from FACT_CHAINS
    for kind in sorted(people.pack.reading.posts_needed):
        public: Change = {"employer.kind": kind}
        yield tuple({**public, "employer.vacancies": {level: free}} for free in (0, 1))
        yield from (tuple({**public, **one} for one in chain) for chain in POST_CHAINS)
    for series, need in people.pack.licence_needs.items():
        yield tuple({"target.series": series, "licences": held} for held in (frozenset(), frozenset(need.licences)))
    yield from _form_chains(people, level)


def _form_chains(people: Profiles, level: str) -> Iterator[tuple[Change, ...]]:
    asked = max(people.pack.reading.assessment_years.get(level, 0), 1)
    good = people.good.assessments or ()
    for place in range(asked):
        rest = (*good[:place], *good[place + 1 :])
        yield tuple({"assessments": (*rest, replace(good[place], grade=grade))} for grade in GRADES_UP)
        yield tuple({"assessments": (*rest, replace(good[place], stamped=stamped))} for stamped in (False, True))
        yield ({"assessments": rest}, {"assessments": good})
    this_year = replace(good[0], year=people.as_of.year)
    for kept in range(len(good)):
        yield ({"assessments": good[:kept]}, {"assessments": (*good[:kept], this_year)})


def another_schooling(people: Profiles) -> Iterator[CounterExample]:
    """With one more diploma or degree the better answer counts, unless a manual row is closed to who holds it."""
    for level in people.pack.routes:
        held = list(_in_some_state(people, level))
        alone = [ask(people, people.person(level, [one], people.long_ago)) for one in held]
        for (one, first), (other, second) in combinations(zip(held, alone, strict=True), 2):
            both = ask(people, people.person(level, [one, other], people.long_ago))
            for single, more in ((first, other), (second, one)):
                if not _closed_to(people, level, single, more):
                    yield from worse("another_schooling", single, both, "多了一个学历（学位），结果反而更差")
            best = min(first, second, key=lambda asked: codes.severity(asked.answer.verdict))
            if codes.severity(both.answer.verdict) < codes.severity(best.answer.verdict):
                yield pair("another_schooling", best, both, "两个学历（学位）都不够，合在一起却更好")


def _in_some_state(people: Profiles, level: str) -> Iterator[Held]:
    for schooling in people.schoolings(level):
        yield people.held(schooling, people.long_ago)
        yield people.held(schooling, people.as_of)
        yield people.held(schooling, people.long_ago, field="unrelated", proof="none")
        if schooling.kind is Diploma:
            yield people.held(schooling, people.long_ago, conclusion="incomplete")
            yield from (people.held(schooling, people.long_ago, mode=mode[0]) for mode in people.modes[1:])


def _closed_to(people: Profiles, level: str, single: Asked, more: Held) -> bool:
    held = {one.level for one in single.facts.degrees or ()}
    return isinstance(more, Diploma) and any(
        row.outcome is Outcome.MANUAL and more.level in row.unless_diploma and row.degrees & held
        for row in people.pack.routes[level]
    )


def _all_schoolings(people: Profiles) -> Iterator[tuple[str, Schooling]]:
    return ((level, schooling) for level in people.pack.routes for schooling in people.schoolings(level))


def _up(people: Profiles, ways: Sequence[Facts], said: str) -> Iterator[CounterExample]:
    asked = [ask(people, facts) for facts in ways]
    for less, more in pairwise(asked):
        yield from worse("better_facts", less, more, said)


def worse(statement: str, less: Asked, more: Asked, said: str) -> Iterator[CounterExample]:
    if codes.severity(more.answer.verdict) > codes.severity(less.answer.verdict):
        yield pair(statement, less, more, said)


def pair(statement: str, less: Asked, more: Asked, said: str) -> CounterExample:
    return CounterExample(
        statement,
        f"{told(less.facts)}：{verdict(less.answer)}；改为{told(more.facts)}：{verdict(more.answer)}。{said}。",
        (facts_json(less.facts), facts_json(more.facts)),
    )
