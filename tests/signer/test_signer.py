"""The signer signs what was approved, once a number, and its ledger tells of it; all else is refused in clear words."""

import base64
import json
import random
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.signing import Clock, Open, SignerHome, facts, kinds, number
from zhicheng.signer.keys import FileKey, KeyFault
from zhicheng.signer.ledger import Ledger
from zhicheng.signer.rules import Refused
from zhicheng.signer.server import answer
from zhicheng.signer.signing import Signer, Unable
from zhicheng.signer.wire import Malformed, Request, read_line, read_request


def test_what_was_approved_is_signed_by_the_certificates_key(home: SignerHome, opened: Open) -> None:
    request = home.request(1)
    assert home.verifies(opened().sign(request), request.to_sign)
    assert kinds(home) == ["opened", "intent", "signed"]


def test_a_repeat_gets_the_very_same_signature_and_no_second_entry(home: SignerHome, opened: Open) -> None:
    first = opened().sign(home.request(1))
    assert opened().sign(home.request(1)) == first
    assert kinds(home) == ["opened", "intent", "signed"]


def test_other_bytes_for_the_same_number_are_refused_and_noted(home: SignerHome, opened: Open) -> None:
    signer = opened()
    signer.sign(home.request(1))
    with pytest.raises(Refused, match="stands for other bytes"):
        signer.sign(home.request(1, "another page"))
    assert kinds(home)[-1] == "refused"


def test_approved_facts_are_signed_under_one_number_only(home: SignerHome, opened: Open) -> None:
    signer = opened()
    signer.sign(home.request(1))
    with pytest.raises(Refused, match=number(1)):
        signer.sign(replace(home.request(1), number=number(2)))


def test_a_second_approval_lets_the_same_facts_be_signed_under_a_new_number(home: SignerHome, opened: Open) -> None:
    signer = opened()
    first = signer.sign(home.request(1))
    again = replace(home.request(1, "new page", subject="certificate:abc"), number=number(2))
    assert signer.sign(again) != first


def changed(request: Request, way: str, home: SignerHome) -> Request:
    stranger = Ed25519PrivateKey.generate()
    ways = {
        "facts": lambda: replace(request, facts=facts("somebody else")),
        "one fact more": lambda: replace(request, facts={**request.facts, "level": "正高级"}),
        "body": lambda: replace(request, approval=request.approval.replace("bureau_leader", "bureau_leadex")),
        "signature": lambda: replace(request, approved=bytes(64)),
        "short signature": lambda: replace(request, approved=b"x"),
        "stranger": lambda: replace(request, approved=stranger.sign(request.approval.encode())),
        "without heading": lambda: replace(request, approved=home.approver.sign(request.approval.encode())),
        "number": lambda: replace(request, number=number(1)[:-1] + "?"),
        "no number": lambda: replace(request, number="document:1"),
        "certificate": lambda: replace(request, to_sign=b"\x30" + request.to_sign[1:]),
        "other key": lambda: replace(request, to_sign=request.to_sign[:2] + bytes(len(request.to_sign) - 2)),
    }
    return ways[way]()


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("facts", "not among what document:1 approved"),
        ("one fact more", "not among"),
        ("body", "not signed by a key that may approve"),
        ("signature", "not signed"),
        ("short signature", "not signed"),
        ("stranger", "not signed"),
        ("without heading", "not signed"),
        ("number", "no certificate's number"),
        ("no number", "no certificate's number"),
        ("certificate", "not the attributes"),
        ("other key", "not the attributes"),
    ],
)
def test_nothing_else_than_what_was_approved_is_signed(way: str, words: str, home: SignerHome, opened: Open) -> None:
    with pytest.raises(Refused, match=words):
        opened().sign(changed(home.request(1), way, home))
    assert kinds(home) == ["opened"]


def test_an_approval_that_is_not_written_canonically_is_refused(home: SignerHome, opened: Open) -> None:
    from zhicheng.domain.approval import signed_bytes

    request = home.request(1)
    body = request.approval.replace(",", ", ")
    loose = replace(request, approval=body, approved=home.approver.sign(signed_bytes(body)))
    with pytest.raises(Refused, match="canonically"):
        opened().sign(loose)


def test_a_paper_with_a_key_is_signed_under_that_key_alone(home: SignerHome, opened: Open) -> None:
    said = {"key": "document:abc", "number": "苕人社职〔2024〕1号"}
    request = Request("document:abc", home.to_sign("document"), said, *home.approved(said))
    with pytest.raises(Refused, match="approved for document:abc"):
        opened().sign(replace(request, number=number(1)))
    assert home.verifies(opened().sign(request), request.to_sign)


