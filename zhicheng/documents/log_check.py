"""Check the whole issue log: leaves against heads, nodes against leaves, entries against leaves and certificates."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from zhicheng.documents.file_kinds import LONG_TERM_KEY
from zhicheng.documents.issue_log import frontier_of, log_end, place_of
from zhicheng.documents.log_key import signed_head
from zhicheng.documents.models import Certificate, CertificateChange, LogEntry, LogHead, LogLeaf, LogNode, Paper
from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import KIND_WORDS, TAKES_ITS_PLACE, LogKind, head_text
from zhicheng.domain.merkle import Frontier
from zhicheng.outbox.deliver import renew

AT_ONCE, FILES_AT_ONCE = 4096, 20
REPLACING = "更正或换发"


def faults(*, files: bool = True) -> Iterator[str]:
    """Every fault in the log, each with its place, in Chinese; nothing when it is whole.

    With `files` the bytes of every certificate are read too, which takes longest.
    """
    yield from faults_of_leaves()
    yield from faults_of_nodes()
    yield from faults_of_entries()
    yield from faults_of_certificates()
    if files:
        yield from faults_of_files()


def faults_of_leaves() -> Iterator[str]:
    """Gaps among the leaves, and heads, the end of the log among them, that the leaves do not give."""
    frontier, heads = Frontier(), iter(LogHead.objects.order_by("size"))
    head = next(heads, None)
    for start, leaves in _leaves():
        if start != frontier.size:
            yield f"缺第 {frontier.size + 1} 条的叶"
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
    end = log_end()
    if frontier_of(end) != frontier:
        yield f"登记簿实有 {frontier.size} 条，末端记录为 {end.size} 条，或者不是这些"


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
        yield from (
            f"第 {place} 号节点与它下面的叶不符" for place in made if bytes(kept.get(place, b"")) != made[place]
        )
    if LogNode.objects.count() != made_in_all:
        yield f"节点数不是应有的 {made_in_all} 个"


def faults_of_entries() -> Iterator[str]:
    """Entries that their leaf does not commit to, that name another file or heir than is kept, or go back in days."""
    latest, reinstated = date.min, _reinstated()
    related = ("leaf", "certificate__paper", "certificate__long_term", "certificate__successor")
    rows = LogEntry.objects.select_related(*related).order_by("leaf_id")
    rows = rows.defer("certificate__paper__content", "certificate__long_term__content", "certificate__stated")
    for one in rows.iterator(chunk_size=AT_ONCE):
        if one.said().leaf(bytes(one.salt)) != bytes(one.leaf.hash):
            yield f"第 {one.leaf_id + 1} 条：登记的内容与它的叶不符"
        if not _is_kept(one):
            yield f"第 {one.leaf_id + 1} 条：登记的文件与保存的不是同一份"
        if not _is_heir(one, reinstated):
            yield f"第 {one.leaf_id + 1} 条：写明的新证书 {one.by} 不是接替它的那一份"
        if one.day < latest:
            yield f"第 {one.leaf_id + 1} 条：登记日早于它前面的登记"
        latest = max(latest, one.day)
    if LogEntry.objects.count() != LogLeaf.objects.count():
        yield "有叶没有对应的登记"


def _reinstated() -> set[tuple[int, str]]:
    """Each number that a reinstatement gave, with its case: all numbers of the case that were revoked name it."""
    changes = CertificateChange.objects.filter(kind=ChangeKind.REINSTATEMENT.value, new_certificate__isnull=False)
    return set(changes.values_list("certificate__case", "new_certificate__number"))


def _is_heir(entry: LogEntry, reinstated: set[tuple[int, str]]) -> bool:
    """Whether the number in an entry is the one that took the place of this; and none where none may stand."""
    if entry.kind == LogKind.REINSTATEMENT:
        return (entry.certificate.case_id, entry.by) in reinstated
    heir = getattr(entry.certificate, "successor", None) if entry.kind in TAKES_ITS_PLACE else None
    return entry.by == (heir.number if heir else "")


def _is_kept(entry: LogEntry) -> bool:
    """Whether the file that an entry names is kept: as issued, or with stamps, the newest ones or those before."""
    certificate, stamped = entry.certificate, entry.kind == LogKind.TIMESTAMPING
    newest = certificate.long_term if stamped else certificate.paper
    if newest is not None and newest.sha256 == entry.file_sha256:
        return True
    before = Paper.objects.filter(sha256=entry.file_sha256, key__startswith=f"{LONG_TERM_KEY}{certificate.handle}")
    return stamped and before.exists()


def faults_of_certificates() -> Iterator[str]:
    """Certificates whose acts are not in the log, and those that took the place of one that still counts."""
    found = Certificate.objects.select_related("replaces").only(
        *("number", "state", "replaced_at", "revoked_at", "reinstated_at", "long_term_id"),
        *("replaces__state", "replaces__number"),
    )
    for certificate in found.prefetch_related("log_entries").iterator(1000):
        entries = sorted(certificate.log_entries.all(), key=lambda entry: entry.leaf_id)
        logged = {_act_of(entry) for entry in entries}
        wanted = set(_acts_wanted(certificate))
        for word in sorted(wanted - logged):
            yield f"证书 {certificate.number}：没有登记{word}"
        for word in sorted(logged - wanted):
            yield f"证书 {certificate.number}：登记了{word}，证书却不是这样"
        if wanted == logged and _state_in_log(entries) != certificate.state:
            yield f"证书 {certificate.number}：登记的最后一项是{_act_of(entries[-1])}，证书却不是这样"
        old = certificate.replaces
        if old is not None and certificate.state != Certificate.RESERVED and old.state == Certificate.ISSUED:
            yield f"证书 {certificate.number}：已颁发，它接替的 {old.number} 却仍然有效"


def _acts_wanted(certificate: Certificate) -> Iterator[str]:
    """What must be in the log of a certificate as it is now."""
    if certificate.state != Certificate.RESERVED:
        yield KIND_WORDS[LogKind.ISSUE]
    if certificate.revoked_at:
        yield KIND_WORDS[LogKind.REVOCATION]
    if certificate.reinstated_at:
        yield KIND_WORDS[LogKind.REINSTATEMENT]
    if certificate.replaced_at:
        yield REPLACING
    if certificate.long_term_id:
        yield KIND_WORDS[LogKind.TIMESTAMPING]


def _act_of(entry: LogEntry) -> str:
    return REPLACING if entry.by and entry.kind != LogKind.REINSTATEMENT else KIND_WORDS[LogKind(entry.kind)]


def _state_in_log(entries: Sequence[LogEntry]) -> str:
    """The state that the entries of a certificate, in their order, leave it in."""
    ends = [entry for entry in entries if entry.by or entry.kind == LogKind.REVOCATION]
    if ends:
        return Certificate.REPLACED if ends[-1].by else Certificate.REVOKED
    return Certificate.ISSUED if entries else Certificate.RESERVED


def faults_of_files() -> Iterator[str]:
    """Certificates whose bytes are no longer those of their digest, or whose stamped file does not begin with them."""
    issued = Certificate.objects.exclude(paper=None).select_related("paper", "long_term").defer("stated")
    for certificate in issued.order_by("pk").iterator(chunk_size=FILES_AT_ONCE):
        renew()
        files = [given(certificate.paper), *([certificate.long_term] if certificate.long_term else [])]
        contents = [bytes(file.content or b"") for file in files]
        for file, content in zip(files, contents, strict=True):
            if sha256(content).hexdigest() != file.sha256:
                yield f"证书 {certificate.number}：保存的文件（{file.key}）被改动过"
        if not contents[-1].startswith(contents[0]):
            yield f"证书 {certificate.number}：加盖时间戳的文件不是在原文件后面添加的"


def _leaves() -> Iterator[tuple[int, Sequence[bytes]]]:
    """The leaf hashes in their order, many at a time, each lot with the index of its first; a gap ends a lot."""
    start, lot = 0, list[bytes]()
    for index, found in LogLeaf.objects.order_by("index").values_list("index", "hash").iterator(AT_ONCE):
        if lot and (len(lot) == AT_ONCE or index != start + len(lot)):
            renew()
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
        yield f"前 {head.size} 条的叶算不出签署过的校验值"
    if not head.note.startswith(head_text(origin, head.size, bytes(head.root)) + "\n"):
        yield f"前 {head.size} 条的校验值签署的是别的内容"
    elif head.note != signed_head(head.size, bytes(head.root)):
        yield f"前 {head.size} 条的校验值不是登记簿现在的密钥所签"
