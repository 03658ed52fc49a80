"""What a certificate's QR code holds: its facts, signed (COSE_Sign1, ES256), to be checked without asking anybody."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import cbor2
import cwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cwt.cose_key_interface import COSEKeyInterface

from zhicheng.domain.numbering import certificate_number_in_digits, certificate_number_of_digits

KID_BYTES = 8
SIGN1, ALGORITHM, KID, ES256 = 18, 1, 4, -7
NUMBER, NAME, TITLE, SERIES, SPECIALITY, LEVEL, OBTAINED_ON, AUTHORITY, DOCUMENT_NUMBER = range(1, 10)
WORDS = {NAME: "name", TITLE: "title", SERIES: "series", SPECIALITY: "speciality", LEVEL: "level",
         AUTHORITY: "authority", DOCUMENT_NUMBER: "document_number"}  # fmt: skip
EPOCH = date(1970, 1, 1)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
HALF = 32
LONGEST = 3000


class BadProof(Exception):
    """There is no proof to be had from a text; which of the three below says why."""


class NoProof(BadProof):
    """The text is an address alone, or something of another kind."""


class StrangeKey(BadProof):
    """The text bears a proof by a key that is none of those given."""


class ForgedProof(BadProof):
    """The text bears a proof that was changed, or that the key it names never signed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The facts that the code states; `kid` names the key, `sha256` is the digest of the whole signed code."""

    number: str
    name: str
    title: str
    series: str
    speciality: str
    level: str
    obtained_on: date
    authority: str
    document_number: str
    kid: bytes
    sha256: str


def proof_of(stated: Mapping[str, Any], *, key: ec.EllipticCurvePrivateKey, kid: bytes) -> bytes:
    """The signed facts of what a certificate states; the same facts under the same key give the same bytes.

    `obtained_on` is an ISO day. Raises KeyError where a fact is lacking, ValueError where one cannot be written.
    """
    said: dict[int, Any] = {place: str(stated[name]) for place, name in WORDS.items()}
    said[NUMBER] = certificate_number_in_digits(stated["number"])
    said[OBTAINED_ON] = (date.fromisoformat(stated["obtained_on"]) - EPOCH).days
    payload = cbor2.dumps(said, canonical=True)
    headers = {ALGORITHM: ES256, KID: kid}
    return bytes(cwt.COSE.new().encode_and_sign(payload, _SteadyKey(key), protected=headers))


def proof_text(verify_url: str, proof: bytes) -> str:
    """What the QR code holds: the address that a phone opens, and behind its # the proof, which is sent to nobody."""
    return f"{verify_url}#{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"


def kid_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """The short name of a public key: the first bytes of the SHA-256 of its SubjectPublicKeyInfo."""
    encoding, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return sha256(key.public_bytes(encoding, form)).digest()[:KID_BYTES]


def proof_in(text: str) -> bytes:
    """The signed code in the text of a QR code (address, #, code) or in the code alone, unchecked.

    Raises NoProof for a text that has none.
    """
    address, hash_sign, code = text.strip().rpartition("#")
    if hash_sign and not address.startswith(("http://", "https://")):
        raise NoProof("not the text of a certificate's QR code")
    try:
        proof = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise NoProof("not the text of a certificate's QR code") from None
    if not hash_sign and not proof.startswith(bytes([0xC0 | SIGN1])):
        raise NoProof("not the text of a certificate's QR code")
    if not proof:
        raise NoProof("an address without a proof behind it")
    return proof


def read_proof(text: str, keys: Mapping[bytes, ec.EllipticCurvePublicKey]) -> Proof:
    """The facts in a QR code's text once their signature holds under one of `keys`, which are listed by kid.

    Only the one way of writing that `proof_of` has is read, so that each certificate has one code and one digest.
    Raises NoProof, StrangeKey or ForgedProof.
    """
    proof = proof_in(text)
    try:
        kid, payload = _parts(proof)
    except (cbor2.CBORError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError):
        raise ForgedProof("the code cannot be read, so it was cut or changed") from None
    if kid not in keys:
        raise StrangeKey(f"signed with a key that is not listed: {kid.hex()}")
    try:
        cwt.COSE.new().decode(proof, _public(keys[kid]))
        return _facts(payload, kid, sha256(proof).hexdigest())
    except (cwt.CWTError, cbor2.CBORError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError):
        raise ForgedProof("the facts are not those that were signed") from None


def _parts(proof: bytes) -> tuple[bytes, bytes]:
    """Key id and payload, of a code written in the one way; ValueError for any other."""
    if len(proof) > LONGEST:
        raise ValueError("too long")
    message = cbor2.loads(proof)
    if not isinstance(message, cbor2.CBORTag) or message.tag != SIGN1:
        raise ValueError("no COSE_Sign1")
    protected, _, payload, signature = message.value
    kid = cbor2.loads(protected)[KID]
    if not (isinstance(kid, bytes) and len(kid) == KID_BYTES and isinstance(payload, bytes)):
        raise TypeError("a part of another kind")
    as_written = [cbor2.dumps({ALGORITHM: ES256, KID: kid}), {}, payload, signature]
    if cbor2.dumps(cbor2.CBORTag(SIGN1, as_written)) != proof or int.from_bytes(signature[HALF:]) > ORDER // 2:
        raise ValueError("written in another way")
    return kid, payload


def _facts(payload: bytes, kid: bytes, digest: str) -> Proof:
    said = cbor2.loads(payload)
    if cbor2.dumps(said, canonical=True) != payload or said.keys() != {*WORDS, NUMBER, OBTAINED_ON}:
        raise ValueError("written in another way")
    words = {name: said[place] for place, name in WORDS.items()}
    if not all(isinstance(word, str) for word in words.values()):
        raise TypeError("a fact that is no text")
    obtained_on, number = EPOCH + timedelta(days=said[OBTAINED_ON]), certificate_number_of_digits(said[NUMBER])
    return Proof(number=number, obtained_on=obtained_on, kid=kid, sha256=digest, **words)


def _public(key: ec.EllipticCurvePublicKey) -> Any:
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return cwt.COSEKey.from_pem(key.public_bytes(encoding, form), kid=kid_of(key), alg="ES256")


class _SteadyKey(COSEKeyInterface):
    """Signs as RFC 6979 says and takes the smaller of the two equal signatures: the same bytes every time."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        super().__init__({1: 2, 3: ES256})
        self._steady = key

    def sign(self, msg: bytes) -> bytes:
        """The raw signature: r, then s, 32 bytes each."""
        der = self._steady.sign(msg, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        r, s = decode_dss_signature(der)
        return r.to_bytes(HALF) + min(s, ORDER - s).to_bytes(HALF)
