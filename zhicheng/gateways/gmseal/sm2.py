"""SM2 signatures (GB/T 32918) over SM3 (GB/T 32905): the one place that knows the library."""

import gmssl_pyx
from asn1crypto import keys
from cryptography.hazmat.primitives.hashes import SM3, Hash

CURVE, SM2_WITH_SM3, SM3_OID = "1.2.156.10197.1.301", "1.2.156.10197.1.501", "1.2.156.10197.1.401"
UNCOMPRESSED = b"\4"
POINT = 64

keys.NamedCurve.register("sm2p256v1", CURVE, 32)


def sm3(content: bytes) -> bytes:
    """The SM3 digest, 32 bytes."""
    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize()


def new_key() -> tuple[bytes, bytes]:
    """A private key (32 bytes) and its public point (64 bytes)."""
    public, private = gmssl_pyx.sm2_key_generate()
    return bytes(private), bytes(public)


def sign(private: bytes, public: bytes, message: bytes) -> bytes:
    """The signature in DER; the signer id is the standard's 1234567812345678."""
    return bytes(gmssl_pyx.sm2_sign(private, public, message))


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature over the message is by this public point; a point off the curve signs nothing."""
    try:
        return bool(gmssl_pyx.sm2_verify(gmssl_pyx.normalize_sm2_public_key(public), message, signature))
    except gmssl_pyx.GmsslInnerError:
        return False


def public_info(public: bytes) -> keys.PublicKeyInfo:
    """The point as a SubjectPublicKeyInfo."""
    return keys.PublicKeyInfo(
        {
            "algorithm": {"algorithm": "ec", "parameters": keys.ECDomainParameters("named", "sm2p256v1")},
            "public_key": keys.ECPointBitString(UNCOMPRESSED + public),
        }
    )


def point_in(info: keys.PublicKeyInfo) -> bytes:
    """The point of a SubjectPublicKeyInfo. Raises ValueError for a key that is not of SM2."""
    parameters = info["algorithm"]["parameters"]
    point = bytes(info["public_key"].native)
    named = getattr(parameters, "name", "") == "named" and parameters.chosen.dotted == CURVE
    if not named or point[:1] != UNCOMPRESSED or len(point) != 1 + POINT:
        raise ValueError("no SM2 key")
    return point[1:]
