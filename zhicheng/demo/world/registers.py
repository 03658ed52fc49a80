"""How the two registers answered in the past, as evidence; and what their stand-in knows from now on."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from zhicheng.demo.world.applicant import Applicant
from zhicheng.demo.world.cast import World, as_applicant
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.permissions import WORKER
from zhicheng.gateways.standin.records import education_data, insurance_data
from zhicheng.people.actions.ask_registers import ask_registers, keep_answer, keep_silence
from zhicheng.people.models import Person

DOWN = "登记库正在维护，稍后可以再试；也可以先自行填写并上传证明。"
AREA_OF_INSURANCE = {"nantaihu": "330500", "other": "330500"}
Row = dict[str, Any]


def answer_registers(person: Person, applicant: Applicant, world: World, now: datetime) -> None:
    """Ask both registers at `now` and keep what they answer there and then."""
    record = _known(applicant, world, now, last=_month_before(now))
    for evidence in ask_registers(actor=as_applicant(person), now=now):
        if applicant.registers == "down":
            keep_silence(evidence.pk, why=DOWN, actor=WORKER, now=now)
            continue
        found = applicant.registers == "pulled"
        read = _education if evidence.register == "education" else _insurance
        entries, data = read(record) if found else ([], {})
        raw = _raw(applicant, f"{evidence.pk:032x}", bool(entries), data, now)
        keep_answer(evidence.pk, entries, raw=raw, actor=WORKER, now=now)


def write_standin_people(applicants: list[Applicant], world: World, now: datetime) -> Path:
    """The stand-in's file: everybody, with records up to the month before `now`, written whole or not at all."""
    rows = []
    for one in applicants:
        person = world.people.get(one.name)
        if person is not None:
            number = {"name": one.name, "id_kind": person.id_kind, "id_number": person.id_number()}
            rows.append(number | _known(one, world, now, last=_month_before(now)) | {"mark": _mark(one)})
    path = Path(settings.DATA) / "standin-people.json"
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    draft.chmod(0o600)
    draft.replace(path)
    return path


def _mark(applicant: Applicant) -> str:
    return applicant.mark or (applicant.registers if applicant.registers in ("unknown", "down") else "")


def _known(applicant: Applicant, world: World, now: datetime, *, last: str) -> Row:
    """The person in the words of the stand-in's file; schools abroad are on no register."""
    home = [one for one in applicant.studies if one.country == "CN"]
    return {
        "schooling": [
            {
                "level": one.level,
                "conclusion": "graduated",
                "mode": one.mode,
                "enrolled": one.enrolled,
                "date": one.day,
                "school": one.school,
                "speciality": one.speciality,
                "certificate_number": "",
            }
            for one in home
        ],
        "degrees": [
            {
                "level": one.degree,
                "date": one.day,
                "school": one.school,
                "speciality": one.speciality,
                "certificate_number": "",
            }
            for one in home
            if one.degree
        ],
        "insurance": [_span(world, job.unit, job.begun, job.ended, last) for job in applicant.jobs],
    }


def _span(world: World, unit: str, begun: str, ended: str, last: str) -> Row:
    found = world.units.get(unit)
    area = found.affiliation if found else "330500"
    name = found.name if found else unit
    region = AREA_OF_INSURANCE.get(area, area)
    return {"region": region, "employer": name, "from": begun[:7], "to": (ended or last)[:7]}


def _education(record: Row) -> tuple[list[Row], Row]:
    home = {"country": "CN"}
    entries = [{"section": "schooling", "values": row | home} for row in record["schooling"]]
    entries += [{"section": "degree", "values": row | home} for row in record["degrees"]]
    return entries, education_data(record)


def _insurance(record: Row) -> tuple[list[Row], Row]:
    return [{"section": "insurance", "values": row} for row in record["insurance"]], insurance_data(record)


def _raw(applicant: Applicant, request: str, found: bool, data: Row, now: datetime) -> bytes:
    """The envelope as the register sends it; the digest of the number stands for a real one."""
    envelope = {
        "requestId": request,
        "answeredAt": now.astimezone(BUREAU_ZONE).isoformat(),
        "subject": {"name": applicant.name, "idHash": "0" * 64},
        "found": found,
        "data": data,
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def _month_before(now: datetime) -> str:
    first = now.astimezone(BUREAU_ZONE).replace(day=1)
    return f"{first - timedelta(days=1):%Y-%m}"
