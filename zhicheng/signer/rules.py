"""What the signer asks before it signs: an approval by a known key, these very facts in it, and a number that fits."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhicheng.domain.approval import Approved, facts_sha256, read_approval, signed_bytes
from zhicheng.domain.numbering import normalise_certificate_number
from zhicheng.signer.wire import Request

SET_OF = 0x31  # how the signed attributes of a signature begin, and no certificate or other order does


class Refused(Exception):
    """The signer will not sign this; asking again changes nothing."""


def approved(request: Request, approvers: Sequence[Ed25519PublicKey]) -> Approved:
    """The approval under which this may be signed. Raises Refused, with the first thing that is wrong."""
    if not any(_signed_by(key, request) for key in approvers):
        raise Refused("the approval is not signed by a key that may approve")
    try:
        found = read_approval(request.approval)
    except (ValueError, RecursionError) as error:
        raise Refused(f"the approval cannot be read: {error}") from None
    if facts_sha256(request.facts) not in found.facts:
        raise Refused(f"what the paper says is not among what {found.subject} approved")
    check_number(request.number, request.facts)
    return found


def check_number(number: str, facts: Mapping[str, Any]) -> None:
    """A paper with a key of its own is signed under that; a certificate under a number with its check character."""
    if facts.get("key", number) != number:
        raise Refused(f"these facts are approved for {facts['key']}, not for {number}")
    if "key" not in facts and normalise_certificate_number(number) != number:
        raise Refused(f"{number} is no certificate's number")


def check_attributes(to_sign: bytes, certificate_der: bytes) -> None:
    """Only the attributes of a signature by our own certificate are signed, never anything that looks otherwise."""
    if to_sign[0] != SET_OF or sha256(certificate_der).digest() not in to_sign:
        raise Refused("what is to be signed are not the attributes of a signature by this certificate")


def _signed_by(key: Ed25519PublicKey, request: Request) -> bool:
    try:
        key.verify(request.approved, signed_bytes(request.approval))
    except (InvalidSignature, ValueError):
        return False
    return True
