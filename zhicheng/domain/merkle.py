"""The Merkle tree of an append-only log, hashed as RFC 9162 says: grow it, prove from it, verify what was proved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

Node = tuple[int, int]  # (level, index): the whole subtree over the leaves index * 2**level and on, 2**level of them
Span = tuple[int, int]  # leaves from the first number up to, not with, the second
Read = Callable[[Sequence[Node]], Sequence[bytes]]

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry (RFC 9162, 2.1.1: a zero byte goes before it)."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side (RFC 9162, 2.1.1: a one byte goes before them)."""
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What a log must remember to grow: `peaks` are the roots of its largest whole subtrees, from left to right."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """The root of the tree at this size."""
        return folded(self.peaks)

    def grown(self, leaf: bytes) -> tuple["Frontier", list[tuple[Node, bytes]]]:
        """The frontier with one more leaf hash, and every subtree above it that is now whole, lowest first."""
        return self._joined(leaf, 0)

    def grown_by(self, leaves: Sequence[bytes]) -> "Frontier":
        """The frontier with many more leaf hashes: whole blocks of them are hashed level by level."""
        frontier, done = self, 0
        while done < len(leaves):
            level = (len(leaves) - done).bit_length() - 1
            while frontier.size & ((1 << level) - 1):
                level -= 1
            block = leaves[done : done + (1 << level)]
            frontier, _ = frontier._joined(_top(block), level)
            done += len(block)
        return frontier

    def _joined(self, top: bytes, level: int) -> tuple["Frontier", list[tuple[Node, bytes]]]:
        peaks, index, made = list(self.peaks), self.size >> level, []
        size = self.size + (1 << level)
        while index & 1:
            top, index, level = node_hash(peaks.pop(), top), index >> 1, level + 1
            made.append(((level, index), top))
        return Frontier(size, (*peaks, top)), made


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree over these leaf hashes."""
    return Frontier().grown_by(list(leaves)).root()


def folded(peaks: Sequence[bytes]) -> bytes:
    """The root over subtrees of falling size that stand side by side."""
    if not peaks:
        return EMPTY_ROOT
    *others, root = peaks
    for peak in reversed(others):
        root = node_hash(peak, root)
    return root


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """The path from leaf `index` to the root at `size`, nearest first (RFC 9162, 2.1.3.1); `read` is asked once.

    Raises ValueError where the tree of that size has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    start, end, beside = 0, size, list[Span]()
    while end - start > 1:
        middle = start + _left_part(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return _hashes_of(beside[::-1], read)


def consistency_proof(first: int, second: int, read: Read) -> list[bytes]:
    """What shows that the tree of `second` leaves begins with the one of `first` (RFC 9162, 2.1.4.1).

    Nothing is needed for equal sizes or from the empty tree. Raises ValueError where `first` is the larger.
    """
    if not 0 <= first <= second:
        raise ValueError(f"a tree of {first} leaves does not grow into one of {second}")
    if first in (0, second):
        return []
    start, end, beside = 0, second, list[Span]()
    while first != end:
        middle = start + _left_part(end - start)
        if first <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    if start:
        beside.append((start, end))
    return _hashes_of(beside[::-1], read)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf hash at `index` to the root at `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(beside, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree with the second root begins with the one with the first (RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first in (0, second):
        return not proof and first_root == (second_root if first == second else EMPTY_ROOT)
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        here, last = here >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def whole_subtrees(start: int, end: int) -> list[Node]:
    """The whole subtrees that lie side by side over a span which one node of a tree covers."""
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def _left_part(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _hashes_of(spans: list[Span], read: Read) -> list[bytes]:
    parts = [whole_subtrees(*span) for span in spans]
    hashes = iter(read([node for part in parts for node in part]))
    return [folded([next(hashes) for _ in part]) for part in parts]


def _top(row: Sequence[bytes]) -> bytes:
    """The root over a row whose length is a power of two."""
    while len(row) > 1:
        row = [sha256(b"\1" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]
