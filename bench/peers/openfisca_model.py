"""huzhou-2024 as an OpenFisca model: an input for each flattened column, a variable for each condition, one verdict.

A schooling is a member of its applicant, as a person is of a household; of an applicant's schoolings the best counts.
Run as a script in the bench's own environment: `python openfisca_model.py COLUMNS.npz SCHEMA.json one|all|tables`
prints the times as JSON and writes the verdicts beside the columns.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
from openfisca_core import entities, indexed_enums, periods, taxbenefitsystems, variables
from openfisca_core.simulations import SimulationBuilder

MET, INCOMPLETE, MANUAL, NOT_MET = 0, 1, 2, 3
MONTH = periods.DateUnit.MONTH
PERIOD = periods.period("2024-10")
SCHOOLING = entities.build_entity(
    key="schooling", plural="schoolings", label="one way of one schooling", is_person=True
)
APPLICANT = entities.build_entity(
    key="applicant", plural="applicants", label="who asks", roles=[{"key": "schooling", "plural": "schoolings"}]
)

with open(sys.argv[2], encoding="utf-8") as _file:
    SCHEMA: dict[str, Any] = json.load(_file)
WORDS: dict[str, list[str]] = {**SCHEMA["schooling"]["words"], **SCHEMA["person"]["words"]}


def _variable(entity: entities.Entity, name: str, **shape: Any) -> type[variables.Variable]:
    return type(name, (variables.Variable,), {"entity": entity, "definition_period": MONTH, "label": name, **shape})


ENUMS = {name: indexed_enums.Enum(f"{name}_words", [(word, word) for word in words]) for name, words in WORDS.items()}


def _inputs(entity: entities.Entity, schema: dict[str, Any]) -> list[type[variables.Variable]]:
    words = [(name, ENUMS[name]) for name in schema["words"]]
    enums = [
        _variable(entity, name, value_type=indexed_enums.Enum, possible_values=enum, default_value=next(iter(enum)))
        for name, enum in words
    ]
    flags = [_variable(entity, name, value_type=bool) for name in schema["flags"]]
    return [*enums, *flags, *(_variable(entity, name, value_type=int) for name in schema["years"])]


class Words:
    """The outcome of each word of an enumeration: by `select` over its members, as OpenFisca formulas are written.

    With `tables` the words' indices look the outcome up instead, which is faster and nobody's idiom.
    """

    tables = False

    def __init__(self, name: str, outcomes: dict[str, int], other: int = 0) -> None:
        self._members = [(getattr(ENUMS[name], word), outcome) for word, outcome in outcomes.items()]
        self._table = np.array([outcomes.get(word, other) for word in WORDS[name]], np.int32)
        self._other = other

    def __getitem__(self, words: Any) -> np.ndarray:
        if self.tables:
            return self._table[words]
        conditions = [words == member for member, _ in self._members]
        return np.select(conditions, [outcome for _, outcome in self._members], self._other)


GOOD_IF_YES = {
    name: Words(name, {"unknown": INCOMPLETE, "no": NOT_MET})
    for name in ("work", "same_work", "free_post", "competition_passed", "licence", "employed_in_city")
}
GOOD_IF_NO = {name: Words(name, {"unknown": INCOMPLETE, "yes": NOT_MET}) for name in ("by_exam", "self_evaluating")}
YEARS = Words("way", {"R1": 1, "like_R1": 1, "R2": 3, "like_R2": 3, "R3": 1, "like_R3": 1, "R5": 3}, 0)
YEARS_SINCE = Words("way", {"R5": 1}, 0)
BY_WAY = Words("way", {"none": NOT_MET, "like_R1": MANUAL, "like_R2": MANUAL, "like_R3": MANUAL, "like_none": MANUAL})
BY_CONCLUSION = Words("conclusion", {"unknown": INCOMPLETE, "completed": NOT_MET, "incomplete": NOT_MET})
FORM = {"unstamped": INCOMPLETE, "no_grade": INCOMPLETE, "missing": INCOMPLETE, "ungraded": MANUAL, "failed": NOT_MET}
BY_FORM = {number: Words(f"form_{number}", FORM) for number in (1, 2, 3)}
BY_ID = Words("id_kind", {"unknown": INCOMPLETE, "passport": NOT_MET, "foreign_work_permit": NOT_MET})
NEEDS_WORK_HERE = (
    "hk_macao_permit",
    "taiwan_permit",
    "hmt_residence_permit",
    "foreign_permanent_residence",
    "overseas_talent_residence",
)
ONLY_HERE = Words("id_kind", dict.fromkeys(NEEDS_WORK_HERE, 1))
BY_STATUS = Words("status", {"unknown": INCOMPLETE, "retired": NOT_MET, "civil_servant": NOT_MET})
BY_STAFFING = Words("staffing", {"unknown": INCOMPLETE, "contract": MANUAL})
BY_AFFILIATION = Words("affiliation", {"unknown": INCOMPLETE, "other": MANUAL})
BY_LEVEL = Words("level", {"associate_senior": NOT_MET, "senior": NOT_MET})
BY_TITLE = Words("title", {"unknown": INCOMPLETE, "lower_otherwise": MANUAL, "same_or_higher": NOT_MET})
BY_INSURANCE = Words("insurance", {"unknown": INCOMPLETE, "none": INCOMPLETE})
AT_HOME = Words("proof", {"pulled": MET, "filing_form": MET}, INCOMPLETE)
ABROAD = Words("proof", {"cscse": MET}, INCOMPLETE)


def schooling_and_years(schooling: Any, period: Any) -> np.ndarray:
    way, had = schooling("way", period), schooling("had", period)
    needed, since = YEARS[way], YEARS_SINCE[way]
    full = (schooling("years", period) >= needed) & (schooling("years_since", period) >= since)
    perhaps = (schooling("years_perhaps", period) >= needed) & (schooling("years_since_perhaps", period) >= since)
    known = had == ENUMS["had"].known
    years = np.where(full & known, MET, np.where(perhaps & (had != ENUMS["had"].future), INCOMPLETE, NOT_MET))
    level = np.where(schooling("level_known", period), MET, INCOMPLETE)
    conclusion = BY_CONCLUSION[schooling("conclusion", period)]
    return np.maximum(np.maximum(years, level), np.maximum(BY_WAY[way], conclusion))


def field_of_work(schooling: Any, period: Any) -> np.ndarray:
    field, same = schooling("field", period), schooling("same_work", period)
    work = GOOD_IF_YES["work"][schooling("work", period)]
    unrelated = np.where(same == ENUMS["same_work"].yes, MANUAL, GOOD_IF_YES["same_work"][same])
    by_field = np.select(
        [field == ENUMS["field"].unknown, field == ENUMS["field"].unrelated], [INCOMPLETE, unrelated], MET
    )
    return np.where(work == MET, by_field, work)


def not_exam_only(applicant: Any, period: Any) -> np.ndarray:
    return GOOD_IF_NO["by_exam"][applicant("by_exam", period)]


def employer_not_self_evaluating(applicant: Any, period: Any) -> np.ndarray:
    return GOOD_IF_NO["self_evaluating"][applicant("self_evaluating", period)]


def vacancy(applicant: Any, period: Any) -> np.ndarray:
    kind, staffing = applicant("employer_kind", period), BY_STAFFING[applicant("staffing", period)]
    place = np.maximum(
        GOOD_IF_YES["free_post"][applicant("free_post", period)],
        GOOD_IF_YES["competition_passed"][applicant("competition_passed", period)],
    )
    public = np.where(staffing == MANUAL, MANUAL, np.maximum(staffing, place))
    unknown, institution = ENUMS["employer_kind"].unknown, ENUMS["employer_kind"].public_institution
    return np.where(kind == institution, public, np.where(kind == unknown, INCOMPLETE, MET))


def licence_held(applicant: Any, period: Any) -> np.ndarray:
    return np.where(applicant("licence_needed", period), GOOD_IF_YES["licence"][applicant("licence", period)], MET)


def identity(applicant: Any, period: Any) -> np.ndarray:
    kind = applicant("id_kind", period)
    here = np.where(ONLY_HERE[kind], GOOD_IF_YES["employed_in_city"][applicant("employed_in_city", period)], MET)
    return np.maximum(BY_ID[kind], here)


def in_post(applicant: Any, period: Any) -> np.ndarray:
    return BY_STATUS[applicant("status", period)]


def not_barred(applicant: Any, period: Any) -> np.ndarray:
    return np.where(applicant("barred", period), NOT_MET, MET)


def level_by_determination(applicant: Any, period: Any) -> np.ndarray:
    return BY_LEVEL[applicant("level", period)]


def not_already_held(applicant: Any, period: Any) -> np.ndarray:
    return BY_TITLE[applicant("title", period)]


def series_with_level(applicant: Any, period: Any) -> np.ndarray:
    return np.where(applicant("series_has_level", period), MET, NOT_MET)


def assessment(schooling: Any, period: Any) -> np.ndarray:
    forms = [BY_FORM[number][schooling(f"form_{number}", period)] for number in (1, 2, 3)]
    undated = np.where(schooling("undated_form", period), INCOMPLETE, MET)
    none = np.where(schooling("no_year_worked", period), MANUAL, MET)
    return np.maximum.reduce([*forms, undated, none])


def jurisdiction(applicant: Any, period: Any) -> np.ndarray:
    return BY_AFFILIATION[applicant("affiliation", period)]


def education_paper(schooling: Any, period: Any) -> np.ndarray:
    proof, country = schooling("proof", period), schooling("country", period)
    home, abroad = AT_HOME[proof], ABROAD[proof]
    known = np.where(country == ENUMS["country"].home, home, abroad)
    return np.where(country == ENUMS["country"].unknown, np.maximum(home, abroad), known)


def insurance_record(applicant: Any, period: Any) -> np.ndarray:
    return BY_INSURANCE[applicant("insurance", period)]


def post_table_paper(applicant: Any, period: Any) -> np.ndarray:
    kind, there = applicant("employer_kind", period), applicant("post_table", period)
    unknown, institution = ENUMS["employer_kind"].unknown, ENUMS["employer_kind"].public_institution
    asked = (kind == institution) | (kind == unknown)
    return np.where(asked & (there != ENUMS["post_table"].yes), INCOMPLETE, MET)


OF_SCHOOLING = (schooling_and_years, field_of_work, assessment, education_paper)
OF_APPLICANT = (
    not_exam_only,
    employer_not_self_evaluating,
    vacancy,
    licence_held,
    identity,
    in_post,
    not_barred,
    level_by_determination,
    not_already_held,
    series_with_level,
    jurisdiction,
    insurance_record,
    post_table_paper,
)


def outcome(schooling: Any, period: Any) -> np.ndarray:
    return np.maximum.reduce([schooling(one.__name__, period) for one in OF_SCHOOLING])


def verdict(applicant: Any, period: Any) -> np.ndarray:
    best = applicant.min(applicant.members("outcome", period)).astype(np.int32)
    return np.maximum.reduce([best, *(applicant(one.__name__, period) for one in OF_APPLICANT)])


def system() -> taxbenefitsystems.TaxBenefitSystem:
    """Inputs, conditions and the verdict."""
    made = taxbenefitsystems.TaxBenefitSystem([SCHOOLING, APPLICANT])
    made.add_variables(*_inputs(SCHOOLING, SCHEMA["schooling"]), *_inputs(APPLICANT, SCHEMA["person"]))
    for entity, formulas in ((SCHOOLING, (*OF_SCHOOLING, outcome)), (APPLICANT, (*OF_APPLICANT, verdict))):
        made.add_variables(*(_variable(entity, one.__name__, value_type=int, formula=one) for one in formulas))
    return made


def simulation_of(made: taxbenefitsystems.TaxBenefitSystem, counts: np.ndarray) -> Any:
    """A simulation of people with so many schoolings each.

    The place of each schooling among its applicant's is given, which the library would find in a loop.
    """
    builder, people, rows = SimulationBuilder(), len(counts), int(counts.sum())
    builder.create_entities(made)
    builder.declare_person_entity("schooling", range(rows))
    group = builder.declare_entity("applicant", range(people))
    group.members_entity_id = np.repeat(np.arange(people), counts)
    group.members_role = np.repeat(np.array(APPLICANT.flattened_roles[:1]), rows)
    group.members_position = np.arange(rows) - np.repeat(np.cumsum(counts) - counts, counts)
    return builder.build(made)


def ask(simulation: Any, columns: dict[str, np.ndarray]) -> np.ndarray:
    """The verdicts of the simulation with these inputs."""
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    return simulation.calculate("verdict", PERIOD)


def typed(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The columns as OpenFisca holds them, so that setting an input converts nothing."""
    return {
        name: indexed_enums.EnumArray(column, ENUMS[name]) if name in ENUMS else column
        for name, column in columns.items()
    }


