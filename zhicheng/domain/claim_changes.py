"""What a corrected submission claims otherwise than the one before it, claim by claim, in the words of its readers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhicheng.domain.archive import Field, section_of, value_label
from zhicheng.domain.claims import Claim, claims_of

TARGET_WORDS = {"series_name": "系列", "speciality": "申报专业", "level_name": "级别", "title": "资格名称"}

Body = dict[str, Any]
Lists = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value: what it is called, what stood there before and what stands there now ("" for nothing)."""

    label: str
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


def changes_between(before: Body, after: Body, *, lists: Lists) -> tuple[dict[str, ClaimChange], list[Claim]]:
    """For each claim of the newer frozen copy its change, and the claims of the older one that are gone.

    An entry that was removed and made anew is the same claim, changed, where no other could be meant.
    """
    new = claims_of(after)
    earlier = _earlier(claims_of(before), new)
    changes = {claim.key: _change(earlier.get(claim.key), claim, before, after, lists) for claim in new}
    kept = {claim.key for claim in earlier.values()}
    return changes, [claim for claim in claims_of(before) if claim.key not in kept]


def all_changes(before: Body, after: Body, *, lists: Lists) -> list[ValueChange]:
    """The same as one list for reading down: what changed, what is new, what is gone."""
    changes, gone = changes_between(before, after, lists=lists)
    found: list[ValueChange] = []
    for claim in claims_of(after):
        change = changes[claim.key]
        if change.new:
            found.append(ValueChange(f"{_section(claim)}，新增", "", claim.title))
        place = "" if claim.key == "target" else f"{_section(claim)} · "
        found += [ValueChange(f"{place}{one.label}", one.before, one.after) for one in change.values]
    return found + [ValueChange(f"{_section(claim)}，已删除", claim.title, "") for claim in gone]


def _earlier(before: list[Claim], after: list[Claim]) -> dict[str, Claim]:
    """By the key of the newer claim the older one it stands for: the same entry, or the only one it can replace."""
    old, new = ({claim.key: claim for claim in claims} for claims in (before, after))
    same = {key: old[key] for key in new if key in old}
    left = [claim for key, claim in old.items() if key not in new]
    come = [claim for key, claim in new.items() if key not in old]
    seen = Counter(_subject(claim) for claim in left), Counter(_subject(claim) for claim in come)
    left_by = {_subject(claim): claim for claim in left}
    alone = [claim for claim in come if all(counted[_subject(claim)] == 1 for counted in seen)]
    return same | {claim.key: left_by[_subject(claim)] for claim in alone}


def _subject(claim: Claim) -> tuple[str, str]:
    """What an entry is about: its year, else its title; nothing more where the section has only one entry."""
    if claim.key == "target" or not section_of(claim.section).repeats:
        return claim.section, ""
    return claim.section, str(claim.values.get("year") or claim.title)


def _change(was: Claim | None, now: Claim, before: Body, after: Body, lists: Lists) -> ClaimChange:
    if was is None:
        return ClaimChange(True, ())
    if now.key == "target":
        return ClaimChange(False, _differing(_target_rows(before), _target_rows(after)))
    pairs = [
        (field, _shown(field, was, before, lists), _shown(field, now, after, lists))
        for field in section_of(now.section).fields
    ]
    return ClaimChange(False, tuple(ValueChange(_named(*one), *one[1:]) for one in pairs if one[1] != one[2]))


def _named(field: Field, before: str, after: str) -> str:
    """What a changed value is called; a file that took another's place is said to."""
    return f"换了{field.label}" if field.kind == "file" and before and after else field.label


def _differing(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> tuple[ValueChange, ...]:
    pairs = zip(before, after, strict=True)
    return tuple(ValueChange(label, was, now) for (label, was), (_, now) in pairs if was != now)


def _target_rows(body: Body) -> list[tuple[str, str]]:
    rows = [(label, str(body["target"].get(name) or "")) for name, label in TARGET_WORDS.items()]
    return [*rows, ("用人单位", str((body.get("employer") or {}).get("name", "")))]


def _shown(field: Field, claim: Claim, body: Body, lists: Lists) -> str:
    """A file is compared and shown by its name and the start of its digest, anything else as it is read."""
    text = str(claim.values.get(field.name) or "")
    if field.kind != "file":
        return value_label(field, text, lists=lists)
    file = body.get("files", {}).get(text)
    return f"{file['name']}（{file['sha256'][:8]}）" if file else text


def _section(claim: Claim) -> str:
    return section_of(claim.section).label
