"""The answer says everything that was looked at, with clause and reason, and tells it in Chinese."""

import json

from eligibility_cast import PACK, ask, bachelor, doctor, master, teacher_in_school

from zhicheng.domain.eligibility import Outcome
from zhicheng.domain.eligibility.conditions import ORDER
from zhicheng.domain.eligibility.materials import CODES


def test_every_condition_and_material_is_there_in_order() -> None:
    answer = ask(teacher_in_school())
    assert tuple(one.condition for one in answer.findings) == ORDER
    assert tuple(one.code for one in answer.materials) == CODES
    assert all(one.because for one in (*answer.findings, *answer.materials))


def test_the_json_has_the_contract_s_shape() -> None:
    answer = json.loads(json.dumps(ask(bachelor()).as_json()))
    assert list(answer) == [
        "policy", "verdict", "level", "rule", "findings", "materials",
        "authority", "received_by", "batch", "earliest", "alternatives",
    ]  # fmt: skip
    assert answer["policy"] == {"id": PACK.id, "version": PACK.version, "sha256": PACK.sha256}
    assert answer["findings"][0]["clause"] == "2.3"
    assert answer["batch"] == {"id": "2024-3", "opens": "2024-10-01", "closes": "2024-12-20"}


def test_the_verdict_is_the_worst_of_findings_and_materials() -> None:
    facts = bachelor()
    facts["insurance"] = {"source": "none"}
    assert ask(facts).verdict == Outcome.INCOMPLETE
    facts["assessments"][0]["grade"] = "none"
    assert ask(facts).verdict == Outcome.MANUAL
    facts["person"]["status"] = "retired"
    assert ask(facts).verdict == Outcome.NOT_MET


def test_of_several_rules_the_one_that_asks_the_least_time_is_named() -> None:
    facts = doctor()
    facts["diplomas"] += master()["diplomas"]
    facts["work"][0]["from"] = "2020-07-01"
    facts["assessments"] = master()["assessments"]
    assert ask(facts).rule == "R6"


def test_of_two_proofs_the_better_one_counts() -> None:
    facts = master()
    facts["degrees"][0]["proof"] = "none"
    assert ask(facts).verdict == Outcome.MET


def test_a_refused_level_names_the_level_that_is_met() -> None:
    facts = bachelor()
    facts["target"]["level"] = "intermediate"
    answer = ask(facts)
    assert answer.verdict == Outcome.NOT_MET
    assert [(one.level, one.rule) for one in answer.alternatives] == [("assistant", "R3")]


def test_no_alternative_is_offered_to_whom_no_level_is_open() -> None:
    facts = bachelor()
    facts["target"]["level"] = "intermediate"
    facts["person"]["status"] = "retired"
    assert ask(facts).alternatives == ()