Run = tuple[float, float, np.ndarray]
"""Seconds of CPU for building the simulation, and for its inputs and verdicts; the verdicts."""


def everyone(made: Any, counts: np.ndarray, columns: dict[str, np.ndarray]) -> Run:
    """All at once."""
    given, started = typed(columns), time.process_time()
    simulation, built = simulation_of(made, counts), time.process_time()
    answers = ask(simulation, given)
    return built - started, time.process_time() - built, answers


def each(made: Any, counts: np.ndarray, columns: dict[str, np.ndarray]) -> Run:
    """One person at a time, in a simulation of his own; building it counts with the rest."""
    ends = np.cumsum(counts)
    singles = []
    for person, (end, count) in enumerate(zip(ends, counts, strict=True)):
        rows = {name: columns[name][end - count : end] for kind in SCHEMA["schooling"].values() for name in kind}
        own = {name: columns[name][person : person + 1] for kind in SCHEMA["person"].values() for name in kind}
        singles.append((counts[person : person + 1], typed({**rows, **own})))
    started = time.process_time()
    answers = [ask(simulation_of(made, count), given) for count, given in singles]
    return 0.0, time.process_time() - started, np.concatenate(answers)


def main(path: str, how: str) -> None:
    """Verdicts of everyone, all at once (`all`, or `tables`) or `one` at a time; the fastest of three rounds counts."""
    Words.tables = how == "tables"
    with np.load(path) as file:
        columns = {name: file[name] for name in file.files}
    counts = columns.pop("count")
    made, run = system(), each if how == "one" else everyone
    rounds = [run(made, counts, columns) for _ in range(3)]
    np.save(f"{path}.verdicts.npy", rounds[0][2].astype(np.uint8))
    building, seconds, _ = min(rounds, key=lambda one: one[0] + one[1])
    print(json.dumps({"building": building, "seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3])
