"""The archive's entries as the lists of facts that the eligibility check takes (dates ISO, what is unread left out)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.domain.archive.entry import ArchiveEntry
from zhicheng.domain.archive.reading import read_entry

Facts = dict[str, Any]
Lists = Mapping[str, Collection[str]]
_HOME = "CN"


def facts_from(
    entries: Sequence[ArchiveEntry],
    *,
    relations: Mapping[str, str],
    today: date,
    lists: Lists | None = None,
) -> Facts:
    """`diplomas`, `degrees`, `work`, `assessments`, `insurance`, `licences` and `titles` of the eligibility facts.

    `relations` says by entry id how schooling or work relates to the speciality applied for (same, related,
    unrelated); an entry that is not in it has no `field`, which is "not known yet". Schooling and work of which
    there is no entry at all are left out as unknown; the other lists are whole. A typed assessment without its
    uploaded form is no form, and is left out. A field with a fault is left out too; `lists` are those of `read_entry`.
    """
    read = _Read(today, lists)
    facts: Facts = {
        "assessments": [
            read(one, "year", "grade", "stamped")
            for one in _of(entries, "assessment")
            if one.files.get("file") or one.source in ("pulled", "scan")
        ],
        "insurance": _insurance(entries, read),
        "licences": sorted({kind for one in _of(entries, "licence") for kind in read(one, "kind").values()}),
        "titles": [read(one, "level", "series", "speciality", "via", "date", "basis") for one in _of(entries, "title")],
    }
    if _of(entries, "schooling") or _of(entries, "degree"):
        facts["diplomas"] = [_diploma(one, relations, read) for one in _of(entries, "schooling")]
        facts["degrees"] = [_degree(one, relations, read) for one in _of(entries, "degree")]
    if _of(entries, "work"):
        facts["work"] = [_work(one, relations, read) for one in _of(entries, "work")]
    return facts


@dataclass(frozen=True, slots=True)
class _Read:
    today: date
    lists: Lists | None

    def __call__(self, entry: ArchiveEntry, *names: str) -> Facts:
        """Those of the named fields that are there and without a fault."""
        reading = read_entry(entry.section, entry.values, today=self.today, source=entry.source, lists=self.lists)
        return {
            name: _plain(reading.values[name])
            for name in names
            if name in reading.values and name not in reading.errors
        }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def proof_of(entry: ArchiveEntry) -> str:
    """How a diploma or degree is proved: pulled, filing_form, certificate, cscse or none."""
    if entry.pulled:
        return "pulled"
    if not entry.files.get("certificate_file"):
        return "none"
    country = entry.values.get("country", "").strip() or _HOME
    if country == _HOME and entry.files.get("filing_form_file"):
        return "filing_form"
    if country != _HOME and entry.files.get("cscse_file"):
        return "cscse"
    return "certificate"


def _diploma(entry: ArchiveEntry, relations: Mapping[str, str], read: _Read) -> Facts:
    facts = read(entry, "level", "date", "conclusion", "mode", "country")
    return facts | _field(entry, relations) | {"proof": proof_of(entry)}


def _degree(entry: ArchiveEntry, relations: Mapping[str, str], read: _Read) -> Facts:
    return read(entry, "level", "date", "country") | _field(entry, relations) | {"proof": proof_of(entry)}


def _work(entry: ArchiveEntry, relations: Mapping[str, str], read: _Read) -> Facts:
    facts = read(entry, "from", "to", "kind") | _field(entry, relations)
    if not entry.values.get("to", "").strip():
        facts["to"] = None
    return facts


def _insurance(entries: Sequence[ArchiveEntry], read: _Read) -> Facts:
    months = _of(entries, "insurance")
    pulled = [one for one in months if one.pulled]
    uploaded = [one for one in months if one.files.get("file")]
    if pulled or uploaded:
        latest = max(pulled or uploaded, key=lambda one: str(read(one, "to").get("to", "")))
        source = "pulled" if pulled else "uploaded"
        return {"source": source} | read(latest, "region")
    proofs = [
        one
        for one in _of(entries, "attachment")
        if one.files.get("file") and one.values.get("kind") == "insurance_proof"
    ]
    return {"source": "uploaded" if proofs else "none"}


def _of(entries: Sequence[ArchiveEntry], section: str) -> list[ArchiveEntry]:
    return [entry for entry in entries if entry.section == section]


def _field(entry: ArchiveEntry, relations: Mapping[str, str]) -> Facts:
    return {"field": relations[entry.id]} if entry.id in relations else {}
