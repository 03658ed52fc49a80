"""A signer to test with: its folder, keys and approvals as the platform makes them, and the process itself."""

import base64
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509 import load_pem_x509_certificate

from tests.platform_process import ROOT
from zhicheng.domain.approval import Approved, facts_sha256, signed_bytes
from zhicheng.domain.numbering import certificate_number
from zhicheng.gateways.eseal.cms import Container
from zhicheng.gateways.eseal.order import SigningOrder
from zhicheng.gateways.eseal.trial_seal import CERTIFICATE, KEY, ensure_test_seal
from zhicheng.gateways.eseal.trial_seal import ROOT as ROOTS
from zhicheng.signer.signing import Signer
from zhicheng.signer.wire import Request

Open = Callable[..., Signer]
AT = "2024-12-02T01:02:03+00:00"


def number(serial: int) -> str:
    """A certificate's number with the right check character."""
    return certificate_number("330500", 2024, 4, serial)


def facts(who: str) -> dict[str, Any]:
    """What a certificate says of somebody."""
    return {"case": f"CD-{who}", "name": who, "title": "助理工程师", "obtained_on": "2024-12-02"}


@dataclass(frozen=True)
class SignerHome:
    """A signer's folder, with the approver's private key beside it for the tests."""

    folder: Path
    approver: Ed25519PrivateKey

    @property
    def socket(self) -> Path:
        return self.folder / "signer.sock"

    @property
    def certificate_pem(self) -> bytes:
        return (self.folder / CERTIFICATE).read_bytes()

    def to_sign(self, text: str) -> bytes:
        """The signed attributes over a document of this text."""
        container = Container(self.certificate_pem, (self.folder / ROOTS).read_bytes())
        return container.to_sign(text.encode().ljust(32)[:32])

    def approved(self, *all_facts: Mapping[str, Any], subject: str = "document:1") -> tuple[str, bytes]:
        """The approval of these facts, and its signature."""
        digests = tuple(facts_sha256(one) for one in all_facts)
        body = Approved(subject, "a" * 64, digests, 7, "bureau_leader", AT).body()
        return body, self.approver.sign(signed_bytes(body))

    def request(self, serial: int, text: str = "page", *, subject: str = "document:1") -> Request:
        """A right request for the certificate with this serial."""
        said = facts(f"somebody {serial}")
        return Request(number(serial), self.to_sign(text), said, *self.approved(said, subject=subject))

    def order(self, serial: int) -> SigningOrder:
        """The same as an order."""
        asked = self.request(serial)
        approved = base64.b64encode(asked.approved).decode()
        return SigningOrder(asked.number, asked.facts, asked.approval, approved)

    def verifies(self, signature: bytes, to_sign: bytes) -> bool:
        """Whether the certificate's key signed these bytes; raises InvalidSignature when not."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        key = load_pem_x509_certificate(self.certificate_pem).public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature, to_sign, ec.ECDSA(hashes.SHA256()))
        return True

    @contextmanager
    def running(self, *words: str, before: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[str]]:
        """The signer's process, ready to answer; killed at the end."""
        process = self.start(*words, before=before)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def start(self, *words: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        command = [
            *before,
            sys.executable,
            "-m",
            "zhicheng.signer",
            "serve",
            "--trial",
            "--folder",
            str(self.folder),
            *words,
        ]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "ready" in said, said
        return process


def a_signer_home(folder: Path) -> SignerHome:
    """A new folder for a signer, with the test seal's key in it."""
    ensure_test_seal(folder)
    assert (folder / KEY).is_file()
    approver = Ed25519PrivateKey.generate()
    public = base64.b64encode(approver.public_key().public_bytes_raw()).decode()
    (folder / "approval.pub").write_text(public + "\n")
    return SignerHome(folder, approver)


class Clock:
    """A moment that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2024, 12, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def kinds(home: SignerHome) -> list[str]:
    """What the entries of the ledger tell of, in their order."""
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        return [kind for (kind,) in connection.execute("SELECT kind FROM entry ORDER BY seq")]
