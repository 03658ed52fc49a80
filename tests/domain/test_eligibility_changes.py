"""The smallest change suffices, nothing less does, and where none is named none would do; in packs of four kinds.

On 10,000 profiles by hand: PROFILES=10000 python -m pytest -n 0 tests/domain/test_eligibility_changes.py
"""

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from eligibility_cast import PACK, TODAY, bachelor, doctor, master
from eligibility_profiles import profiles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhicheng.domain.eligibility import Facts, Outcome, Pack, check, read_facts
from zhicheng.domain.eligibility.change_facts import Change, after
from zhicheng.domain.eligibility.change_words import tell_change
from zhicheng.domain.eligibility.changes import nothing_wanting, smallest_change
from zhicheng.domain.eligibility.facts import Assessment
from zhicheng.policy.packs import load_pack

MANY = settings(max_examples=int(os.environ.get("PROFILES", "40")), suppress_health_check=[HealthCheck.too_slow])
PACK_IDS = ("huzhou-2024", "huzhou-2024", "huzhou-2024", "guangdong-2020", "yancheng-2023", "jiande-2026")
MODES = st.sampled_from(({"mode": "full_time"}, {"mode": "full_time"}, {"mode": "evening"}, {}))


@st.composite
def asked(draw: st.DrawFn) -> tuple[Facts, str]:
    """A person's facts and a pack's id, the notice's own half of the time; the employer is of the pack's area."""
    pack, facts = load_pack(draw(st.sampled_from(PACK_IDS))), draw(profiles())
    if "affiliation" in facts.get("employer", {}):
        facts["employer"]["affiliation"] = draw(st.sampled_from(sorted(pack.affiliations)))
    for diploma in facts.get("diplomas", []):
        diploma |= draw(MODES)
    facts.get("insurance", {}).pop("region", None)
    return read_facts(facts, today=TODAY, pack=pack), pack.id


@MANY
@given(asked())
def test_the_change_leads_where_it_says(asked: tuple[Facts, str]) -> None:
    facts, pack = asked[0], load_pack(asked[1])
    change = smallest_change(facts, pack)
    if change is None:
        return
    assert not nothing_wanting(facts, pack)
    assert after(facts, change.items, change.wait_until) == change.facts
    assert nothing_wanting(change.facts, pack)
    assert check(change.facts, pack).verdict == change.leads_to
    assert change.leads_to in (Outcome.MET, Outcome.MANUAL)
    assert change.items or change.wait_until
    assert tell_change(change)


@MANY
@given(asked())
def test_nothing_less_suffices(asked: tuple[Facts, str]) -> None:
    facts, pack = asked[0], load_pack(asked[1])
    change = smallest_change(facts, pack)
    if change is None:
        return
    for size in range(len(change.items)):
        for fewer in combinations(change.items, size):
            assert not nothing_wanting(after(facts, fewer, change.wait_until), pack), fewer
            assert not nothing_wanting(after(facts, fewer), pack), fewer
    if change.wait_until:
        assert not nothing_wanting(after(facts, change.items), pack)
        for day in days_before(facts.as_of, change.wait_until):
            assert not nothing_wanting(after(facts, change.items, day), pack), day


def days_before(first: date, last: date) -> list[date]:
    """The day before, the day after the beginning, the ends of the years and some days between."""
    years = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in ((1, 1), (12, 31))]
    between = [first + (last - first) * part / 7 for part in range(1, 7)]
    days = {last - timedelta(days=1), first + timedelta(days=1), *years, *between}
    return sorted(day for day in days if first < day < last)


@MANY
@given(asked())
def test_where_no_change_is_named_even_a_generous_one_would_not_do(asked: tuple[Facts, str]) -> None:
    facts, pack = asked[0], load_pack(asked[1])
    if nothing_wanting(facts, pack) or smallest_change(facts, pack):
        return
    for years in range(12):
        day = facts.as_of.replace(year=facts.as_of.year + years, day=min(28, facts.as_of.day))
        assert not nothing_wanting(generous(facts, pack, max(day, facts.as_of)), pack), day


def generous(facts: Facts, pack: Pack, day: date) -> Facts:
    """Every paper brought, every year assessed, and the day waited for."""
    held = {form.year for form in facts.assessments or ()}
    forms = [Assessment(year, "qualified", True) for year in range(2015, day.year) if year not in held]
    stamped = [replace(form, stamped=True) for form in facts.assessments or ()]
    home = pack.reading.home_country
    return replace(
        after(facts, (), day),
        assessments=(*stamped, *forms),
        diplomas=facts.diplomas and tuple(replace(one, proof=proof(one.country, home)) for one in facts.diplomas),
        degrees=facts.degrees and tuple(replace(one, proof=proof(one.country, home)) for one in facts.degrees),
        insurance=replace(facts.insurance, source="uploaded"),
        post_table=True,
        licences=pack.licence_codes,
    )


def proof(country: str | None, home: str) -> str:
    return "filing_form" if country in (None, home) else "cscse"


def change_of(facts: dict[str, Any]) -> Change | None:
    return smallest_change(read_facts(facts, today=TODAY, pack=PACK), PACK)


def told(facts: dict[str, Any]) -> str:
    change = change_of(facts)
    assert change
    return tell_change(change)


