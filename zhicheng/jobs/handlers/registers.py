"""Carry a person's question to a register and bring the answer back as evidence."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from zhicheng.domain.permissions import WORKER
from zhicheng.gateways.education import EducationAnswer, education_records
from zhicheng.gateways.insurance import InsuranceAnswer, insurance_records
from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.jobs.clock import real_now
from zhicheng.people.actions.ask_registers import keep_answer, keep_silence
from zhicheng.people.models import Evidence

Entries = list[dict[str, Any]]


def ask_education(payload: dict[str, Any], now: datetime) -> None:
    def ask(subject: Subject) -> tuple[Entries, bytes]:
        answer: EducationAnswer = education_records().schooling_of(subject, now=real_now())
        entries = [{"section": "schooling", "values": one.as_entry()} for one in answer.diplomas]
        entries += [{"section": "degree", "values": one.as_entry()} for one in answer.degrees]
        return entries, answer.evidence.raw

    _bring_back(payload["evidence"], ask, "学历库暂时查不到，稍后可以再试；也可以先自行填写并上传证书。", now)


def ask_insurance(payload: dict[str, Any], now: datetime) -> None:
    def ask(subject: Subject) -> tuple[Entries, bytes]:
        answer: InsuranceAnswer = insurance_records().months_of(subject, now=real_now())
        entries = [{"section": "insurance", "values": one.as_entry()} for one in answer.spans]
        return entries, answer.evidence.raw

    _bring_back(payload["evidence"], ask, "社保库暂时查不到，稍后可以再试；也可以先上传参保证明。", now)


def _bring_back(evidence_id: int, ask: Callable[[Subject], tuple[Entries, bytes]], silence: str, now: datetime) -> None:
    evidence = Evidence.objects.select_related("person").get(pk=evidence_id)
    if evidence.outcome != Evidence.ASKED:
        return
    person = evidence.person
    subject = Subject(name=person.name, id_kind=person.id_kind, id_number=person.id_number())
    try:
        entries, raw = ask(subject)
    except Unavailable:
        keep_silence(evidence_id, why=silence, actor=WORKER, now=now)
        return
    keep_answer(evidence_id, entries, raw=raw, actor=WORKER, now=now)
