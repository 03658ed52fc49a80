"""The signer signs what was approved, once a number, and its ledger tells of it; all else is refused in clear words."""

import base64
import json
import random
import shutil
import socket
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.signing import SignerHome, a_signer_home, facts, number
from zhicheng.signer.__main__ import main
from zhicheng.signer.audit import faults
from zhicheng.signer.keys import FileKey, KeyFault
from zhicheng.signer.ledger import INTENT, Entry, Ledger
from zhicheng.signer.rules import Refused
from zhicheng.signer.server import answer, bound, serve
from zhicheng.signer.signing import Signer, Unable
from zhicheng.signer.wire import LONGEST_LINE, Malformed, Request, ask, read_line, read_request, written


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> SignerHome:
    return a_signer_home(tmp_path_factory.mktemp("signer") / "home")


@pytest.fixture
def home(template: SignerHome, tmp_path: Path) -> SignerHome:
    shutil.copytree(template.folder, tmp_path / "home")
    return SignerHome(tmp_path / "home", template.approver)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2024, 12, 2, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


Open = Callable[..., Signer]


@pytest.fixture
def opened(home: SignerHome, clock: Clock) -> Iterator[Open]:
    """A signer in this process over the home's ledger; call it again for the signer after a fall."""
    ledgers = []

    def open_it(*, quota: int = 100, key: Any = None) -> Signer:
        ledgers.append(Ledger(home.folder / "ledger.sqlite3"))
        key = key or FileKey(home.folder / "seal.key.pem")
        approvers = [home.approver.public_key()]
        return Signer(key, home.certificate_pem, approvers, ledgers[-1], quota=quota, clock=clock)

    yield open_it
    for ledger in ledgers:
        ledger.close()


def kinds(home: SignerHome) -> list[str]:
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        return [kind for (kind,) in connection.execute("SELECT kind FROM entry ORDER BY seq")]


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


