"""huzhou-2024 as an OpenFisca model: an input for each flattened column, a variable for each condition, one verdict.

Run as a script in the bench's own environment: `python openfisca_model.py COLUMNS.npz SCHEMA.json one|all` prints the
times as JSON and writes the verdicts beside the columns.
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
OUTCOMES = ("met", "incomplete", "manual", "not_met")
MONTH = periods.DateUnit.MONTH
PERIOD = periods.period("2024-10")
PERSON = entities.build_entity(key="person", plural="persons", label="applicant", is_person=True)

with open(sys.argv[2], encoding="utf-8") as _file:
    SCHEMA: dict[str, Any] = json.load(_file)
WORDS: dict[str, list[str]] = SCHEMA["words"]


def _variable(name: str, **shape: Any) -> type[variables.Variable]:
    return type(name, (variables.Variable,), {"entity": PERSON, "definition_period": MONTH, "label": name, **shape})


ENUMS = {name: indexed_enums.Enum(f"{name}_words", [(word, word) for word in words]) for name, words in WORDS.items()}
INPUTS = [
    *(
        _variable(name, value_type=indexed_enums.Enum, possible_values=enum, default_value=next(iter(enum)))
        for name, enum in ENUMS.items()
    ),
    *(_variable(name, value_type=bool) for name in SCHEMA["flags"]),
    *(_variable(name, value_type=int) for name in SCHEMA["years"]),
]


def _table(name: str, outcomes: dict[str, int], other: int = MET) -> np.ndarray:
    """The outcome of each word of an enumeration, to be looked up by its index."""
    return np.array([outcomes.get(word, other) for word in WORDS[name]], np.int32)


TOLD = ("unknown", "no", "yes")
GOOD_IF_YES = np.array([INCOMPLETE, NOT_MET, MET], np.int32)
GOOD_IF_NO = np.array([INCOMPLETE, MET, NOT_MET], np.int32)
YEARS = _table("way", {"R1": 1, "like_R1": 1, "R2": 3, "like_R2": 3, "R3": 1, "like_R3": 1, "R5": 3}, 0)
YEARS_SINCE = _table("way", {"R5": 1}, 0)
BY_WAY = _table("way", {"none": NOT_MET, "like_R1": MANUAL, "like_R2": MANUAL, "like_R3": MANUAL, "like_none": MANUAL})
BY_CONCLUSION = _table("conclusion", {"unknown": INCOMPLETE, "completed": NOT_MET, "incomplete": NOT_MET})
BY_FORM = _table(
    "form_1",
    {"unstamped": INCOMPLETE, "no_grade": INCOMPLETE, "missing": INCOMPLETE, "ungraded": MANUAL, "failed": NOT_MET},
)
BY_ID = _table("id_kind", {"unknown": INCOMPLETE, "passport": NOT_MET, "foreign_work_permit": NOT_MET})
ONLY_HERE = _table("id_kind", {"resident_id": 0, "unknown": 0, "passport": 0, "foreign_work_permit": 0}, 1)
BY_STATUS = _table("status", {"unknown": INCOMPLETE, "retired": NOT_MET, "civil_servant": NOT_MET})
BY_STAFFING = _table("staffing", {"unknown": INCOMPLETE, "contract": MANUAL})
BY_AFFILIATION = _table("affiliation", {"unknown": INCOMPLETE, "other": MANUAL})
BY_LEVEL = _table("level", {"associate_senior": NOT_MET, "senior": NOT_MET})
BY_TITLE = _table("title", {"unknown": INCOMPLETE, "lower_otherwise": MANUAL, "same_or_higher": NOT_MET})
BY_INSURANCE = _table("insurance", {"unknown": INCOMPLETE, "none": INCOMPLETE})
AT_HOME = _table("proof", {"pulled": MET, "filing_form": MET}, INCOMPLETE)
ABROAD = _table("proof", {"cscse": MET}, INCOMPLETE)


def schooling_and_years(person: Any, period: Any) -> np.ndarray:
    way, had = person("way", period), person("had", period)
    needed, since = YEARS[way], YEARS_SINCE[way]
    full = (person("years", period) >= needed) & (person("years_since", period) >= since)
    perhaps = (person("years_perhaps", period) >= needed) & (person("years_since_perhaps", period) >= since)
    known = had == ENUMS["had"].known
    years = np.where(full & known, MET, np.where(perhaps & (had != ENUMS["had"].future), INCOMPLETE, NOT_MET))
    level = np.where(person("level_known", period), MET, INCOMPLETE)
    conclusion = BY_CONCLUSION[person("conclusion", period)]
    return np.maximum(np.maximum(years, level), np.maximum(BY_WAY[way], conclusion))


def field_of_work(person: Any, period: Any) -> np.ndarray:
    field, same = person("field", period), person("same_work", period)
    work = GOOD_IF_YES[person("work", period)]
    unrelated = np.where(same == ENUMS["same_work"].yes, MANUAL, GOOD_IF_YES[same])
    by_field = np.select(
        [field == ENUMS["field"].unknown, field == ENUMS["field"].unrelated], [INCOMPLETE, unrelated], MET
    )
    return np.where(work == MET, by_field, work)


def not_exam_only(person: Any, period: Any) -> np.ndarray:
    return GOOD_IF_NO[person("by_exam", period)]


def employer_not_self_evaluating(person: Any, period: Any) -> np.ndarray:
    return GOOD_IF_NO[person("self_evaluating", period)]


def vacancy(person: Any, period: Any) -> np.ndarray:
    kind, staffing = person("employer_kind", period), BY_STAFFING[person("staffing", period)]
    place = np.maximum(GOOD_IF_YES[person("free_post", period)], GOOD_IF_YES[person("competition_passed", period)])
    public = np.where(staffing == MANUAL, MANUAL, np.maximum(staffing, place))
    unknown, institution = ENUMS["employer_kind"].unknown, ENUMS["employer_kind"].public_institution
    return np.where(kind == institution, public, np.where(kind == unknown, INCOMPLETE, MET))


def licence_held(person: Any, period: Any) -> np.ndarray:
    return np.where(person("licence_needed", period), GOOD_IF_YES[person("licence", period)], MET)


def identity(person: Any, period: Any) -> np.ndarray:
    kind = person("id_kind", period)
    here = np.where(ONLY_HERE[kind], GOOD_IF_YES[person("employed_in_city", period)], MET)
    return np.maximum(BY_ID[kind], here)


def in_post(person: Any, period: Any) -> np.ndarray:
    return BY_STATUS[person("status", period)]


def not_barred(person: Any, period: Any) -> np.ndarray:
    return np.where(person("barred", period), NOT_MET, MET)


def level_by_determination(person: Any, period: Any) -> np.ndarray:
    return BY_LEVEL[person("level", period)]


def not_already_held(person: Any, period: Any) -> np.ndarray:
    return BY_TITLE[person("title", period)]


def series_with_level(person: Any, period: Any) -> np.ndarray:
    return np.where(person("series_has_level", period), MET, NOT_MET)


def assessment(person: Any, period: Any) -> np.ndarray:
    forms = [BY_FORM[person(f"form_{number}", period)] for number in (1, 2, 3)]
    undated = np.where(person("undated_form", period), INCOMPLETE, MET)
    none = np.where(person("no_year_worked", period), MANUAL, MET)
    return np.maximum.reduce([*forms, undated, none])


def jurisdiction(person: Any, period: Any) -> np.ndarray:
    return BY_AFFILIATION[person("affiliation", period)]


def education_paper(person: Any, period: Any) -> np.ndarray:
    proof, country = person("proof", period), person("country", period)
    home, abroad = AT_HOME[proof], ABROAD[proof]
    known = np.where(country == ENUMS["country"].home, home, abroad)
    return np.where(country == ENUMS["country"].unknown, np.maximum(home, abroad), known)


def insurance_record(person: Any, period: Any) -> np.ndarray:
    return BY_INSURANCE[person("insurance", period)]


def post_table_paper(person: Any, period: Any) -> np.ndarray:
    kind, there = person("employer_kind", period), person("post_table", period)
    unknown, institution = ENUMS["employer_kind"].unknown, ENUMS["employer_kind"].public_institution
    asked = (kind == institution) | (kind == unknown)
    return np.where(asked & (there != ENUMS["post_table"].yes), INCOMPLETE, MET)


CONDITIONS = (
    schooling_and_years,
    field_of_work,
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
    assessment,
    jurisdiction,
    education_paper,
    insurance_record,
    post_table_paper,
)


def verdict(person: Any, period: Any) -> np.ndarray:
    return np.maximum.reduce([person(one.__name__, period) for one in CONDITIONS])


def system() -> taxbenefitsystems.TaxBenefitSystem:
    """Inputs, conditions and the verdict."""
    made = taxbenefitsystems.TaxBenefitSystem([PERSON])
    worked_out = (*CONDITIONS, verdict)
    made.add_variables(*INPUTS, *(_variable(one.__name__, value_type=int, formula=one) for one in worked_out))
    return made


def ask(made: taxbenefitsystems.TaxBenefitSystem, columns: dict[str, np.ndarray], people: int) -> np.ndarray:
    """The verdicts of a simulation of so many people."""
    simulation = SimulationBuilder().build_default_simulation(made, people)
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    return simulation.calculate("verdict", PERIOD)


def typed(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The columns as OpenFisca holds them, so that setting an input converts nothing."""
    return {
        name: indexed_enums.EnumArray(column, ENUMS[name]) if name in ENUMS else column
        for name, column in columns.items()
    }


def main(path: str, how: str) -> None:
    """Verdicts of everyone, all at once or one at a time; the fastest round counts."""
    with np.load(path) as file:
        columns = {name: file[name] for name in file.files}
    made, people = system(), len(columns["level"])
    rounds, used = [], []
    for _ in range(3):
        if how == "all":
            given = typed(columns)
            started, cpu = time.perf_counter(), time.process_time()
            answers = ask(made, given, people)
        else:
            singles = [typed({name: column[i : i + 1] for name, column in columns.items()}) for i in range(people)]
            started, cpu = time.perf_counter(), time.process_time()
            answers = np.concatenate([ask(made, single, 1) for single in singles])
        used.append(time.process_time() - cpu)
        rounds.append(time.perf_counter() - started)
    np.save(f"{path}.verdicts.npy", answers.astype(np.uint8))
    print(json.dumps({"seconds": min(used), "elapsed": min(rounds)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3])
