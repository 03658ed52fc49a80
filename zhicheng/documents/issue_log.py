"""Grow the stored tree and read from it: each proof asks for as many rows as the tree is high, in two queries."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhicheng.documents.models import LogEnd, LogLeaf, LogNode
from zhicheng.domain.merkle import Frontier, Node

HASH = 32


def log_end() -> LogEnd:
    """The end of the issue log as it is, not locked; that of an empty log before anything was entered."""
    return LogEnd.objects.filter(id=1).first() or LogEnd()


def hold_log_end() -> LogEnd:
    """Lock the end of the issue log until the caller's transaction is over.

    Take it after the locks of certificates and cases and before that of the events' chain, which comes last
    (docs/architecture.md, "The order of locks").
    """
    LogEnd.objects.get_or_create(id=1)
    return LogEnd.objects.select_for_update().get(id=1)


def frontier_of(end: LogEnd) -> Frontier:
    """The frontier that the end keeps."""
    peaks = bytes(end.peaks)
    return Frontier(end.size, tuple(peaks[at : at + HASH] for at in range(0, len(peaks), HASH)))


def append_all(end: LogEnd, leaves: Sequence[bytes], day: date) -> list[LogLeaf]:
    """Put leaf hashes at the end that the caller holds, in order, with every subtree that they make whole."""
    kept = [LogLeaf(index=index, hash=leaf) for index, leaf in enumerate(leaves, start=end.size)]
    frontier, nodes = frontier_of(end), list[LogNode]()
    for leaf in leaves:
        frontier, whole = frontier.grown(leaf)
        nodes += [LogNode(place=place_of(node), hash=made) for node, made in whole]
    with transaction.atomic():
        LogLeaf.objects.bulk_create(kept)
        LogNode.objects.bulk_create(nodes)
        end.size, end.peaks, end.day = frontier.size, b"".join(frontier.peaks), day
        end.save()
    return kept


def read_nodes(nodes: Sequence[Node]) -> list[bytes]:
    """The hashes of whole subtrees, in the order asked. Raises KeyError for one that the log does not have."""
    leaves = [index for level, index in nodes if level == 0]
    places = [place_of(node) for node in nodes if node[0]]
    hashes = {2 * index: bytes(found) for index, found in _rows(LogLeaf, "index", leaves)}
    hashes.update((place, bytes(found)) for place, found in _rows(LogNode, "place", places))
    return [hashes[place_of(node)] for node in nodes]


def place_of(node: Node) -> int:
    """The number of a node when the whole tree is counted from left to right."""
    level, index = node
    return (2 * index + 1) * (1 << level) - 1


def _rows(table: type[LogLeaf] | type[LogNode], key: str, wanted: list[int]) -> list[tuple[int, bytes]]:
    return list(table.objects.filter(**{f"{key}__in": wanted}).values_list(key, "hash")) if wanted else []
