"""Make the keys, certificates and face of a test seal in a folder, once, however many processes come at a time."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from zhicheng.gateways.eseal.face import draw_face
from zhicheng.gateways.eseal.trial_pki import MARK, OWNER, Issued, TrialRoot

__all__ = ["CERTIFICATE", "FACE", "KEY", "MARK", "OWNER", "ROOT", "ensure_test_seal", "keep_issued", "write_trial_pki"]

KEY, CERTIFICATE, ROOT, FACE = "seal.key.pem", "seal.pem", "root.pem", "face.pdf"
TIMESTAMP_KEY, TIMESTAMP_CERTIFICATE = "timestamp.key.pem", "timestamp.pem"
RESPONDER_KEY, RESPONDER_CERTIFICATE, REVOKED = "responder.key.pem", "responder.pem", "root.crl"


def ensure_test_seal(folder: Path) -> Path:
    """The folder with a complete test seal in it; made on first use, never changed afterwards.

    The key of the root is thrown away once it has signed. A seal made by an earlier version has no time stamp authority
    and no responder beside it, and cannot get one any more: it goes on signing, and what it signs stays at level B-B.
    """
    if (folder / KEY).is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".seal-", dir=folder.parent))
    try:
        write_trial_pki(made, TrialRoot())
        (made / FACE).write_bytes(draw_face(OWNER, MARK))
        with contextlib.suppress(OSError):  # another process was first: its seal stands
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    if not (folder / KEY).is_file():
        raise FileExistsError(f"{folder} is in use and holds no seal; empty it or name another folder")
    return folder


def write_trial_pki(folder: Path, root: TrialRoot) -> None:
    """Put the certificates that `root` issues into the folder, with all keys but the root's own."""
    keep_issued(folder, root.seal(), CERTIFICATE, KEY)
    keep_issued(folder, root.timestamp_authority(), TIMESTAMP_CERTIFICATE, TIMESTAMP_KEY)
    keep_issued(folder, root.responder(), RESPONDER_CERTIFICATE, RESPONDER_KEY)
    (folder / ROOT).write_bytes(_pem(root.certificate))
    (folder / REVOKED).write_bytes(root.revoked().public_bytes(serialization.Encoding.DER))


def keep_issued(folder: Path, issued: Issued, certificate: str, key: str) -> None:
    """Put a certificate and its key into the folder under these names; the key is readable by its owner alone."""
    secret = issued.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(os.open(folder / key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    (folder / certificate).write_bytes(_pem(issued.certificate))


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
