"""What closed words alone decide is worked out once for each pack and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, TypeVarTuple

from zhicheng.domain.eligibility.pack import Pack

Told = TypeVar("Told")
Words = TypeVarTuple("Words")


class Kept(dict[tuple[*Words], Told], Generic[*Words, Told]):
    """What `tell` says of words of closed lists under one pack: told when first asked for, then kept.

    `tell` is given the pack and the words and nothing else, so nothing of one person can get into another's answer;
    as the lists are closed, so is what is kept.
    """

    __slots__ = ("_pack", "_tell")

    def __init__(self, pack: Pack, tell: Callable[[Pack, *Words], Told]) -> None:
        super().__init__()
        self._pack, self._tell = pack, tell

    def __missing__(self, words: tuple[*Words]) -> Told:
        """Tells it and keeps it."""
        said = self[words] = self._tell(self._pack, *words)
        return said
