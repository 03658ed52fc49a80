"""The signer as a process: its socket, its trial, its kills, a full disk and slow questions."""

import base64
import json
import random
import socket
import stat
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.signing import Open, SignerHome, kinds
from zhicheng.signer.__main__ import main
from zhicheng.signer.ledger import Ledger
from zhicheng.signer.server import bound, serve
from zhicheng.signer.wire import LONGEST_LINE, ask, written


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
        asking.join(600)
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
    monkeypatch.setattr("zhicheng.signer.server.SECONDS", 60)
    listening = bound(home.socket)
    threading.Thread(target=serve, args=(listening, opened()), daemon=True).start()
    with closing(listening), socket.socket(socket.AF_UNIX) as waiting, socket.socket(socket.AF_UNIX) as broken:
        waiting.connect(str(home.socket))
        waiting.sendall(b'{"state"')
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
        monkeypatch.setattr("zhicheng.signer.server.SECONDS", 0.3)
        with socket.socket(socket.AF_UNIX) as slow:
            slow.connect(str(home.socket))
            slow.sendall(b'{"state"')
            slow.settimeout(60)
            assert slow.recv(1000) == b""
        listening.shutdown(socket.SHUT_RDWR)
