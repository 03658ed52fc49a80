"""The answer of the eligibility check, and its JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.pack import Batch, Clause

_UNFINISHED = frozenset((MaterialState.MISSING, MaterialState.DEFECTIVE))


class Finding(NamedTuple):
    """One condition: what was found and because of what (Chinese, with dates and numbers)."""

    condition: str
    clause: Clause
    outcome: Outcome
    because: str


class Material(NamedTuple):
    """One material and how far it is there."""

    code: str
    clause: Clause
    state: MaterialState
    because: str

    @property
    def outcome(self) -> Outcome:
        """A material that is missing or defective leaves the file unfinished, never the person unfit."""
        return Outcome.INCOMPLETE if self.state in _UNFINISHED else Outcome.MET


class Alternative(NamedTuple):
    """Another level that the same facts already meet."""

    level: str
    rule: str | None


class PolicyRef(NamedTuple):
    """The pack that answered."""

    id: str
    version: str
    sha256: str


class Answer(NamedTuple):
    """What the pack says to the facts; `earliest` only when years are lacking."""

    policy: PolicyRef
    verdict: Outcome
    level: str
    rule: str | None
    findings: tuple[Finding, ...]
    materials: tuple[Material, ...]
    authority: str | None
    received_by: str | None
    batch: Batch | None
    earliest: date | None
    alternatives: tuple[Alternative, ...] = ()

    def finding(self, condition: str) -> Finding:
        """The finding on a condition; KeyError when it was not looked at."""
        for one in self.findings:
            if one.condition == condition:
                return one
        raise KeyError(condition)

    def material(self, code: str) -> Material:
        """The state of a material; KeyError when there is none of this code."""
        for one in self.materials:
            if one.code == code:
                return one
        raise KeyError(code)

    def as_json(self) -> dict[str, Any]:
        """The answer in the shape of the contract, ready for json.dumps."""
        return {
            "policy": self.policy._asdict(),
            "verdict": str(self.verdict),
            "level": self.level,
            "rule": self.rule,
            "findings": [one._asdict() for one in self.findings],
            "materials": [one._asdict() for one in self.materials],
            "authority": self.authority,
            "received_by": self.received_by,
            "batch": _batch(self.batch),
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "alternatives": [one._asdict() for one in self.alternatives],
        }


def _batch(batch: Batch | None) -> dict[str, str] | None:
    if batch is None:
        return None
    return {"id": batch.id, "opens": batch.opens.isoformat(), "closes": batch.closes.isoformat()}
