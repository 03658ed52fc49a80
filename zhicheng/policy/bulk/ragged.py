"""Many people's facts as columns of small numbers; lists of diplomas, work and forms end to end, with offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhicheng.domain.eligibility.facts import Target

Array = NDArray[Any]
Paper = tuple[str | None, str | None]
"""The country of a diploma or degree, and the proof of it that is there."""
Form = tuple[int | None, str | None, bool | None]
"""The year of a yearly form, its grade, whether it is stamped."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of different lengths end to end: person `i` has the rows from `offsets[i]` to before `offsets[i + 1]`.

    `owner` is the person of each row.
    """

    offsets: Array
    owner: Array
    fields: Mapping[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.fields[name]

    def part(self, start: int, stop: int) -> Ragged:
        """The rows of the people from `start` to before `stop`; nothing is copied but the offsets."""
        first, last = self.offsets[start], self.offsets[stop]
        rows = {name: column[first:last] for name, column in self.fields.items()}
        owner = np.subtract(self.owner[first:last], start, dtype=np.intp)
        return Ragged(self.offsets[start : stop + 1] - first, owner, rows)


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of many people; no pack and no count of years is in them.

    A list that is not known stands as one row of which nothing is known, as in the check itself; unknown forms as none.
    Words that a pack looks up together are one number. Spans of work are in order of their starts.
    """

    people: Mapping[str, Array]
    lists: Mapping[str, Ragged]
    targets: tuple[Target, ...]
    affiliations: tuple[str | None, ...]
    papers: tuple[Paper, ...]
    forms: tuple[Form, ...]
    licences: tuple[frozenset[str] | None, ...]

    def __len__(self) -> int:
        return len(self.people["as_of"])

    def part(self, start: int, stop: int) -> Columns:
        """The people from `start` to before `stop`, without copying them."""
        return Columns(
            {name: column[start:stop] for name, column in self.people.items()},
            {name: one.part(start, stop) for name, one in self.lists.items()},
            self.targets,
            self.affiliations,
            self.papers,
            self.forms,
            self.licences,
        )
