"""Go over a ledger: the chain whole, one intent and one signature a number, a number for approved facts, the key."""

import base64
from collections.abc import Iterator
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from zhicheng.signer.ledger import INTENT, OPENED, SIGNED, START, Entry, Ledger

OVER_DIGEST = ec.ECDSA(Prehashed(hashes.SHA256()))


def faults(ledger: Ledger, certificate_pem: bytes) -> Iterator[tuple[int, str]]:
    """The place and the words of each fault, the first first; the chain is not followed past where it breaks.

    Signatures made under another certificate than this one are not checked against their key.
    """
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    own = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    key = certificate.public_key()
    previous, under = START, ""
    intents: dict[str, str] = {}
    approved: set[tuple[str, str]] = set()
    given: set[str] = set()
    for seq, entry in enumerate(ledger.entries(), start=1):
        if entry.seq != seq or entry.previous != previous or entry.hash != entry.chained():
            yield seq, f"entry {seq} was changed, or one before it is missing"
            return
        previous = entry.hash
        under = entry.to_sign if entry.kind == OPENED else under
        if entry.kind == INTENT:
            yield from _intent_faults(entry, intents, approved)
            intents[entry.number] = entry.to_sign
            approved.add((entry.subject, entry.facts))
        if entry.kind == SIGNED:
            yield from _signature_faults(entry, intents, given, key if under == own else None)
            given.add(entry.number)


def _intent_faults(entry: Entry, intents: dict[str, str], approved: set[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    if entry.number in intents:
        yield entry.seq, f"entry {entry.seq} takes {entry.number} in hand a second time"
    if (entry.subject, entry.facts) in approved:
        yield entry.seq, f"entry {entry.seq} takes approved facts in hand a second time, under {entry.number}"


def _signature_faults(entry: Entry, intents: dict[str, str], given: set[str], key: object) -> Iterator[tuple[int, str]]:
    if intents.get(entry.number) != entry.to_sign:
        yield entry.seq, f"entry {entry.seq} signs for {entry.number} what was not taken in hand"
    if entry.number in given:
        yield entry.seq, f"entry {entry.seq} is a second signature for {entry.number}"
    if isinstance(key, ec.EllipticCurvePublicKey) and not _verifies(key, entry):
        yield entry.seq, f"entry {entry.seq} bears no signature of the certificate"


def _verifies(key: ec.EllipticCurvePublicKey, entry: Entry) -> bool:
    try:
        key.verify(base64.b64decode(entry.signature), bytes.fromhex(entry.to_sign), OVER_DIGEST)
    except (InvalidSignature, ValueError):
        return False
    return True
