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
from openfisca_core import indexed_enums, periods, taxbenefitsystems
from openfisca_core.simulations import SimulationBuilder
from openfisca_inputs import (
    ABROAD,
    APPLICANT,
    AT_HOME,
    BY_AFFILIATION,
    BY_CONCLUSION,
    BY_FORM,
    BY_ID,
    BY_INSURANCE,
    BY_LEVEL,
    BY_STAFFING,
    BY_STATUS,
    BY_TITLE,
    BY_WAY,
    ENUMS,
    GOOD_IF_NO,
    GOOD_IF_YES,
    INCOMPLETE,
    MANUAL,
    MET,
    NOT_MET,
    ONLY_HERE,
    SCHEMA,
    SCHOOLING,
    YEARS,
    YEARS_SINCE,
    Words,
    inputs,
    variable,
)

PERIOD = periods.period("2024-10")


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
    made.add_variables(*inputs(SCHOOLING, SCHEMA["schooling"]), *inputs(APPLICANT, SCHEMA["person"]))
    for entity, formulas in ((SCHOOLING, (*OF_SCHOOLING, outcome)), (APPLICANT, (*OF_APPLICANT, verdict))):
        made.add_variables(*(variable(entity, one.__name__, value_type=int, formula=one) for one in formulas))
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
