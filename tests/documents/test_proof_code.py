"""The signed facts in a certificate's QR code: small, the same every time, and of no use once a bit is changed."""

import base64
import random
from datetime import date
from typing import Any

import cbor2
import numpy
import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric import ec
from cwt import COSE, COSEKey

from zhicheng.documents.proof_code import (
    ORDER,
    BadProof,
    ForgedProof,
    NoProof,
    Proof,
    StrangeKey,
    kid_of,
    proof_in,
    proof_of,
    proof_text,
    read_proof,
)

KEY = ec.derive_private_key(20241230, ec.SECP256R1())
KID = kid_of(KEY.public_key())
KEYS = {KID: KEY.public_key()}
URL = "https://zhicheng.tiaozhou.example/v/q7Wm2kTzR4bX9c1D"
STATED: dict[str, Any] = {
    "number": "330502-2024-4-00017-Y",
    "name": "沈翀",
    "title": "助理工程师",
    "series": "工程技术",
    "speciality": "环境工程",
    "level": "助理级",
    "obtained_on": "2024-12-27",
    "authority": "苕州市人力资源和社会保障局",
    "document_number": "苕人社职〔2024〕12号",
    "employer": "苕州市喆堃环境工程有限公司",
    "birth_month": "1999年6月",
}
NAMES = ["沈𫘝", "𬭛喆堃昇翀䶮", "买买提·吐尔逊", "Anna Maria Rossi-Čapek"]


def the_proof(stated: dict[str, Any] = STATED) -> bytes:
    return proof_of(stated, key=KEY, kid=KID)


def read(proof: bytes) -> Proof:
    return read_proof(proof_text(URL, proof), KEYS)


def code_of(text: str) -> Any:
    qr = segno.make_qr(text, error="m")
    rows = [[0 if dark else 255 for dark in row] for row in qr.matrix_iter(scale=4, border=4)]
    return qr, numpy.array(rows, dtype=numpy.uint8)


@pytest.mark.parametrize("name", ["沈翀", *NAMES])
def test_a_scanned_code_gives_the_facts_that_were_stated(name: str) -> None:
    text = proof_text(URL, the_proof(STATED | {"name": name}))
    _, picture = code_of(text)
    scanned = zxingcpp.read_barcodes(picture)[0].text
    assert scanned == text
    found = read_proof(scanned, KEYS)
    assert (found.name, found.number, found.title) == (name, STATED["number"], STATED["title"])
    assert (found.series, found.speciality, found.level) == ("工程技术", "环境工程", "助理级")
    assert (found.authority, found.document_number) == (STATED["authority"], STATED["document_number"])
    assert found.obtained_on == date(2024, 12, 27)
    assert found.kid == KID


def test_the_code_is_small_enough_to_be_printed_28_millimetres_wide() -> None:
    proof = the_proof()
    qr, _ = code_of(proof_text(URL, proof))
    assert len(proof) <= 250
    assert qr.version <= 16  # 81 modules: a third of a millimetre each


def test_the_same_facts_give_the_same_bytes_and_nothing_else_gets_in() -> None:
    assert the_proof() == the_proof()
    assert the_proof(STATED | {"employer": "别处", "identity_number": "330501199906010022"}) == the_proof()
    assert the_proof(STATED | {"title": "工程师"}) != the_proof()
    assert b"1999" not in the_proof()


def test_each_fact_is_needed() -> None:
    for name in set(STATED) - {"employer", "birth_month"}:
        with pytest.raises(KeyError):
            the_proof({key: value for key, value in STATED.items() if key != name})


def test_another_implementation_verifies_the_signature() -> None:
    public = KEY.public_key().public_numbers()
    key = COSEKey.new({1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32), -3: public.y.to_bytes(32), 2: KID})
    assert cbor2.loads(COSE.new(verify_kid=True).decode(the_proof(), key))[2] == "沈翀"


def test_no_flip_of_a_bit_leaves_a_proof() -> None:
    chosen = random.Random(7)
    proof = the_proof()
    for place in range(len(proof)):
        changed = bytearray(proof)
        changed[place] ^= 1 << chosen.randrange(8)
        with pytest.raises(BadProof):
            read(bytes(changed))


def test_each_cut_of_a_proof_and_each_byte_too_many_is_found() -> None:
    proof = the_proof()
    for end in range(1, len(proof), 7):
        with pytest.raises(BadProof):
            read(proof[:end])
    with pytest.raises(ForgedProof):
        read(proof + b"\0")
    with pytest.raises(ForgedProof):
        read(proof + proof)


def test_the_other_signature_that_the_curve_allows_is_not_ours() -> None:
    message = cbor2.loads(the_proof())
    r, s = message.value[3][:32], int.from_bytes(message.value[3][32:])
    twin = cbor2.CBORTag(18, [*message.value[:3], r + (ORDER - s).to_bytes(32)])
    with pytest.raises(ForgedProof):
        read(cbor2.dumps(twin))


def test_a_strangers_key_under_its_own_and_under_our_name_is_told_apart() -> None:
    stranger = ec.derive_private_key(666, ec.SECP256R1())
    with pytest.raises(StrangeKey):
        read(proof_of(STATED, key=stranger, kid=kid_of(stranger.public_key())))
    with pytest.raises(ForgedProof):
        read(proof_of(STATED, key=stranger, kid=KID))


def with_headers(protected: dict[Any, Any], unprotected: dict[Any, Any], payload: bytes | None = None) -> bytes:
    message = cbor2.loads(the_proof())
    parts = [cbor2.dumps(protected), unprotected, payload or message.value[2], message.value[3]]
    return cbor2.dumps(cbor2.CBORTag(18, parts))


@pytest.mark.parametrize(
    "proof",
    [
        with_headers({1: -7}, {4: KID}),
        with_headers({1: -8, 4: KID}, {}),
        with_headers({1: -7, 4: KID}, {5: b"more"}),
        with_headers({1: -7, 4: KID, 3: 1}, {}),
        with_headers({}, {}),
        with_headers({1: -7, 4: KID}, {}, cbor2.dumps({1: 1})),
        cbor2.dumps(cbor2.CBORTag(17, cbor2.loads(the_proof()).value)),
        cbor2.dumps(cbor2.loads(the_proof()).value),
        cbor2.dumps(cbor2.CBORTag(18, [])),
        cbor2.dumps(cbor2.CBORTag(18, 7)),
        b"\xd2" + b"\x9b" + b"\xff" * 8,
        b"\xd2" + b"\x81" * 2000,
        cbor2.dumps(
            cbor2.CBORTag(18, [b"\xc4\x82\x3b" + b"\xff" * 8 + b"\x01", {}, b"", b""])
        ),  # a decimal beyond all bounds
        b"\xd2\xc5\x82\x3b" + b"\xff" * 8 + b"\x01",  # a big float of the same kind
    ],
)
def test_other_ways_of_writing_are_refused(proof: bytes) -> None:
    with pytest.raises(ForgedProof):
        read(proof)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        URL,
        f"{URL}#",
        "https://example.com",
        "沈翀",
        "BEGIN:VCARD",
        "javascript:x#0oRN",
        f"{URL}#不是",
        "WIFI:S:a;;",
    ],
)
def test_a_text_without_a_proof_is_told_as_such(text: str) -> None:
    with pytest.raises(NoProof):
        read_proof(text, KEYS)


def test_the_code_alone_is_read_without_the_address() -> None:
    code = base64.urlsafe_b64encode(the_proof()).decode().rstrip("=")
    assert read_proof(code, KEYS).number == STATED["number"]
    assert proof_in(f"  {URL}#{code}\n") == the_proof()
