"""The proof for a certificate's holder: with it and the PDF anybody finds the acts in the log without asking us."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.log_queries import inclusion_of, newest_head, signed_size
from zhicheng.documents.models import Certificate, LogEntry, LogHead
from zhicheng.domain.issue_log import KIND_WORDS, LogKind

FORMAT = "zhicheng-issue-log-proof-1"


@dataclass(frozen=True, slots=True)
class Logged:
    """An act as pages tell it: `position` is counted from 1; `signed` when a signed head covers it, so it is proved."""

    kind: LogKind
    word: str
    position: int
    day: date
    signed: bool


def acts_in_log(certificate: Certificate) -> list[Logged]:
    """The acts on a certificate that are in the log, in their order."""
    signed = signed_size()
    return [
        Logged(LogKind(one.kind), KIND_WORDS[LogKind(one.kind)], one.leaf_id + 1, one.day, signed=one.leaf_id < signed)
        for one in certificate.log_entries.order_by("leaf_id")
    ]


def proof_for(certificate: Certificate, head: LogHead | None = None) -> dict[str, Any] | None:
    """What the holder downloads: salts, entries, paths and a signed head; None before one covers an act.

    `head` is the newest by default.

    Says nothing of rights: ask first whether the reader may have the certificate.
    """
    head = head or newest_head()
    entries = certificate.log_entries.order_by("leaf_id")
    acts = [_act(one, head.size) for one in entries if one.leaf_id < head.size] if head else []
    if head is None or not acts:
        return None
    return {"format": FORMAT, "acts": acts, "checkpoint": head.note, "key": log_verifier_key()}


def _act(entry: LogEntry, size: int) -> dict[str, Any]:
    inclusion = inclusion_of(entry.leaf_id, size)
    return {
        "entry": entry.said().content(),
        "salt": bytes(entry.salt).hex(),
        "index": entry.leaf_id,
        "inclusion": [found.hex() for found in inclusion.hashes],
    }
