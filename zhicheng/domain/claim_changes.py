"""What a corrected submission claims otherwise than the one before it, claim by claim."""

from dataclasses import dataclass
from typing import Any

from zhicheng.domain.claims import claims_of


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of a claim: its field and what stood there before and now ("" for nothing)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is new, or that says something else than before; without values it says the same."""

    new: bool
    values: tuple[ValueChange, ...]

    @property
    def same(self) -> bool:
        return not self.new and not self.values


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, ClaimChange], list[str]]:
    """For each claim of the newer frozen copy its change, and the titles of the claims that are gone."""
    old = {claim.key: claim for claim in claims_of(before)}
    new = {claim.key: claim for claim in claims_of(after)}
    changes = {}
    for key, claim in new.items():
        was = old.get(key)
        if was is None:
            changes[key] = ClaimChange(True, ())
        elif key == "target":
            changed = (ValueChange("", was.title, claim.title),) if was.title != claim.title else ()
            changes[key] = ClaimChange(False, changed)
        else:
            changes[key] = ClaimChange(False, _values(was.values, claim.values, before, after))
    return changes, [claim.title for key, claim in old.items() if key not in new]


def _values(
    was: dict[str, str], now: dict[str, str], before: dict[str, Any], after: dict[str, Any]
) -> tuple[ValueChange, ...]:
    names = [*now, *(name for name in was if name not in now)]
    pairs = [(name, _shown(was.get(name), before), _shown(now.get(name), after)) for name in names]
    return tuple(ValueChange(name, old, new) for name, old, new in pairs if old != new)


def _shown(value: Any, body: dict[str, Any]) -> str:
    """A file is compared and shown by its name and the start of its digest, anything else as typed."""
    text = str(value or "")
    file = body.get("files", {}).get(text)
    return f"{file['name']}（{file['sha256'][:8]}）" if file else text
