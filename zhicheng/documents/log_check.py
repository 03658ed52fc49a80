"""Check the whole issue log: leaves against heads, nodes against leaves, entries against leaves and certificates."""

from collections.abc import Iterator, Sequence
from datetime import date

from zhicheng.documents.issue_log import frontier_of, place_of
from zhicheng.documents.models import Certificate, LogEnd, LogEntry, LogHead, LogLeaf, LogNode
from zhicheng.domain.issue_log import LogKind, head_text
from zhicheng.domain.merkle import Frontier

AT_ONCE = 4096
ACTS_OF_STATE = {
    Certificate.ISSUED: {LogKind.ISSUE},
    Certificate.REVOKED: {LogKind.ISSUE, LogKind.REVOCATION},
    Certificate.REPLACED: {LogKind.ISSUE},
}


def faults() -> Iterator[str]:
    """Every fault in the log, each with its place; nothing when it is whole."""
    yield from faults_of_leaves()
    yield from faults_of_nodes()
    yield from faults_of_entries()
    yield from faults_of_certificates()


def faults_of_leaves() -> Iterator[str]:
    """Gaps among the leaves, and heads, the end of the log among them, that the leaves do not give."""
    frontier, heads = Frontier(), iter(LogHead.objects.order_by("size"))
    head = next(heads, None)
    for start, leaves in _leaves():
        if start != frontier.size:
            yield f"leaf {frontier.size} is missing"
            return
        while head is not None and head.size < frontier.size + len(leaves):
            own = head.size - frontier.size
            frontier, leaves = frontier.grown_by(leaves[:own]), leaves[own:]
            yield from _fault_of_head(head, frontier)
            head = next(heads, None)
        frontier = frontier.grown_by(leaves)
    while head is not None:
        yield from _fault_of_head(head, frontier)
        head = next(heads, None)
    end = LogEnd.objects.filter(id=1).first() or LogEnd()
    if frontier_of(end) != frontier:
        yield f"the log ends at {frontier.size} leaves, its end says {end.size}, or others"


def faults_of_nodes() -> Iterator[str]:
    """Stored subtrees that are not the hashes of what is below them; proofs are made of these."""
    frontier, made_in_all = Frontier(), 0
    for _, leaves in _leaves():
        made: dict[int, bytes] = {}
        for leaf in leaves:
            frontier, whole = frontier.grown(leaf)
            made.update((place_of(node), found) for node, found in whole)
        made_in_all += len(made)
        kept = dict(LogNode.objects.filter(place__in=list(made)).values_list("place", "hash"))
        yield from (f"node {place} is wrong" for place in made if bytes(kept.get(place, b"")) != made[place])
    if LogNode.objects.count() != made_in_all:
        yield f"there are not {made_in_all} nodes"


def faults_of_entries() -> Iterator[str]:
    """Entries that their leaf does not commit to, that name another file than is kept, or whose day goes back."""
    latest = date.min
    rows = LogEntry.objects.select_related("leaf", "certificate__paper", "certificate__long_term").order_by("leaf_id")
    rows = rows.defer("certificate__paper__content", "certificate__long_term__content", "certificate__stated")
    for one in rows.iterator(chunk_size=AT_ONCE):
        if one.said().leaf(bytes(one.salt)) != bytes(one.leaf.hash):
            yield f"entry {one.leaf_id} is not what its leaf commits to"
        stamped = one.kind == LogKind.TIMESTAMPING
        kept = one.certificate.long_term if stamped else one.certificate.paper
        if kept is None or kept.sha256 != one.file_sha256:
            yield f"entry {one.leaf_id} names another file than the one kept"
        if one.day < latest:
            yield f"entry {one.leaf_id} bears an earlier day than one before it"
        latest = max(latest, one.day)
    if LogEntry.objects.count() != LogLeaf.objects.count():
        yield "there are leaves without an entry"


def faults_of_certificates() -> Iterator[str]:
    """Certificates whose acts are not in the log."""
    found = Certificate.objects.only("number", "state", "replaced_at", "long_term_id")
    for certificate in found.prefetch_related("log_entries").iterator(1000):
        logged = {_act_of(entry) for entry in certificate.log_entries.all()}
        wanted = {kind.value for kind in ACTS_OF_STATE.get(certificate.state, set())}
        wanted |= {"its place taken"} if certificate.replaced_at else set()
        wanted |= {LogKind.TIMESTAMPING.value} if certificate.long_term_id else set()
        if logged != wanted:
            yield f"certificate {certificate.number}: {sorted(wanted ^ logged)} in the log or missing"


def _act_of(entry: LogEntry) -> str:
    return "its place taken" if entry.by else entry.kind


def _leaves() -> Iterator[tuple[int, Sequence[bytes]]]:
    """The leaf hashes in their order, many at a time, each lot with the index of its first; a gap ends a lot."""
    start, lot = 0, list[bytes]()
    for index, found in LogLeaf.objects.order_by("index").values_list("index", "hash").iterator(AT_ONCE):
        if lot and (len(lot) == AT_ONCE or index != start + len(lot)):
            yield start, lot
            lot = []
        if not lot:
            start = index
        lot.append(bytes(found))
    if lot:
        yield start, lot


def _fault_of_head(head: LogHead, frontier: Frontier) -> Iterator[str]:
    origin = head.note.partition("\n")[0]
    if head.size != frontier.size or bytes(head.root) != frontier.root():
        yield f"the leaves do not give the head of {head.size}"
    if not head.note.startswith(head_text(origin, head.size, bytes(head.root)) + "\n"):
        yield f"the head of {head.size} was signed over something else"
