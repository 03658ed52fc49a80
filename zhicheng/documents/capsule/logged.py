"""The proofs that the acts on the case's certificates are in the public log, and that it began as was printed."""

from collections.abc import Iterator
from typing import Any

from zhicheng.cases.models import Case
from zhicheng.documents.log_prints import OnPaper, first_prints_of, paper_words
from zhicheng.documents.log_proof import proof_for
from zhicheng.documents.log_queries import consistency_of, first_head_over
from zhicheng.documents.models import Certificate, LogEntry, LogHead, LogPrint, Paper
from zhicheng.documents.printed_text import PRINTS_A_HEAD, roots_in, text_of


def on_paper(case: Case) -> OnPaper:
    """Which papers show what the log holds of the case's certificates."""
    entries = LogEntry.objects.filter(certificate__case=case).select_related("certificate")
    return first_prints_of(list(entries.order_by("leaf_id")))


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
        printed = _head_on(paper) if paper.kind in PRINTS_A_HEAD else None
        if printed is not None and printed.size <= head.size:
            told.append({"name": name, **_between(printed, head)})
    return told


def later_prints(prints: list[LogPrint], head: LogHead) -> list[dict[str, Any]]:
    """These papers, which lie elsewhere, each with the proof that its head and the capsule's are of one log."""
    return [{"name": paper_words(one), "paper": _bears(one), **_between(one.head, head)} for one in prints]


def _bears(one: LogPrint) -> dict[str, str]:
    told = {name: getattr(one, name) for name in ("kind", "authority", "title", "number")}
    return {**told, "day": one.day.isoformat()}


def _between(printed: LogHead, head: LogHead) -> dict[str, Any]:
    first, second = sorted((printed.size, head.size))
    _, hashes = consistency_of(first, second)
    ends = {"first": first, "second": second, "size": printed.size, "root": bytes(printed.root).hex()}
    return {"hashes": [one.hex() for one in hashes], **ends}


def _head_on(paper: Paper) -> LogHead | None:
    """The head whose root is read from the paper itself: several may have been signed at the moment it was made."""
    text = text_of(bytes(paper.content or b""))
    return LogHead.objects.filter(root__in=roots_in(text)).first() if text else None
