"""Ask the registers about a person; the worker carries the question, the answer comes back as evidence."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from zhicheng import vault
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.outbox.post import post
from zhicheng.people.hold_archive import hold_archive
from zhicheng.people.models import ArchiveEntry, Evidence

REGISTERS = ("education", "insurance")
ASK_AGAIN = timedelta(minutes=2)


def ask_registers(*, actor: Actor, now: datetime) -> list[Evidence]:
    """Promise one question to each register, unless one was asked just now."""
    asked = []
    with transaction.atomic():
        hold_archive(actor.person_id)
        for register in REGISTERS:
            recent = Evidence.objects.filter(
                person_id=actor.person_id, register=register, asked_at__gt=now - ASK_AGAIN, outcome=Evidence.ASKED
            )
            if recent.exists():
                continue
            evidence = Evidence.objects.create(person_id=actor.person_id, register=register, asked_at=now)
            post(f"register.{register}", key=f"register:{evidence.pk}", now=now, evidence=evidence.pk)
            asked.append(evidence)
        if asked:
            names = [evidence.register for evidence in asked]
            record(
                "ask_registers",
                subject=f"person:{asked[0].person.handle}",
                actor=actor,
                now=now,
                details={"registers": names},
            )
    return asked


def keep_answer(
    evidence_id: int, entries: list[dict[str, Any]], *, raw: bytes, actor: Actor, now: datetime
) -> Evidence:
    """The register answered: raw words sealed, its entries ({section, values}) in the place of earlier pulled ones."""
    with transaction.atomic():
        evidence = Evidence.objects.select_for_update().get(pk=evidence_id)
        if evidence.outcome != Evidence.ASKED:
            return evidence
        hold_archive(evidence.person_id)
        evidence.outcome = Evidence.ANSWERED if entries else Evidence.SILENT
        evidence.why = "" if entries else "登记库里没有您的记录，请在下面自行填写并上传证明。"
        evidence.answered_at = now
        evidence.raw_sealed = vault.seal(raw.decode("utf-8", "replace"), place=f"evidence|raw|{evidence.pk}")
        evidence.raw_sha256 = sha256(raw).hexdigest()
        evidence.save()
        if entries:
            _replace(evidence, entries, now)
        details = {"register": evidence.register, "entries": len(entries), "raw": evidence.raw_sha256}
        record("keep_answer", subject=f"person:{evidence.person.handle}", actor=actor, now=now, details=details)
    return evidence


def keep_silence(evidence_id: int, *, why: str, actor: Actor, now: datetime) -> Evidence:
    """The register could not be asked: say why, and let the person upload instead. Not a refusal of anything."""
    with transaction.atomic():
        evidence = Evidence.objects.select_for_update().get(pk=evidence_id)
        if evidence.outcome == Evidence.ASKED:
            evidence.outcome, evidence.why, evidence.answered_at = Evidence.UNAVAILABLE, why, now
            evidence.save()
            details = {"register": evidence.register, "why": why}
            record("keep_silence", subject=f"person:{evidence.person.handle}", actor=actor, now=now, details=details)
    return evidence


def _replace(evidence: Evidence, entries: list[dict[str, Any]], now: datetime) -> None:
    """Put the new entries in the place of the earlier ones from this register; unchanged ones stay as they are."""
    earlier = ArchiveEntry.objects.filter(
        person_id=evidence.person_id, evidence__register=evidence.register, removed_at=None
    )
    standing = {_signature(row.section, row.values): row for row in earlier}
    wanted = {_signature(entry["section"], entry["values"]): entry for entry in entries}
    for signature, row in standing.items():
        if signature not in wanted:
            row.removed_at = now
            row.save(update_fields=["removed_at"])
    for signature, entry in wanted.items():
        if signature not in standing:
            ArchiveEntry.objects.create(
                person_id=evidence.person_id,
                section=entry["section"],
                values=entry["values"],
                source="pulled",
                evidence=evidence,
                created_at=now,
                saved_at=now,
            )


def _signature(section: str, values: dict[str, Any]) -> str:
    return json.dumps([section, values], sort_keys=True, ensure_ascii=False)