def test_the_quota_of_a_day_counts_new_numbers_and_refusals(home: SignerHome, opened: Open, clock: Clock) -> None:
    signer = opened(quota=2)
    signer.sign(home.request(1))
    with pytest.raises(Refused):
        signer.sign(home.request(1, "another page"))
    with pytest.raises(Unable, match="quota of 2"):
        signer.sign(home.request(2))
    assert signer.sign(home.request(1))
    clock.now += timedelta(days=1)
    assert signer.sign(home.request(2))


def test_a_fall_between_intent_and_signature_ends_in_one_signature(home: SignerHome, opened: Open) -> None:
    class Falls:
        def sign(self, to_sign: bytes) -> bytes:
            raise KeyFault("the power went")

    with pytest.raises(Unable, match="power"):
        opened(key=Falls()).sign(home.request(1))
    assert kinds(home) == ["opened", "intent"]
    with pytest.raises(Refused, match="other bytes"):
        opened().sign(home.request(1, "another page"))
    assert home.verifies(opened().sign(home.request(1)), home.request(1).to_sign)


def test_a_token_that_signs_each_time_otherwise_still_gives_one_signature(home: SignerHome, opened: Open) -> None:
    class Random:
        def __init__(self) -> None:
            self.inner = FileKey(home.folder / "seal.key.pem")._key

        def sign(self, to_sign: bytes) -> bytes:
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.asymmetric import ec

            return self.inner.sign(to_sign, ec.ECDSA(hashes.SHA256()))

    assert len({opened(key=Random()).sign(home.request(1)) for _ in range(3)}) == 1


def test_many_at_once_for_one_number_get_one_signature(home: SignerHome, opened: Open) -> None:
    signer, request, given = opened(), home.request(1), []
    threads = [threading.Thread(target=lambda: given.append(signer.sign(request))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 8
    assert len(set(given)) == 1


def test_a_new_approver_is_noted_where_the_entries_under_it_begin(home: SignerHome, opened: Open, clock: Clock) -> None:
    opened().sign(home.request(1))
    other = Ed25519PrivateKey.generate()
    ledger = Ledger(home.folder / "ledger.sqlite3")
    key = FileKey(home.folder / "seal.key.pem")
    Signer(key, home.certificate_pem, [other.public_key()], ledger, quota=9, clock=clock)
    ledger.close()
    assert kinds(home) == ["opened", "intent", "signed", "opened"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "strict JSON"),
        (b"sign this", "strict JSON"),
        (b"\xff\xfe", "strict JSON"),
        (b"[" * 100_000, "strict JSON"),
        (b'{"sign":{},"sign":{}}', "strict JSON"),
        (b'{"sign":NaN}', "strict JSON"),
        (b"[1]", "not an object"),
        (b"{}", "asked to sign"),
        (b'{"sign":{}}', "exactly the fields"),
        (b'{"sign":[]}', "exactly the fields"),
        (b'{"state":false}', "asked to sign"),
    ],
)
def test_what_is_no_question_is_answered_with_why(line: bytes, words: str, opened: Open) -> None:
    assert words in answer(line, opened())["malformed"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", 7, "number is not str"),
        ("number", "", "1 to 120"),
        ("number", "x" * 121, "1 to 120"),
        ("number", "a\nb", "printable"),
        ("to_sign", "%%%", "to_sign is not base64"),
        ("to_sign", "", "to_sign has 1 to"),
        ("to_sign", base64.b64encode(bytes(5000)).decode(), "to_sign has 1 to"),
        ("facts", [], "facts is not dict"),
        ("approved", None, "approved is not str"),
    ],
)
def test_a_field_of_another_kind_is_named(field: str, value: object, words: str, home: SignerHome) -> None:
    said = json.loads(home.request(1).line())["sign"]
    with pytest.raises(Malformed, match=words):
        read_request(said | {field: value})


def test_a_thousand_spoilt_lines_never_sign_and_never_fell_the_signer(home: SignerHome, opened: Open) -> None:
    signer, request, chance = opened(quota=10_000), home.request(1), random.Random(4)
    first, line = answer(request.line()[:-1], signer), request.line()[:-1]
    for _ in range(1000):
        spoilt = bytearray(line)
        for _ in range(chance.randint(1, 3)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        said = answer(bytes(spoilt), signer)
        assert set(said) <= {"malformed", "refused"} or read_request(read_line(bytes(spoilt))["sign"]) == request, said
    assert answer(line, signer) == first
    assert kinds(home).count("signed") == 1


def test_what_is_written_is_read_again() -> None:
    request = Request("n", b"\x31\x00", {"name": "𫘝"}, "body", b"s")
    assert read_request(read_line(request.line()[:-1])["sign"]) == request
