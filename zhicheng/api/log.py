"""The public issue log: signed heads, proofs and leaf hashes. It holds no entry, so nothing about anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from zhicheng.api.described import CHECKPOINT, CONSISTENCY, ENTRIES, INCLUSION
from zhicheng.api.log_shape import MOST_ENTRIES, MOST_LEAVES
from zhicheng.api.parameters import strange, whole
from zhicheng.api.reply import refuse, reply
from zhicheng.documents.log_key import log_origin, log_verifier_key
from zhicheng.documents.log_queries import (
    NotInLog,
    consistency_of,
    head_of,
    inclusion_of,
    index_of,
    leaves_from,
    newest_head,
)
from zhicheng.domain.legal_time import BUREAU_ZONE

router = Router()
_HEX = frozenset("0123456789abcdef")


@router.get(
    "/checkpoint",
    url_name="api-log-checkpoint",
    operation_id="log-checkpoint",
    summary="登记簿的签名校验值",
    openapi_extra=CHECKPOINT,
)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed head, or the one of a size, as a C2SP checkpoint and its parts."""
    asked = _Asked(request, "size")
    size = asked.number("size")
    if asked.faults:
        return refuse(422, asked.faults)
    try:
        head = newest_head() if size is None else head_of(size)
    except NotInLog:
        head = None
    if head is None:
        return refuse(404, ["size: 没有这个条数的签名校验值"])
    return reply(
        {
            "origin": log_origin(),
            "size": head.size,
            "root": bytes(head.root).hex(),
            "signed_at": head.signed_at.astimezone(BUREAU_ZONE).isoformat(timespec="seconds"),
            "checkpoint": head.note,
            "key": log_verifier_key(),
        }
    )


@router.get(
    "/inclusion",
    url_name="api-log-inclusion",
    operation_id="log-inclusion",
    summary="某条登记在登记簿里的证明",
    openapi_extra=INCLUSION,
)
def inclusion(request: HttpRequest) -> HttpResponse:
    """The path from a leaf, told by its index (from 0) or its hash, to the root at a size."""
    asked = _Asked(request, "index", "leaf", "size")
    index, leaf, size = asked.number("index"), asked.hash("leaf"), asked.number("size")
    if not asked.faults and (index is None) == (leaf is None):
        asked.faults.append("index: index 和 leaf 必须且只能写一个")
    if asked.faults:
        return refuse(422, asked.faults)
    try:
        found = inclusion_of(index_of(leaf) if leaf is not None else index or 0, size)
    except NotInLog:
        return refuse(404, ["$: 已签名的登记簿里没有这一条"])
    return reply(
        {"index": found.index, "leaf": found.leaf.hex(), "size": found.size, "hashes": _hexadecimal(found.hashes)}
    )


@router.get(
    "/consistency",
    url_name="api-log-consistency",
    operation_id="log-consistency",
    summary="登记簿只增不改的证明",
    openapi_extra=CONSISTENCY,
)
def consistency(request: HttpRequest) -> HttpResponse:
    """What shows that the log at the second size begins with the log at the first."""
    asked = _Asked(request, "first", "second")
    first, second = asked.number("first"), asked.number("second")
    if not asked.faults and first is None:
        asked.faults.append("first: 必填")
    if asked.faults:
        return refuse(422, asked.faults)
    try:
        second, hashes = consistency_of(first or 0, second)
    except NotInLog:
        return refuse(404, ["$: 已签名的登记簿没有这样的两个条数"])
    return reply({"first": first, "second": second, "hashes": _hexadecimal(hashes)})


@router.get(
    "/entries",
    url_name="api-log-entries",
    operation_id="log-entries",
    summary="各条登记的散列值",
    openapi_extra=ENTRIES,
)
def entries(request: HttpRequest) -> HttpResponse:
    """Leaf hashes in their order, so that anybody may reckon the root again; what they hide is not told."""
    asked = _Asked(request, "start", "count")
    start, count = asked.number("start"), asked.number("count", most=MOST_ENTRIES)
    if asked.faults:
        return refuse(422, asked.faults)
    start, count = start or 0, MOST_ENTRIES if count is None else count
    return reply({"start": start, "hashes": _hexadecimal(leaves_from(start, start + count))})


class _Asked:
    """The parameters of a request; what is wrong with them gathers in `faults`."""

    def __init__(self, request: HttpRequest, *known: str) -> None:
        self._sent: Any = request.GET
        self.faults = strange(self._sent, *known)

    def number(self, name: str, most: int = MOST_LEAVES) -> int | None:
        """A whole number from 0 up to `most`, or None where it was left out."""
        text = self._sent.get(name)
        if text is None:
            return None
        number = whole(text, 0, most)
        if number is None:
            self.faults.append(f"{name}: 应为 0 至 {most} 的整数")
        return number

    def hash(self, name: str) -> bytes | None:
        """A SHA-256 in 64 lower-case hexadecimal digits, or None where it was left out."""
        text = self._sent.get(name)
        if text is None:
            return None
        if len(text) == 64 and set(text) <= _HEX:
            return bytes.fromhex(text)
        self.faults.append(f"{name}: 应为 64 位小写十六进制")
        return None


def _hexadecimal(hashes: list[bytes]) -> list[str]:
    return [found.hex() for found in hashes]
