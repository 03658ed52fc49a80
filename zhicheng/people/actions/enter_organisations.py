"""Enter bureaus, supervising departments and employers from a table: all rows or none, each fault named by its line."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.uscc import BadUscc, read_uscc
from zhicheng.events.record import record
from zhicheng.people.models import Organisation
from zhicheng.people.models.organisation import KIND_WORDS

COLUMNS = (
    "name",
    "kind",
    "uscc",
    "affiliation",
    "supervised_by",
    "self_evaluating",
    "phone",
    "address",
    "document_word",
)


@dataclass(frozen=True, slots=True)
class Entered:
    """How many rows were new and how many put an older row right."""

    new: int
    changed: int


def enter_organisations(
    rows: list[dict[str, str]], *, affiliations: frozenset[str], actor: Actor, now: datetime
) -> Entered:
    """Enter the rows (texts by COLUMNS); a unit that is there, by its code or else its name, is put right instead.

    `supervised_by` names a department of this table or of the platform. Raises Refused with every fault at once.
    """
    faults = [fault for line, row in enumerate(rows, start=2) for fault in _faults(line, row, affiliations)]
    if faults:
        raise Refused(f"有 {len(faults)} 处需要改正，没有导入任何一行。", tuple(faults))
    new = changed = 0
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: bool(row.get("supervised_by"))):
            made = _enter(row, actor, now)
            new, changed = new + made, changed + (not made)
    return Entered(new, changed)


def _faults(line: int, row: dict[str, str], affiliations: frozenset[str]) -> list[Defect]:
    where = f"第 {line} 行"
    faults = [Defect(f"{where}：没有“{name}”这一列", where) for name in row if name not in COLUMNS]
    if not row.get("name"):
        faults.append(Defect(f"{where}：没有单位名称", where))
    if row.get("kind") not in KIND_WORDS:
        faults.append(Defect(f"{where}：单位类别须是 {'、'.join(KIND_WORDS)} 之一", where))
    if row.get("affiliation") not in affiliations:
        faults.append(Defect(f"{where}：隶属代码须是 {'、'.join(sorted(affiliations))} 之一", where))
    if row.get("uscc"):
        try:
            read_uscc(row["uscc"])
        except BadUscc as bad:
            faults.append(Defect(f"{where}：{bad}", where))
    return faults


def _enter(row: dict[str, str], actor: Actor, now: datetime) -> bool:
    """One row; True when it is new."""
    code = read_uscc(row["uscc"]).code if row.get("uscc") else None
    standing = Organisation.objects.select_for_update()
    unit = standing.filter(uscc=code).first() if code else standing.filter(name=row["name"], uscc=None).first()
    made = unit is None
    unit = unit or Organisation()
    for name in ("name", "kind", "affiliation", "phone", "address", "document_word"):
        setattr(unit, name, row.get(name, ""))
    unit.uscc = code
    unit.self_evaluating = row.get("self_evaluating", "").lower() in {"1", "yes", "true", "是"}
    unit.supervised_by = _department(row.get("supervised_by", ""))
    unit.save()
    details = {"name": unit.name, "kind": unit.kind, "affiliation": unit.affiliation, "new": made}
    record("enter_organisation", subject=f"organisation:{unit.handle}", actor=actor, now=now, details=details)
    return made


def _department(name: str) -> Organisation | None:
    if not name:
        return None
    found = Organisation.objects.filter(name=name, kind="department").first()
    if found is None:
        raise Refused(f"没有名为“{name}”的主管部门，请先把它列进表里（类别 department）。")
    return found
