"""SM2 and SM3 as the standards have them, held against OpenSSL both ways."""

import shutil
import subprocess
from pathlib import Path

import gmssl_pyx
import pytest

from zhicheng.gateways.gmseal import sm2

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
ID = "distid:1234567812345678"
MESSAGE = "专业技术职务任职资格证书".encode()


def openssl(*words: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, words)], capture_output=True, timeout=600, check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("message", "digest"),
    [  # GB/T 32905-2016, annex A
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_digests_of_the_standard(message: bytes, digest: str) -> None:
    assert sm2.sm3(message).hex() == digest
    assert gmssl_pyx.sm3_hash(message).hex() == digest


def test_a_signature_of_the_standard_verifies() -> None:
    """GB/T 32918.5-2017, annex A: the example on the recommended curve, by signer 1234567812345678."""
    public = bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    )
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    assert sm2.verifies(public, b"message digest", der(r, s))
    assert not sm2.verifies(public, b"message digesT", der(r, s))
    assert not sm2.verifies(public, b"message digest", der(s, r))


def der(r: int, s: int) -> bytes:
    from asn1crypto.algos import DSASignature

    return bytes(DSASignature({"r": r, "s": s}).dump())


@needs_openssl
def test_openssl_verifies_what_we_sign(tmp_path: Path) -> None:
    private, public = sm2.new_key()
    (tmp_path / "key.der").write_bytes(sm2.public_info(public).dump())
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "s").write_bytes(sm2.sign(private, public, MESSAGE))
    (tmp_path / "bad").write_bytes(MESSAGE + b".")

    def verified(message: str) -> bool:
        done = openssl(
            "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", tmp_path / "key.der", "-rawin", "-digest",
            "sm3", "-pkeyopt", ID, "-in", tmp_path / message, "-sigfile", tmp_path / "s",
        )  # fmt: skip
        return done.returncode == 0

    assert verified("m")
    assert not verified("bad")


@needs_openssl
def test_we_verify_what_openssl_signs(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    assert openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", key).returncode == 0
    (tmp_path / "m").write_bytes(MESSAGE)
    sign = ("pkeyutl", "-sign", "-inkey", key, "-rawin", "-digest", "sm3", "-pkeyopt", ID, "-in", tmp_path / "m")
    signature = openssl(*sign).stdout
    from asn1crypto import keys

    public = sm2.point_in(keys.PublicKeyInfo.load(openssl("pkey", "-in", key, "-pubout", "-outform", "DER").stdout))
    assert sm2.verifies(public, MESSAGE, signature)
    assert not sm2.verifies(public, MESSAGE + b".", signature)
    other = sm2.new_key()[1]
    assert not sm2.verifies(other, MESSAGE, signature)


def test_a_key_of_another_curve_is_none() -> None:
    from asn1crypto import keys
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    with pytest.raises(ValueError, match="no SM2 key"):
        sm2.point_in(keys.PublicKeyInfo.load(public.public_bytes(serialization.Encoding.DER, form)))
    assert not sm2.verifies(b"\1" * 64, MESSAGE, b"")
