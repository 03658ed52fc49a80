"""Sign once a number: the intent is in the ledger before the key is used, the signature before it is given away."""

import base64
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from threading import Lock

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from zhicheng.domain.approval import Approved, facts_sha256
from zhicheng.domain.legal_time import legal_day
from zhicheng.signer.keys import Key, KeyFault
from zhicheng.signer.ledger import INTENT, OPENED, REFUSED, SIGNED, Entry, Ledger
from zhicheng.signer.rules import Refused, approved, check_attributes
from zhicheng.signer.wire import Request


class Unable(Exception):
    """The signer cannot sign now: its disk, its key or its quota; the same request may come again."""


class Signer:
    """A key, those who may approve its use, and the ledger of it. `clock` gives the aware moment."""

    def __init__(
        self,
        key: Key,
        certificate_pem: bytes,
        approvers: Sequence[Ed25519PublicKey],
        ledger: Ledger,
        *,
        quota: int,
        clock: Callable[[], datetime],
    ) -> None:
        self.certificate_pem = certificate_pem
        self._key, self._approvers, self._ledger = key, approvers, ledger
        self._quota, self._clock, self._lock = quota, clock, Lock()
        self._certificate = x509.load_pem_x509_certificate(certificate_pem).public_bytes(Encoding.DER)
        self._open()

    def sign(self, request: Request) -> bytes:
        """The signature under the request's number: a repeat gets the very one that was given before.

        Raises Refused (what concerns a number or an approval is kept in the ledger) or Unable.
        """
        with self._lock:
            try:
                return self._signed(request)
            except sqlite3.Error as error:
                raise Unable(f"the ledger cannot be written: {error}") from error
            except KeyFault as error:
                raise Unable(str(error)) from error

    def state(self) -> dict[str, str | int]:
        """The end of the ledger: how many entries, and the hash over all of them."""
        with self._lock:
            last = self._ledger.last()
        return {"entries": last.seq if last else 0, "head": last.hash if last else ""}

    def _signed(self, request: Request) -> bytes:
        check_attributes(request.to_sign, self._certificate)
        approval = approved(request, self._approvers)
        facts, digest = facts_sha256(request.facts), sha256(request.to_sign).hexdigest()
        intent = self._ledger.intent(request.number)
        if intent is None:
            intent = self._taken(request, approval, facts, digest)
        if (intent.to_sign, intent.facts, intent.subject) != (digest, facts, approval.subject):
            self._refuse(request, digest, f"{request.number} stands for other bytes to sign: {intent.to_sign}")
        given = self._ledger.signed(request.number)
        if given is None:
            signature = base64.b64encode(self._key.sign(request.to_sign)).decode()
            given = self._write(SIGNED, number=request.number, to_sign=digest, signature=signature)
        return base64.b64decode(given.signature)

    def _taken(self, request: Request, approval: Approved, facts: str, digest: str) -> Entry:
        other = self._ledger.intent_for(approval.subject, facts)
        if other is not None:
            self._refuse(request, digest, f"what {approval.subject} approved is signed under {other.number} already")
        self._within_quota()
        return self._write(
            INTENT,
            number=request.number,
            to_sign=digest,
            subject=approval.subject,
            facts=facts,
            approval=sha256(request.approval.encode()).hexdigest(),
        )

    def _within_quota(self) -> None:
        """What is refused counts too: nobody fills the ledger by asking."""
        if self._ledger.counted_on(self._day()) >= self._quota:
            raise Unable(f"the quota of {self._quota} a day is used up")

    def _refuse(self, request: Request, digest: str, words: str) -> None:
        self._within_quota()
        self._write(REFUSED, number=request.number, to_sign=digest, words=words)
        raise Refused(words)

    def _open(self) -> None:
        """Note under which certificate and approvers' keys the entries that follow were made, where these changed."""
        keys = " ".join(base64.b64encode(key.public_bytes_raw()).decode() for key in self._approvers)
        certificate = sha256(self._certificate).hexdigest()
        last = self._ledger.opened()
        if last is None or (last.to_sign, last.words) != (certificate, keys):
            self._write(OPENED, to_sign=certificate, words=keys)

    def _write(self, kind: str, **more: str) -> Entry:
        return self._ledger.append(kind, at=self._clock().isoformat(timespec="seconds"), day=self._day(), **more)

    def _day(self) -> str:
        return legal_day(self._clock()).isoformat()
