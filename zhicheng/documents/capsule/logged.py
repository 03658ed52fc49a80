"""The proofs that the acts on the case's certificates are in the public log, and that it began as was printed."""

from collections.abc import Iterator
from typing import Any

from zhicheng.cases.models import Case
from zhicheng.documents.log_proof import proof_for
from zhicheng.documents.log_queries import consistency_of, first_head_over
from zhicheng.documents.models import Certificate, LogEntry, LogHead, Paper


def head_for(case: Case) -> LogHead | None:
    """The first signed head that covers all acts on the case's certificates: it stays the same until the next act."""
    last = (
        LogEntry.objects.filter(certificate__case=case).order_by("-leaf_id").values_list("leaf_id", flat=True).first()
    )
    return None if last is None else first_head_over(last)


def proofs(case: Case, head: LogHead) -> Iterator[tuple[Certificate, dict[str, Any]]]:
    """Each certificate of the case with its proof under that head."""
    for certificate in Certificate.objects.filter(case=case).order_by("pk"):
        proof = proof_for(certificate, head)
        if proof:
            yield certificate, proof


def printed_heads(papers: list[tuple[Paper, str]], head: LogHead) -> list[dict[str, Any]]:
    """The head that each of these named papers prints, with the proof that the log grew from it."""
    told = []
    for paper, name in papers:
        printed = LogHead.objects.filter(signed_at__lte=paper.made_at, size__lte=head.size).order_by("-size").first()
        if paper.kind in ("official_document", "bureau_notice") and printed is not None:
            _, hashes = consistency_of(printed.size, head.size)
            path = [one.hex() for one in hashes]
            ends = {"first": printed.size, "second": head.size, "root": bytes(printed.root).hex()}
            told.append({"name": name, "hashes": path, **ends})
    return told
