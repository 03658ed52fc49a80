"""Another bureau may read the open points otherwise: that is data, and the code follows it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eligibility_cast import PACK, TODAY, bachelor, doctor, master

from zhicheng.domain import eligibility
from zhicheng.domain.eligibility import Answer, Outcome, check, codes, read_facts, words


def ask(facts: dict[str, Any], **reading: Any) -> Answer:
    pack = replace(PACK, reading=replace(PACK.reading, **reading))
    return check(read_facts(facts, today=TODAY, pack=pack), pack)


@pytest.mark.parametrize(
    ("basis", "verdict"), [("master", Outcome.NOT_MET), ("bachelor", Outcome.MET), (None, Outcome.INCOMPLETE)]
)
def test_a_title_given_low_may_be_left_as_it_is(basis: str | None, verdict: Outcome) -> None:
    facts = master() | {"diplomas": []}
    facts["titles"] = [{"level": "assistant", "via": "determination", "basis": basis}]
    assert ask(facts, low_title_redone=False).verdict == verdict
    assert ask(facts).verdict == Outcome.MET


def test_the_form_of_the_running_year_may_be_left_out() -> None:
    facts = bachelor()
    facts["assessments"][0]["year"] = 2024
    assert ask(facts).verdict == Outcome.MET
    assert ask(facts, same_year_serves=False).verdict == Outcome.INCOMPLETE


def test_an_unstamped_form_may_do() -> None:
    facts = bachelor()
    facts["assessments"][0]["stamped"] = False
    assert ask(facts, stamp_needed=False).verdict == Outcome.MET


def test_a_work_permit_may_be_enough() -> None:
    facts = bachelor()
    facts["person"]["id_kind"] = "foreign_work_permit"
    identities = {**PACK.reading.identities, "foreign_work_permit": Outcome.MET}
    assert ask(facts).verdict == Outcome.NOT_MET
    assert ask(facts, identities=identities).verdict == Outcome.MET


def test_schooling_that_ended_without_graduation_may_count() -> None:
    facts = bachelor() | {"degrees": []}
    facts["diplomas"][0]["conclusion"] = "completed"
    assert ask(facts).verdict == Outcome.NOT_MET
    assert ask(facts, conclusions=frozenset(("graduated", "completed"))).verdict == Outcome.MET


def test_a_rule_s_years_are_the_pack_s() -> None:
    routes = {level: tuple(replace(way, years=0) for way in ways) for level, ways in PACK.routes.items()}
    pack = replace(PACK, routes=routes)
    facts = bachelor()
    facts["diplomas"][0]["date"] = facts["degrees"][0]["date"] = facts["work"][0]["from"] = "2024-10-15"
    assert check(read_facts(facts, today=TODAY, pack=pack), pack).verdict == Outcome.MET


def test_a_doctor_s_three_forms_may_be_asked_in_full() -> None:
    routes = {
        level: tuple(replace(way, only_years_worked_assessed=False) for way in ways)
        for level, ways in PACK.routes.items()
    }
    pack = replace(PACK, routes=routes)
    assert check(read_facts(doctor(), today=TODAY, pack=pack), pack).verdict == Outcome.INCOMPLETE


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        (codes.LEVELS, words.LEVEL),
        (codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS, words.SCHOOLING),
        (codes.CONCLUSIONS, words.CONCLUSION),
        (codes.MODES, words.MODE),
        (codes.GRADES, words.GRADE),
        (codes.ID_KINDS, words.ID_KIND),
        (codes.STATUSES, words.STATUS),
        (codes.STAFFINGS, words.STAFFING),
        (codes.VIAS, words.VIA),
        (codes.PROOFS, words.PROOF),
        (PACK.licence_codes, words.LICENCE),
        (set(PACK.conditions), words.CONDITION),
        (set(PACK.materials), words.MATERIAL),
    ],
)
def test_every_code_has_its_chinese_word(closed: set[str], told: dict[str, str]) -> None:
    assert set(told) == set(closed)


def test_no_place_is_named_in_the_code() -> None:
    names = {PACK.place, *PACK.regions, *(region.name for region in PACK.regions.values())}
    code = "".join(path.read_text("utf-8") for path in Path(eligibility.__file__).parent.rglob("*.py"))
    assert [name for name in names if name in code] == []
