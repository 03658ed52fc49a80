"""What everybody may read of the issue log: heads, hashes and proofs, never an entry."""

from dataclasses import dataclass

from zhicheng.documents.issue_log import read_nodes
from zhicheng.documents.models import LogHead, LogLeaf
from zhicheng.domain.merkle import consistency_proof, inclusion_proof


class NotInLog(Exception):
    """The log as far as it is signed has no such leaf or size."""


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That a leaf stands at `index` in the tree of `size` leaves."""

    index: int
    leaf: bytes
    size: int
    hashes: list[bytes]


def newest_head() -> LogHead | None:
    """The newest signed head, or None before the first."""
    return LogHead.objects.order_by("-size").first()


def head_of(size: int) -> LogHead:
    """The signed head of a size at which one was signed. Raises NotInLog for any other."""
    found = LogHead.objects.filter(size=size).first()
    if found is None:
        raise NotInLog
    return found


def first_head_over(index: int) -> LogHead | None:
    """The first signed head that covers the leaf at `index`, or None while there is none."""
    return LogHead.objects.filter(size__gt=index).order_by("size").first()


def signed_size() -> int:
    """How many leaves the newest signed head covers: the public part of the log."""
    return LogHead.objects.order_by("-size").values_list("size", flat=True).first() or 0


def inclusion_of(index: int, size: int | None = None) -> Inclusion:
    """The proof for the leaf at `index` in the tree of `size` leaves, by default as far as it is signed.

    Raises NotInLog for what the signed part does not have.
    """
    signed = signed_size()
    size = signed if size is None else size
    if not 0 <= index < size <= signed:
        raise NotInLog
    return Inclusion(index, _leaf(index), size, inclusion_proof(index, size, read_nodes))


def index_of(leaf: bytes) -> int:
    """Where a leaf hash stands. Raises NotInLog."""
    index = LogLeaf.objects.filter(hash=leaf).values_list("index", flat=True).first()
    if index is None:
        raise NotInLog
    return index


def consistency_of(first: int, second: int | None = None) -> tuple[int, list[bytes]]:
    """The second size and the proof that the log at that size begins with the log at the first.

    Raises NotInLog for sizes past the signed part or in the wrong order.
    """
    signed = signed_size()
    second = signed if second is None else second
    if not 0 <= first <= second <= signed:
        raise NotInLog
    return second, consistency_proof(first, second, read_nodes)


def leaves_from(start: int, end: int) -> list[bytes]:
    """The leaf hashes from `start` up to, not with, `end`, as far as the log is signed."""
    rows = LogLeaf.objects.filter(index__gte=start, index__lt=min(end, signed_size())).order_by("index")
    return [bytes(found) for found in rows.values_list("hash", flat=True)]


def _leaf(index: int) -> bytes:
    return bytes(LogLeaf.objects.values_list("hash", flat=True).get(index=index))
