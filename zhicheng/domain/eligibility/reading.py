"""Facts read strictly from JSON: every fault at once, each with its path; nothing guessed, nothing let through."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility.facts import (
    Assessment,
    Degree,
    Diploma,
    Employer,
    Facts,
    Insurance,
    Person,
    Target,
    Title,
    Work,
)
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.strict_json import (
    FIRST_YEAR,
    LAST_YEAR_ASKED,
    Fault,
    Reader,
    UnreadableFacts,
    shown,
)

_REGION = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}\Z")


class _Reader(Reader):
    """A reader that knows the codes of the pack."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.pack = pack


def read_facts(obj: object, *, today: date, pack: Pack) -> Facts:
    """The facts in `obj` (parsed JSON). Years are counted to `as_of`, else to `today` (a legal day of the bureau).

    The codes of series, licences and regions are those of `pack`. Raises UnreadableFacts with every fault.
    """
    reader = _Reader(pack)
    if not isinstance(obj, dict):
        raise UnreadableFacts([Fault("$", "应为对象")])
    top = reader.object(obj, "", _TOP)
    as_of = reader.day(top, "", "as_of") or today
    if as_of.year > LAST_YEAR_ASKED:
        reader.fault("as_of", f"不在可计算的范围内：{as_of}")
    facts = Facts(
        as_of=as_of,
        target=_target(reader, top.get("target")),
        person=_person(reader, top.get("person")),
        employer=_employer(reader, top.get("employer")),
        diplomas=reader.rows(top.get("diplomas"), "diplomas", _DIPLOMA, lambda row, at: _diploma(reader, row, at)),
        degrees=reader.rows(top.get("degrees"), "degrees", _DEGREE, lambda row, at: _degree(reader, row, at)),
        work=reader.rows(top.get("work"), "work", _WORK, lambda row, at: _work(reader, row, at)),
        assessments=reader.rows(
            top.get("assessments"), "assessments", _ASSESSMENT, lambda row, at: _assessment(reader, row, at)
        ),
        insurance=_insurance(reader, top.get("insurance")),
        licences=_licences(reader, top.get("licences")),
        titles=reader.rows(top.get("titles"), "titles", _TITLE, lambda row, at: _title(reader, row, at)),
        post_table=reader.flag(top, "", "post_table"),
    )
    if reader.faults:
        raise UnreadableFacts(reader.faults)
    return facts


_TOP = frozenset(Facts.__dataclass_fields__)
_TARGET = frozenset(Target.__dataclass_fields__)
_PERSON = frozenset(Person.__dataclass_fields__)
_EMPLOYER = frozenset(Employer.__dataclass_fields__)
_DIPLOMA = frozenset(Diploma.__dataclass_fields__)
_DEGREE = frozenset(Degree.__dataclass_fields__)
_WORK = frozenset(("from", "to", "field", "kind"))
_ASSESSMENT = frozenset(Assessment.__dataclass_fields__)
_INSURANCE = frozenset(Insurance.__dataclass_fields__)
_TITLE = frozenset(Title.__dataclass_fields__)
_BASES = codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS


def _target(reader: _Reader, value: Any) -> Target:
    target = reader.object(value, "target", _TARGET)
    for name in ("level", "series"):
        if target.get(name) is None:
            reader.fault(f"target.{name}", "必填")
    return Target(
        level=reader.code(target, "target", "level", codes.LEVELS) or "",
        series=reader.code(target, "target", "series", reader.pack.series) or "",
        speciality=reader.text(target, "target", "speciality"),
    )


def _person(reader: _Reader, value: Any) -> Person:
    person = reader.object(value, "person", _PERSON)
    return Person(
        id_kind=reader.code(person, "person", "id_kind", codes.ID_KINDS),
        employed_in_city=reader.flag(person, "person", "employed_in_city"),
        status=reader.code(person, "person", "status", codes.STATUSES),
        punished_until=reader.day(person, "person", "punished_until"),
        banned_until=reader.day(person, "person", "banned_until"),
    )


