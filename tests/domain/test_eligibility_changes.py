"""The smallest change suffices, nothing less does, and where none is named none would do.

On 10,000 profiles by hand: PROFILES=10000 python -m pytest -n 0 tests/domain/test_eligibility_changes.py
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from eligibility_cast import PACK, TODAY
from eligibility_profiles import profiles
from hypothesis import HealthCheck, event, given, settings

from zhicheng.domain.eligibility import Facts, Outcome, check, read_facts
from zhicheng.domain.eligibility.change_facts import after
from zhicheng.domain.eligibility.changes import nothing_wanting, smallest_change
from zhicheng.domain.eligibility.facts import Assessment

MANY = settings(max_examples=int(os.environ.get("PROFILES", "40")), suppress_health_check=[HealthCheck.too_slow])


def read(facts: dict[str, Any]) -> Facts:
    return read_facts(facts, today=TODAY, pack=PACK)


def enough(facts: Facts) -> bool:
    return nothing_wanting(facts, PACK)


@MANY
@given(profiles())
def test_the_change_leads_where_it_says(profile: dict[str, Any]) -> None:
    facts = read(profile)
    change = smallest_change(facts, PACK)
    event(f"wait {bool(change and change.wait_until)}, items {len(change.items) if change else None}")
    if enough(facts):
        assert change is None
    if change is None:
        return
    assert after(facts, change.items, change.wait_until) == change.facts
    assert check(change.facts, PACK).verdict == change.leads_to
    assert change.leads_to in (Outcome.MET, Outcome.MANUAL)
    assert enough(change.facts)
    assert change.items or change.wait_until


@MANY
@given(profiles())
def test_nothing_less_suffices(profile: dict[str, Any]) -> None:
    facts = read(profile)
    change = smallest_change(facts, PACK)
    if change is None:
        return
    for size in range(len(change.items)):
        for fewer in combinations(change.items, size):
            assert not enough(after(facts, fewer, change.wait_until)), fewer
            assert not enough(after(facts, fewer)), fewer
    if change.wait_until:
        assert not enough(after(facts, change.items))
        for day in days_before(facts.as_of, change.wait_until):
            assert not enough(after(facts, change.items, day)), day


def days_before(first: date, last: date) -> list[date]:
    """The day before, the day after the beginning, the ends of the years and some days between."""
    years = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in ((1, 1), (12, 31))]
    between = [first + (last - first) * part / 7 for part in range(1, 7)]
    days = {last - timedelta(days=1), first + timedelta(days=1), *years, *between}
    return sorted(day for day in days if first < day < last)


@MANY
@given(profiles())
def test_where_no_change_is_named_even_a_generous_one_would_not_do(profile: dict[str, Any]) -> None:
    facts = read(profile)
    if enough(facts) or smallest_change(facts, PACK):
        return
    for years in range(12):
        day = facts.as_of.replace(year=facts.as_of.year + years, day=min(28, facts.as_of.day))
        assert not enough(generous(facts, max(day, facts.as_of))), day


def generous(facts: Facts, day: date) -> Facts:
    """Every paper brought, every year assessed, and the day waited for."""
    held = {form.year for form in facts.assessments or ()}
    forms = [Assessment(year, "qualified", True) for year in range(2015, day.year) if year not in held]
    stamped = [replace(form, stamped=True) for form in facts.assessments or ()]
    home = PACK.reading.home_country
    return replace(
        after(facts, (), day),
        assessments=(*stamped, *forms),
        diplomas=facts.diplomas and tuple(replace(one, proof=proof(one.country, home)) for one in facts.diplomas),
        degrees=facts.degrees and tuple(replace(one, proof=proof(one.country, home)) for one in facts.degrees),
        insurance=replace(facts.insurance, source="uploaded"),
        post_table=True,
        licences=PACK.licence_codes,
    )


def proof(country: str | None, home: str) -> str:
    return "filing_form" if country in (None, home) else "cscse"
