"""What differs between two packs, part by part as the form has them."""

from __future__ import annotations

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.compare import Difference, differences
from zhicheng.policy.form.parts import PARTS, part_of

Parts = list[tuple[str, str, list[Difference]]]


def differences_of(old: Pack, new: Pack) -> Parts:
    """The parts in which something differs: slug, title, differences; what belongs to no part comes last."""
    found = differences(old, new)
    named = [(part.slug, part.title, [one for one in found if part_of(one.path) == part.slug]) for part in PARTS]
    named.append(("", "其他", [one for one in found if not part_of(one.path)]))
    return [one for one in named if one[2]]
