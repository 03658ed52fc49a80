"""The evidence of a case, section by section: what is claimed, where it comes from, and the pages of each file."""

from dataclasses import dataclass
from typing import Any

from zhicheng.domain.archive import SECTIONS, section_of, value_label
from zhicheng.domain.claims import Claim, claims_of
from zhicheng.policy.deployment import closed_lists

SOURCE_OF_SECTION = {
    "schooling": "education_register",
    "degree": "education_register",
    "insurance": "insurance_register",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One file of a claim; `pages` are the numbers of its pages, from 1."""

    label: str
    handle: str
    name: str
    pages: range
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim as the reviewer reads it, with the employer's finding on it (None: none)."""

    claim: Claim
    source: str
    rows: list[dict[str, Any]]
    proofs: list[Proof]
    unit: Any


@dataclass(frozen=True, slots=True)
class EvidenceTab:
    """One section with its claims; `tone` tells at a glance how it stands."""

    code: str
    label: str
    claims: list[Shown]
    tone: str
    icon: str
    word: str


def evidence_tabs(body: dict[str, Any], unit: dict[str, Any]) -> list[EvidenceTab]:
    """Each section that claims anything, in the order of the archive; `unit` is the employer's findings by key."""
    claims = [claim for claim in claims_of(body) if claim.section != "target"]
    tabs = []
    for section in SECTIONS:
        mine = [_shown(claim, body, unit) for claim in claims if claim.section == section.code]
        if mine:
            tabs.append(EvidenceTab(section.code, section.label, mine, *_at_a_glance(mine)))
    return tabs


def _shown(claim: Claim, body: dict[str, Any], unit: dict[str, Any]) -> Shown:
    section = section_of(claim.section)
    lists = closed_lists()
    rows = [
        {
            "label": field.label,
            "value": value_label(field, claim.values[field.name], lists=lists),
            "long": field.kind == "longtext",
        }
        for field in section.fields
        if field.kind != "file" and claim.values.get(field.name)
    ]
    proofs = [
        _proof(section.field(name).label, handle, body["files"][handle])
        for name, handle in claim.files.items()
        if handle in body.get("files", {})
    ]
    source = SOURCE_OF_SECTION.get(claim.section, "typed") if claim.source == "pulled" else claim.source
    return Shown(claim, source, rows, proofs, unit.get(claim.key))


def _proof(label: str, handle: str, file: dict[str, Any]) -> Proof:
    return Proof(label, handle, file["name"], range(1, max(1, file["pages"]) + 1), file["size"])


def _at_a_glance(claims: list[Shown]) -> tuple[str, str, str]:
    if any(one.unit and one.unit.outcome == "defect" for one in claims):
        return "wait", "alert-triangle", "单位认为有问题"
    if all(one.claim.source == "pulled" for one in claims):
        return "good", "shield-check", "核验提取"
    return "quiet", "user", "本人填写"