def test_who_may_apply_is_asked_nothing() -> None:
    assert change_of(doctor()) is None


def test_who_only_needs_a_reviewer_is_asked_nothing() -> None:
    facts = bachelor()
    facts["assessments"][0]["grade"] = "none"
    assert change_of(facts) is None


def test_whom_an_examination_stands_against_is_promised_nothing() -> None:
    facts = bachelor() | {"assessments": []}
    facts["target"]["speciality"] = "通信"
    assert change_of(facts) is None


def test_time_is_lacking_and_next_year_s_form() -> None:
    facts = bachelor() | {"assessments": []}
    facts["work"][0]["from"] = "2024-03-01"
    assert told(facts) == "自2025-03-01起可以申报，条件是现在的工作一直做下去；还缺：2024年度考核登记表"


def test_a_ban_is_waited_for_whatever_the_job() -> None:
    facts = bachelor()
    facts["person"]["banned_until"] = "2024-11-30"
    assert told(facts) == "自2024-12-01起可以申报，那时处分期、禁止申报期已过"


def test_what_can_be_brought_today_comes_before_a_wait() -> None:
    facts = bachelor()
    unproven = facts["diplomas"][0] | {"proof": "certificate"}
    college = facts["diplomas"][0] | {"level": "junior_college", "date": "2022-01-10"}
    facts["work"][0]["from"] = "2022-01-10"
    facts |= {"diplomas": [college, unproven]}
    assert told(facts) == "补齐以后就可以申报；还缺：大学本科的证书和学信网备案表"


def test_a_failed_year_is_followed_by_the_next_one_s_form() -> None:
    facts = bachelor()
    facts["assessments"][0]["grade"] = "unqualified"
    assert told(facts) == "补齐以后就可以申报；还缺：2024年度考核登记表（2024年度考核以后才有）"


def test_three_years_are_asked_of_a_master_and_only_the_missing_one_is_named() -> None:
    facts = master()
    del facts["assessments"][1]
    change = change_of(facts)
    assert change
    assert [(item.code, item.clause, item.wanting) for item in change.items] == [
        ("assessment", "3.2", "2022年度考核登记表")
    ]
    assert change.facts.assessments
    assert Assessment(2022, "qualified", True) in change.facts.assessments


def test_held_schooling_comes_before_schooling_that_is_only_supposed() -> None:
    facts = bachelor()
    facts["work"][0]["from"] = "2024-03-01"
    del facts["degrees"]
    assert told(facts) == "自2025-03-01起可以申报，条件是现在的工作一直做下去；还缺：2024年度考核登记表"


def test_of_whose_schooling_nothing_is_known_it_is_asked() -> None:
    facts = bachelor()
    del facts["diplomas"], facts["degrees"]
    assert told(facts) == "补齐以后就可以申报；还缺：学历"


def test_a_ban_without_an_end_is_not_waited_for() -> None:
    facts = bachelor()
    facts["person"]["banned_until"] = "9999-12-31"
    assert change_of(facts) is None


def undated_among_unstamped() -> dict[str, Any]:
    """A degree of the next day, 2020 and 2022 assessed without a stamp, and an undated form without a grade."""
    facts = doctor() | {"as_of": "2023-01-01", "diplomas": []}
    facts["degrees"][0]["date"] = "2023-01-02"
    facts["work"][0]["from"] = "2020-01-02"
    unstamped = [{"year": year, "grade": "qualified", "stamped": False} for year in (2020, 2022, 2023)]
    return facts | {"assessments": [{"grade": "none", "stamped": True}, *unstamped]}


def test_a_form_without_a_year_serves_the_year_that_is_missing_before_a_later_new_year_is_waited_for() -> None:
    assert told(undated_among_unstamped()) == (
        "自2023-01-02起可以申报（还要由审核人认定），条件是现在的工作一直做下去；"
        "还缺：2020年度考核登记表的单位盖章、2021年度考核登记表的年度、2022年度考核登记表的单位盖章"
    )


def test_of_a_form_without_a_year_only_what_it_lacks_is_asked() -> None:
    change = change_of(undated_among_unstamped())
    assert change
    assert [one.because for one in change.items if one.wanting.endswith("的年度")] == [
        "请在没有写年度的考核登记表上写明年度（须有2021年度的）"
    ]


def test_a_form_that_is_held_is_never_supposed_to_be_of_a_year_to_come() -> None:
    facts = bachelor()
    facts["assessments"] = [{"year": 2023, "grade": "unqualified", "stamped": True}, {"stamped": True}]
    facts |= {"as_of": "2023-12-01"}
    facts["work"][0]["from"] = "2021-01-01"
    assert "2024年度考核登记表（2024年度考核以后才有）" in told(facts)


def test_a_wait_after_which_another_year_is_looked_at_says_so_beside_the_job() -> None:
    facts = bachelor() | {"as_of": "2023-07-24"}
    facts["work"][0]["from"] = facts["diplomas"][0]["date"] = facts["degrees"][0]["date"] = "2023-05-12"
    facts["assessments"] = [{"year": year, "grade": grade, "stamped": True} for year, grade in GRADES_TURNED.items()]
    assert told(facts) == "自2024-05-12起可以申报，条件是现在的工作一直做下去，那时考核看新的年度"


GRADES_TURNED = {2022: "unqualified", 2024: "qualified"}
