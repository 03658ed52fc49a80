"""An OFD file as the command judges it: by its digest, with its seal checked under the makers that one knows."""

import ssl
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from zhicheng.documents.bundle.answer import Answer
from zhicheng.documents.bundle.judge_ofd import judge_ofd
from zhicheng.documents.bundle.read import Bundle
from zhicheng.documents.verification import Check
from zhicheng.documents.words.of_verdicts import OFD_SEAL_APART
from zhicheng.gateways.gmseal import makers_pem
from zhicheng.gateways.gmseal.checking import BadSeal, check_seal


def judged_ofd(ofd: bytes, bundle: Bundle) -> Answer:
    """The answer of a bundle; a seal that does not hold, or that nobody in the bundle made, is no seal."""
    return judge_ofd(ofd, bundle, sealed_at=_sealed_at(ofd, bundle.makers))


def with_seal_checked(answer: Answer, ofd: bytes) -> Answer:
    """The register's answer on an OFD file, which goes by the digest, with what is to be said of the seal."""
    if not answer.number:
        return answer
    held = _sealed_at(ofd, map(ssl.PEM_cert_to_DER_cert, makers_pem())) is not None
    checks = replace(answer.checks, seal=Check.HOLDS if held else Check.NOT_MADE)
    return replace(answer, checks=checks, because="" if held else OFD_SEAL_APART)


def _sealed_at(ofd: bytes, makers: Iterable[bytes]) -> datetime | None:
    now = datetime.now(UTC)  # noqa: TID251  the command is an edge: here the clock is read
    try:
        return check_seal(ofd, makers=makers, now=now).at
    except BadSeal:
        return None
