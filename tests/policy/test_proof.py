"""The proof: every pack that is here holds; a pack that should not hold is answered with a person and a sentence."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhicheng.cli import main
from zhicheng.domain.eligibility import check, read_facts
from zhicheng.policy.packs import PackContent, load_pack, pack_from, read_content, write_content
from zhicheng.policy.proof import CounterExample, alive, ladder, monotone, places, tables, times, verdicts
from zhicheng.policy.proof.dates import back, is_full
from zhicheng.policy.proof.grid import Asked
from zhicheng.policy.proof.profiles import Profiles

HUZHOU = read_content("huzhou-2024")
A_YEAR_AGO = date(2023, 6, 30)
Edit = Callable[[dict[str, Any]], Any]
Statement = Callable[[Profiles], Any]


def against(statement: Statement, edit: Edit) -> list[CounterExample]:
    content = copy.deepcopy(HUZHOU.content)
    edit(content)
    return list(statement(Profiles.of(pack_from(PackContent(content, HUZHOU.tables, {}), "edited"))))


def add_rule(**row: Any) -> Edit:
    return lambda content: content["rules"].append({"rule": None, "years": 1, "clause": None, **row})


def set_rule(index: int, **values: Any) -> Edit:
    return lambda content: content["rules"][index].update(values)


def set_reading(name: str, value: Any) -> Edit:
    return lambda content: content["reading"].update({name: {"value": value, "clause": None}})


@pytest.mark.parametrize(
    ("statement", "edit", "code", "said"),
    [
        (
            verdicts.no_contradiction,
            add_rule(level="assistant", diplomas=["bachelor"], outcome="not_met"),
            "no_contradiction",
            "互相矛盾",
        ),
        (
            alive.rules_alive,
            add_rule(level="assistant", diplomas=["bachelor"], years=3, outcome="manual"),
            "dead",
            "大学本科",
        ),
        (alive.rules_alive, set_rule(0, years_after=1), "dead", "其中取得后满"),
        (alive.rules_alive, set_rule(3, before_counts=True), "dead", "取得之前的年限相加"),
        (alive.rules_alive, set_rule(0, conclusions=["graduated"]), "dead", "只认哪些结业结论"),
        (
            places.places,
            set_reading("levels_by_determination", ["assistant", "intermediate"]),
            "dead",
            "员级有规则，却不在可以初定的级别里",
        ),
        (alive.readings_alive, set_reading("identities_if_employed_here", ["passport"]), "dead", "护照"),
        (ladder.higher_schooling, lambda content: content["accepted"].pop(0), "higher_schooling", "大学专科"),
        (
            ladder.higher_schooling,
            lambda content: content["accepted"][0].update(level="intermediate"),
            "accepted_in_vain",
            "accepted[0]",
        ),
        (monotone.better_facts, set_reading("grades_passed", ["qualified"]), "better_facts", "结果反而更差"),
        (monotone.better_facts, set_rule(1, modes=["evening"]), "better_facts", "结果反而更差"),
        (
            monotone.another_schooling,
            set_rule(5, unless_diploma=["postgraduate"]),
            "another_schooling",
            "多了一个学历（学位）",
        ),
        (places.places, lambda content: content["jurisdiction"].pop(1), "one_decider", "有0个部门审核"),
        (
            places.places,
            lambda content: content["jurisdiction"][0].update(authority="nantaihu"),
            "one_decider",
            "南太湖",
        ),
        (places.places, lambda content: content["batches"][0].update(closes=date(2024, 6, 29)), "windows", "空出1天"),
        (places.places, lambda content: content["own_batches"].update(nantaihu=[]), "dead", "own_batches.nantaihu"),
        (
            places.places,
            lambda content: content["refusal_reasons"][1].update(wording=content["refusal_reasons"][0]["wording"]),
            "dead",
            "refusal_reasons",
        ),
    ],
)
def test_a_pack_that_should_not_hold_does_not(statement: Statement, edit: Edit, code: str, said: str) -> None:
    found = [one for one in against(statement, edit) if one.statement == code]
    assert found
    assert any(said in one.sentence for one in found), [one.sentence for one in found]


def test_years_that_decide_otherwise_than_the_rows_say_are_found() -> None:
    people = Profiles.of(load_pack("huzhou-2024"))
    content = copy.deepcopy(HUZHOU.content)
    content["rules"][2]["years"] = 2
    other = pack_from(PackContent(content, HUZHOU.tables, {}), "edited")
    facts = people.person("assistant", [people.diploma("bachelor", A_YEAR_AGO)], A_YEAR_AGO)
    judged = verdicts.judged(other, Asked(facts, check(facts, people.pack)))
    assert [one.statement for one in judged] == ["boundary"]


def test_a_table_row_under_another_is_dead() -> None:
    table = HUZHOU.tables["exam_only.csv"] + "economics,人力资源管理,assistant,national,\n".encode()
    pack = pack_from(PackContent(HUZHOU.content, {**HUZHOU.tables, "exam_only.csv": table}, {}), "edited")
    assert ["人力资源管理" in one.sentence for one in tables.tables_alive(Profiles.of(pack))] == [True]


def test_the_people_of_a_counter_example_can_be_asked_again() -> None:
    pack = load_pack("huzhou-2024")
    fallen = against(ladder.higher_schooling, lambda content: content.update(accepted=[]))
    assert len(fallen) == len(HUZHOU.content["accepted"])
    for one in fallen:
        lower, higher = (
            check(read_facts(facts, today=date(2024, 1, 1), pack=pack), pack).verdict for facts in one.profiles
        )
        assert lower != higher


def test_the_years_are_told_a_second_time_in_another_way() -> None:
    assert back(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert back(date(2025, 3, 31), 1) == date(2025, 2, 28)
    assert back(date(2024, 10, 15), 37) == date(2021, 9, 15)
    work = [(date(2023, 10, 15), date(2024, 10, 15))]
    assert is_full(work, date.min, date(2024, 10, 15), 12)
    assert not is_full(work, date(2023, 10, 16), date(2024, 10, 15), 12)


def test_every_way_in_which_time_can_lie_to_the_bounds_is_tried() -> None:
    people = Profiles.of(load_pack("huzhou-2024"))
    assert people.bounds == (0, 12, 36)
    assert {date(2023, 6, 30), date(2023, 7, 1), date(2021, 6, 30), date(2021, 7, 1)} <= set(people.edges)
    assert list(times.years_decide(people)) == []


@pytest.mark.once
def test_the_command_says_that_a_pack_is_proven_or_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "huzhou-2024", "tiaozhou-2024"]) == 0
    assert capsys.readouterr().out.splitlines() == ["huzhou-2024：已证明", "tiaozhou-2024：已证明"]
    assert main(["prove", "nowhere-2024"]) == 2
    assert "nowhere-2024" in capsys.readouterr().err


@pytest.mark.once
def test_the_command_prints_counter_examples_one_after_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = copy.deepcopy(HUZHOU.content) | {"accepted": []}
    for path, data in write_content(PackContent(content, HUZHOU.tables, HUZHOU.examples)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    monkeypatch.setenv("ZHICHENG_POLICIES", str(tmp_path))
    assert main(["prove"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "huzhou-2024：6个反例"
    assert lines[1].startswith("1. [higher_schooling] 中专")
    assert lines[2].startswith('   {"as_of":"2024-06-30"')
