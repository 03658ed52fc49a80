"""Make the key, certificate and face of a test seal in a folder, once, however many processes come at the same time."""

import contextlib
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from zhicheng.gateways.eseal.face import draw_face

KEY, CERTIFICATE, ROOT, FACE = "seal.key.pem", "seal.pem", "root.pem", "face.pdf"
MARK = "测试章"
OWNER = "职称初定平台演示专用"
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)


def ensure_test_seal(folder: Path) -> Path:
    """The folder with a complete test seal in it; made on first use, never changed afterwards.

    The key of the root is thrown away once it has signed the seal's certificate.
    """
    if (folder / KEY).is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".seal-", dir=folder.parent))
    try:
        _write_keys(made)
        (made / FACE).write_bytes(draw_face(OWNER, MARK))
        with contextlib.suppress(OSError):  # another process was first: its seal stands
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    if not (folder / KEY).is_file():
        raise FileExistsError(f"{folder} is in use and holds no seal; empty it or name another folder")
    return folder


def _write_keys(folder: Path) -> None:
    root_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, seal_name = _name(f"{OWNER}根证书（{MARK}）"), _name(f"{OWNER}（{MARK}）")
    root = _certificate(root_name, root_name, root_key, root_key, authority=True)
    certificate = _certificate(seal_name, root_name, seal_key, root_key, authority=False)
    secret = seal_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    (folder / ROOT).write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / CERTIFICATE).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, MARK),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), VALID_FROM, VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