def _employer(reader: _Reader, value: Any) -> Employer:
    employer = reader.object(value, "employer", _EMPLOYER)
    return Employer(
        kind=reader.code(employer, "employer", "kind", codes.EMPLOYER_KINDS),
        affiliation=reader.code(employer, "employer", "affiliation", reader.pack.readable_affiliations),
        self_evaluating=reader.flag(employer, "employer", "self_evaluating"),
        vacancies=_vacancies(reader, employer.get("vacancies")),
        staffing=reader.code(employer, "employer", "staffing", codes.STAFFINGS),
        competition_passed=reader.flag(employer, "employer", "competition_passed"),
    )


def _vacancies(reader: _Reader, value: Any) -> dict[str, int] | None:
    if value is None:
        return None
    path = "employer.vacancies"
    free: dict[str, int] = {}
    for level, posts in reader.object(value, path, codes.LEVELS).items():
        count = None if posts is None else reader.whole(posts, f"{path}.{level}", 0, 1_000_000)
        if count is not None:
            free[level] = count
    return free


def _diploma(reader: _Reader, row: dict[str, Any], at: str) -> Diploma:
    return Diploma(
        level=reader.code(row, at, "level", codes.DIPLOMA_LEVELS),
        date=reader.day(row, at, "date"),
        conclusion=reader.code(row, at, "conclusion", codes.CONCLUSIONS),
        mode=reader.code(row, at, "mode", codes.MODES),
        field=reader.code(row, at, "field", codes.FIELDS),
        country=reader.code(row, at, "country", codes.COUNTRIES),
        proof=reader.code(row, at, "proof", codes.PROOFS),
    )


def _degree(reader: _Reader, row: dict[str, Any], at: str) -> Degree:
    return Degree(
        level=reader.code(row, at, "level", codes.DEGREE_LEVELS),
        date=reader.day(row, at, "date"),
        field=reader.code(row, at, "field", codes.FIELDS),
        country=reader.code(row, at, "country", codes.COUNTRIES),
        proof=reader.code(row, at, "proof", codes.PROOFS),
    )


def _work(reader: _Reader, row: dict[str, Any], at: str) -> Work:
    start, end = reader.day(row, at, "from"), reader.day(row, at, "to")
    if start and end and end < start:
        reader.fault(f"{at}.to", f"止日{end}早于起日{start}")
    return Work(
        start=start,
        end=end,
        still_there="to" in row and row["to"] is None,
        field=reader.code(row, at, "field", codes.FIELDS),
        kind=reader.code(row, at, "kind", codes.WORK_KINDS),
    )


def _assessment(reader: _Reader, row: dict[str, Any], at: str) -> Assessment:
    year = row.get("year")
    return Assessment(
        year=None if year is None else reader.whole(year, f"{at}.year", FIRST_YEAR, LAST_YEAR_ASKED),
        grade=reader.code(row, at, "grade", codes.GRADES),
        stamped=reader.flag(row, at, "stamped"),
    )


def _insurance(reader: _Reader, value: Any) -> Insurance:
    insurance = reader.object(value, "insurance", _INSURANCE)
    region = insurance.get("region")
    if not (isinstance(region, str) and _REGION.match(region)):
        region = reader.code(insurance, "insurance", "region", reader.pack.readable_affiliations)
    return Insurance(source=reader.code(insurance, "insurance", "source", codes.INSURANCE_SOURCES), region=region)


def _licences(reader: _Reader, value: Any) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        reader.fault("licences", "应为列表")
        return None
    held = set()
    for index, code in enumerate(value):
        if isinstance(code, str) and code in reader.pack.licence_codes:
            held.add(code)
        else:
            reader.fault(f"licences[{index}]", f"没有这个代码：{shown(code)}")
    return frozenset(held)


def _title(reader: _Reader, row: dict[str, Any], at: str) -> Title:
    return Title(
        level=reader.code(row, at, "level", codes.LEVELS),
        series=reader.code(row, at, "series", reader.pack.series),
        speciality=reader.text(row, at, "speciality"),
        via=reader.code(row, at, "via", codes.VIAS),
        date=reader.day(row, at, "date"),
        basis=reader.code(row, at, "basis", _BASES),
    )
