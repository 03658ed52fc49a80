"""Statements (a) and (d): everybody gets one verdict, no two rows contradict, and the pack's years decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from zhicheng.domain.eligibility import Answer, Facts, Outcome, Pack, words
from zhicheng.domain.eligibility.pack import Route
from zhicheng.policy.proof import grid
from zhicheng.policy.proof.counter_example import CounterExample, facts_json, told, verdict
from zhicheng.policy.proof.dates import leap_edges
from zhicheng.policy.proof.expected import RANK, expected
from zhicheng.policy.proof.grid import Asked
from zhicheng.policy.proof.groups import answered, beginners, best_person, changed, form_changes, in_pairs, outcomes
from zhicheng.policy.proof.profiles import Held, Profiles, counted_to

CONDITIONS = (
    "schooling_and_years",
    "field_of_work",
    "not_exam_only",
    "employer_not_self_evaluating",
    "vacancy",
    "licence",
    "identity",
    "in_post",
    "not_barred",
    "level_by_determination",
    "not_already_held",
    "series_has_level",
    "assessment_passed",
    "jurisdiction",
)
MATERIALS = ("education", "assessment", "insurance", "post_table", "licence")
_UNFINISHED = ("missing", "defective")


def one_verdict(people: Profiles) -> Iterator[CounterExample]:
    """Everybody of the grid is answered, with the worst of what was found; years go by the pack's rows."""
    for asked in (*grid.with_gap(people), *grid.in_other_ways(people), *grid.unknown(people)):
        yield from judged(people.pack, asked)
    for level in people.pack.routes:
        for facts, change in product(beginners(people, level), form_changes(people, level)):
            yield from _whole(grid.ask(people, changed(facts, change)))
    for standing, member in grid.alike(people):
        if outcomes(standing.answer) != outcomes(member.answer):
            yield _differ("alike", standing, member, "政策包对这两种情况没有区分，答复却不同")


def at_leap_days(people: Profiles) -> Iterator[CounterExample]:
    """The same around a leap day, after the pack's last window."""
    last = max((batch.closes.year for batch in people.pack.batches), default=people.as_of.year)
    for day in leap_edges(last):
        for asked in grid.at_edges(Profiles.of(people.pack, day)):
            yield from _by_the_rows(people.pack, asked)


def judged(pack: Pack, asked: Asked) -> Iterator[CounterExample]:
    """What is wrong with one answer: its form, and where all is known its years."""
    yield from _whole(asked)
    if asked.known:
        yield from _by_the_rows(pack, asked)


def _whole(asked: Asked) -> Iterator[CounterExample]:
    said = _what_is_wrong(asked.answer)
    if said:
        yield CounterExample("one_verdict", f"{told(asked.facts)}：{said}。", (facts_json(asked.facts),))


def _what_is_wrong(answer: Answer) -> str:
    if sorted(one.condition for one in answer.findings) != sorted(CONDITIONS):
        return "没有逐项答复全部条件"
    if sorted(one.code for one in answer.materials) != sorted(MATERIALS):
        return "没有逐项答复全部材料"
    found = [one.outcome for one in answer.findings]
    found += [Outcome.INCOMPLETE for one in answer.materials if one.state in _UNFINISHED]
    if answer.verdict != max(found, key=RANK.__getitem__):
        return f"结论是{words.OUTCOME[answer.verdict]}，不是各项中最差的一项"
    return ""


def _by_the_rows(pack: Pack, asked: Asked) -> Iterator[CounterExample]:
    facts = asked.facts
    wanted = expected(pack, facts, counted_to(pack, facts.as_of))
    got = asked.answer.finding("schooling_and_years").outcome
    if got != wanted:
        yield CounterExample(
            "boundary",
            f"{told(facts)}：按政策包的年限，学历和工作年限应为{words.OUTCOME[wanted]}，核对却是{words.OUTCOME[got]}。",
            (facts_json(facts),),
        )


def parts_apart(people: Profiles) -> Iterator[CounterExample]:
    """A change of one group of facts changes only its own findings, also beside a change of another group."""
    for level in people.levels:
        best = best_person(people, level)
        before, alone = outcomes(best.answer), answered(people, best)
        for group, changes in alone.items():
            own = group.conditions | {f"material {one}" for one in group.materials}
            for _, asked in changes:
                yield from _whole(asked)
                after = outcomes(asked.answer)
                touched = {name for name in before if before[name] != after[name]} - own
                if touched:
                    yield _differ(
                        "parts_apart", best, asked, f"改动的事实与{'、'.join(sorted(touched))}无关，这一项却变了"
                    )
        for one, other, both in in_pairs(people, best, alone):
            yield from _whole(both)
            if not _adds_up(before, *(outcomes(asked.answer) for asked in (one, other, both))):
                yield _differ("parts_apart", one, both, "两处改动合在一起，与分别改动的结果不一致")


def _adds_up(best: dict[str, str], one: dict[str, str], other: dict[str, str], both: dict[str, str]) -> bool:
    return all(both[name] == (one[name] if one[name] != best[name] else other[name]) for name in best)


def _differ(statement: str, one: Asked, other: Asked, said: str) -> CounterExample:
    return CounterExample(
        statement,
        f"甲：{told(one.facts)}，{verdict(one.answer)}；乙：{told(other.facts)}，{verdict(other.answer)}。{said}。",
        (facts_json(one.facts), facts_json(other.facts)),
    )


def no_contradiction(people: Profiles) -> Iterator[CounterExample]:
    """No two rows of a level say met and not met of the same schooling, ended and studied for in the same way."""
    pack = people.pack
    for level, routes in pack.routes.items():
        for one, other in combinations(routes, 2):
            if {one.outcome, other.outcome} == {Outcome.MET, Outcome.NOT_MET} and _overlap(pack, one, other):
                codes = sorted((one.diplomas & other.diplomas) | (one.degrees & other.degrees))
                names = "、".join(words.SCHOOLING[code] for code in codes)
                said = [f"依据{row.clause or '本地理解'}的规则说{words.OUTCOME[row.outcome]}" for row in (one, other)]
                profile = _first_of(people, level, one, other)
                yield CounterExample(
                    "no_contradiction",
                    f"{names}申报{words.LEVEL[level]}：{'，'.join(said)}，互相矛盾。",
                    (facts_json(profile),),
                )


def _overlap(pack: Pack, one: Route, other: Route) -> bool:
    modes = (one.modes or pack.reading.modes) & (other.modes or pack.reading.modes)
    conclusions = (one.conclusions or pack.reading.conclusions) & (other.conclusions or pack.reading.conclusions)
    return bool((one.diplomas & other.diplomas and modes and conclusions) or one.degrees & other.degrees)


def _first_of(people: Profiles, level: str, one: Route, other: Route) -> Facts:
    diplomas: Iterable[str] = sorted(one.diplomas & other.diplomas)
    held: list[Held] = [people.diploma(code, people.long_ago) for code in diplomas]
    held += [people.degree(code, people.long_ago) for code in sorted(one.degrees & other.degrees)]
    return people.person(level, held[:1], people.long_ago)
