"""The answer of a bundle on an OFD file, with its seal checked under the makers that the bundle names."""

from datetime import UTC, datetime

from zhicheng.documents.bundle.answer import Answer
from zhicheng.documents.bundle.judge_ofd import judge_ofd
from zhicheng.documents.bundle.read import Bundle
from zhicheng.gateways.gmseal.checking import BadSeal, check_seal


def judged_ofd(ofd: bytes, bundle: Bundle) -> Answer:
    """The answer; a seal that does not hold, or that nobody in the bundle made, is no seal."""
    now = datetime.now(UTC)  # noqa: TID251  the command is an edge: here the clock is read
    try:
        sealed_at = check_seal(ofd, makers=bundle.makers, now=now).at if bundle.makers else None
    except BadSeal:
        sealed_at = None
    return judge_ofd(ofd, bundle, sealed_at=sealed_at)
