"""The proofs that the acts on the case's certificates are in the public log, and that it began as was printed."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2

from zhicheng.cases.models import Case
from zhicheng.documents.log_proof import proof_for
from zhicheng.documents.log_queries import consistency_of, first_head_over
from zhicheng.documents.models import Certificate, LogEntry, LogHead, Paper

PRINTS_A_HEAD = ("official_document", "bureau_notice")
ROOT = re.compile(r"(?:[0-9a-f]{8}\s+){7}[0-9a-f]{8}")


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
            _, hashes = consistency_of(printed.size, head.size)
            path = [one.hex() for one in hashes]
            ends = {"first": printed.size, "second": head.size, "root": bytes(printed.root).hex()}
            told.append({"name": name, "hashes": path, **ends})
    return told


def _head_on(paper: Paper) -> LogHead | None:
    """The head whose root is read from the paper itself: several may have been signed at the moment it was made."""
    try:
        with closing(pypdfium2.PdfDocument(bytes(paper.content or b""))) as document:
            text = " ".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError:
        return None
    roots = [bytes.fromhex(found) for found in map("".join, map(str.split, ROOT.findall(text)))]
    return LogHead.objects.filter(root__in=roots).first()
