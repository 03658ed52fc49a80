"""A cryptographic token in software (SoftHSM), with a key made in it that cannot leave it."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN, KEY, PIN = "bureau", "seal", "2468"


@dataclass(frozen=True)
class SoftToken:
    """The words that name token and key, and the public half of the key."""

    folder: Path
    public_key: ec.EllipticCurvePublicKey

    @property
    def named(self) -> str:
        return f"{MODULE},{TOKEN},{KEY}"

    @property
    def pin_file(self) -> Path:
        return self.folder / "pin"


def token_is_here() -> bool:
    return which("softhsm2-util") is not None and Path(MODULE).is_file()


def session(writing: bool = False) -> Any:
    import pkcs11

    token = pkcs11.lib(MODULE).get_token(token_label=TOKEN)
    try:
        return token.open(user_pin=PIN, rw=writing)
    except pkcs11.UserAlreadyLoggedIn:
        return token.open(rw=writing)


def a_soft_token(folder: Path) -> SoftToken:
    """A token in this folder. SoftHSM reads its configuration once a process: one a test run."""
    from cryptography.hazmat.primitives.serialization import load_der_public_key
    from pkcs11 import Attribute, KeyType
    from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    words = ["--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "13579"]
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    (folder / "pin").write_text(PIN + "\n")
    with session(writing=True) as opened:
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        parameters = opened.create_domain_parameters(KeyType.EC, curve, local=True)
        public, _ = parameters.generate_keypair(store=True, label=KEY)
        found = load_der_public_key(encode_ec_public_key(public))
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return SoftToken(folder, found)