def test_the_ledger_is_never_updated_and_never_deleted(home: SignerHome, opened: Open) -> None:
    opened().sign(home.request(1))
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        for words in ("UPDATE entry SET words = 'x'", "DELETE FROM entry"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(words)


SPOILS = {
    2: "UPDATE entry SET number = 'x' WHERE seq = 2",
    3: "UPDATE entry SET signature = '' WHERE seq = 3",
    4: "DELETE FROM entry WHERE seq = 4",
}


@pytest.mark.parametrize("seq", sorted(SPOILS))
def test_the_check_names_the_first_entry_that_was_changed_or_taken_out(
    seq: int, home: SignerHome, opened: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    signer = opened()
    for serial in (1, 2):
        signer.sign(home.request(serial, f"page {serial}"))
    with closing(sqlite3.connect(home.folder / "ledger.sqlite3")) as connection:
        connection.executescript(f"DROP TRIGGER never_updated; DROP TRIGGER never_deleted; {SPOILS[seq]};")
    assert main(["check", "--folder", str(home.folder)]) == 1
    assert f"entry {seq} was changed, or one before it is missing" in capsys.readouterr().out


def test_the_check_sees_through_a_chain_made_anew(home: SignerHome, opened: Open) -> None:
    """Who can write the file can chain it again, but not sign."""
    opened().sign(home.request(1))
    ledger = Ledger(home.folder / "ledger.sqlite3")
    forged = {"number": number(2), "to_sign": "a" * 64}
    ledger.append("intent", at="x", day="x", subject="s", facts="f", **forged)
    ledger.append("signed", at="x", day="x", signature=base64.b64encode(b"no").decode(), **forged)
    assert [seq for seq, _ in faults(ledger, home.certificate_pem)] == [5]
    ledger.close()


def test_the_check_sees_a_number_or_an_approval_taken_in_hand_twice(home: SignerHome, opened: Open) -> None:
    opened().sign(home.request(1))
    ledger = Ledger(home.folder / "ledger.sqlite3")
    entries = list(ledger.entries())
    ledger.close()
    taken = next(one for one in entries if one.kind == INTENT)
    for name in (taken.number, number(2)):
        entry = replace(taken, seq=len(entries) + 1, number=name, previous=entries[-1].hash)
        entries.append(replace(entry, hash=entry.chained()))
    told = [words for _, words in faults(WithoutIndexes(entries), home.certificate_pem)]
    assert told == [
        f"entry 4 takes {taken.number} in hand a second time",
        f"entry 4 takes approved facts in hand a second time, under {taken.number}",
        f"entry 5 takes approved facts in hand a second time, under {number(2)}",
    ]


class WithoutIndexes(Ledger):
    """A ledger whose file was rebuilt, chained anew, without the indexes that forbid a second."""

    def __init__(self, entries: list[Entry]) -> None:
        self._rows = entries

    def entries(self) -> Iterator[Entry]:
        yield from self._rows


# -- the process ----------------------------------------------------------------------------------


def test_the_process_answers_at_a_socket_that_is_its_owners_alone(
    home: SignerHome, capsys: pytest.CaptureFixture[str]
) -> None:
    request = home.request(1)
    with home.running():
        assert stat.S_IMODE(home.socket.stat().st_mode) == 0o600
        assert stat.S_IMODE((home.folder / "ledger.sqlite3").stat().st_mode) == 0o600
        said = ask(home.socket, request.line())
        assert home.verifies(base64.b64decode(said["signature"]), request.to_sign)
        assert ask(home.socket, written({"state": True}))["state"]["entries"] == 3
    assert main(["check", "--folder", str(home.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 3


def test_a_folder_may_lie_deep(template: SignerHome, tmp_path: Path, opened: Open) -> None:
    deep = tmp_path / ("f" * 90) / ("g" * 90)
    deep.mkdir(parents=True)
    listening = bound(deep / "signer.sock")
    threading.Thread(target=serve, args=(listening, opened()), daemon=True).start()
    assert "signature" in ask(deep / "signer.sock", template.request(1).line())
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def test_a_second_signer_over_the_same_ledger_does_not_start(
    home: SignerHome, capsys: pytest.CaptureFixture[str]
) -> None:
    with home.running():
        assert main(["serve", "--trial", "--folder", str(home.folder)]) == 2
        assert ask(home.socket, home.request(1).line()).keys() == {"signature"}
    assert "another signer" in capsys.readouterr().err


def test_a_key_in_a_file_is_refused_in_production(
    home: SignerHome, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHICHENG_PRODUCTION", "1")
    assert main(["serve", "--trial", "--folder", str(home.folder)]) == 2
    assert "trial only" in capsys.readouterr().err


def test_a_key_in_a_file_is_taken_only_when_trial_is_said(home: SignerHome, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--folder", str(home.folder)]) == 2
    assert "say --trial" in capsys.readouterr().err


def test_killed_again_and_again_while_signing_it_gives_each_number_one_signature(home: SignerHome) -> None:
    """Two kills -9 at random moments; a client asks until it is answered, and at the end once more for each."""
    given: dict[int, set[str]] = {serial: set() for serial in range(1, 21)}
    stop = threading.Event()

    def client() -> None:
        for serial, answers in given.items():
            while not stop.is_set() and not answers:
                try:
                    answers.add(ask(home.socket, home.request(serial, f"page {serial}").line(), seconds=5)["signature"])
                except Exception:
                    time.sleep(0.01)

    asking = threading.Thread(target=client)
    asking.start()
    chance = random.Random(7)
    for _ in range(2):
        with home.running():
            time.sleep(chance.uniform(0, 0.1))
    with home.running():
        asking.join(60)
        stop.set()
        for serial, answers in given.items():
            answers.add(ask(home.socket, home.request(serial, f"page {serial}").line())["signature"])
    assert {len(answers) for answers in given.values()} == {1}
    assert main(["check", "--folder", str(home.folder)]) == 0
    assert sorted(kinds(home)) == ["intent"] * 20 + ["opened"] + ["signed"] * 20


def test_a_full_disk_is_told_and_signs_nothing_and_passes(home: SignerHome) -> None:
    Ledger(home.folder / "ledger.sqlite3").close()
    limit = ("bash", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$@"', "--")
    with home.running(before=limit):
        said = {}
        for serial in range(1, 200):
            said = ask(home.socket, home.request(serial, f"page {serial}").line())
            if "signature" not in said:
                break
        assert "ledger cannot be written" in said["unable"]
    with home.running():
        request = home.request(serial, f"page {serial}")
        assert home.verifies(base64.b64decode(ask(home.socket, request.line())["signature"]), request.to_sign)
    assert main(["check", "--folder", str(home.folder)]) == 0


def test_slow_long_and_broken_questions_end_and_others_are_answered(
    home: SignerHome, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhicheng.signer.server.SECONDS", 0.3)
    listening = bound(home.socket)
    threading.Thread(target=serve, args=(listening, opened()), daemon=True).start()
    with closing(listening), socket.socket(socket.AF_UNIX) as slow, socket.socket(socket.AF_UNIX) as broken:
        slow.connect(str(home.socket))
        slow.sendall(b'{"state"')
        broken.connect(str(home.socket))
        broken.sendall(b'{"sta')
        broken.shutdown(socket.SHUT_WR)
        assert b"broken off" in broken.recv(1000)
        assert "signature" in ask(home.socket, home.request(1).line())
        with socket.socket(socket.AF_UNIX) as long:
            long.connect(str(home.socket))
            with suppress(BrokenPipeError):  # it may have heard enough before all was said
                long.sendall(b"x" * (LONGEST_LINE + 70000))
            assert b"at most" in long.recv(1000)
        slow.settimeout(5)
        assert slow.recv(1000) == b""
        listening.shutdown(socket.SHUT_RDWR)


def test_what_is_written_is_read_again() -> None:
    request = Request("n", b"\x31\x00", {"name": "𫘝"}, "body", b"s")
    assert read_request(read_line(request.line()[:-1])["sign"]) == request
