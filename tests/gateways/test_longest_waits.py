"""Nobody outside keeps the worker waiting longer than a message is leased, however they fail to answer."""

import inspect
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.signing import a_signer_home
from zhicheng.gateways.education.http import HttpEducationRecords
from zhicheng.gateways.eseal import SealUnavailable, SignRequest
from zhicheng.gateways.eseal import signer as signer_seal
from zhicheng.gateways.eseal.http import HttpSeal
from zhicheng.gateways.fetch import Address, Unreachable
from zhicheng.gateways.insurance.http import HttpInsuranceRecords
from zhicheng.gateways.revocation.http import HttpRevocations
from zhicheng.gateways.timestamp.http import HttpTimestampAuthority
from zhicheng.outbox.deliver import LEASE

HALF_A_LEASE = LEASE.total_seconds() / 2


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(str(tmp_path / "signer.sock"))
        door.listen(16)
        yield door


def never_answers(door: socket.socket, kept: list[socket.socket]) -> None:
    """Takes connections and says nothing."""
    while True:
        try:
            kept.append(door.accept()[0])
        except OSError:
            return


def breaks_off(door: socket.socket, kept: list[socket.socket]) -> None:
    """Takes a connection for a moment, sends a part of a line, and ends."""
    while True:
        try:
            taken, _ = door.accept()
        except OSError:
            return
        with taken:
            taken.sendall(b'{"signature":')
            time.sleep(0.1)


@pytest.mark.parametrize("behaviour", [never_answers, breaks_off])
def test_the_signer_is_waited_for_no_longer_than_said_all_tries_together(
    behaviour: Callable[[socket.socket, list[socket.socket]], None],
    listening: socket.socket,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signer_seal, "ONE_TRY_SECONDS", 0.3)
    monkeypatch.setattr(signer_seal, "ALL_TRIES_SECONDS", 0.6)
    monkeypatch.setattr(signer_seal, "TRIES", 1000)
    kept: list[socket.socket] = []
    threading.Thread(target=behaviour, args=(listening, kept), daemon=True).start()
    order, begun = a_signer_home(tmp_path / "home").order(1), time.monotonic()
    with pytest.raises(SealUnavailable, match="does not answer"):
        signer_seal.asked(Path(listening.getsockname()), SignRequest(b"bytes", order))
    assert time.monotonic() - begun < 60, "every try took its time"
    listening.shutdown(socket.SHUT_RDWR)
    for one in kept:
        one.close()


def test_a_name_server_that_hangs_ends_no_wait_later_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, ended = threading.Event(), []

    def hang(*asked: object, **more: object) -> list[object]:
        let_go.wait(60)
        ended.append(True)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(Unreachable, match="no whole answer within"):
        Address("https://seal.example/x", total_seconds=0.2).get(wanted="application/json")
    assert ended == []
    let_go.set()


def test_one_question_never_takes_half_a_lease() -> None:
    asked = (HttpEducationRecords, HttpInsuranceRecords, HttpSeal, HttpTimestampAuthority, Address)
    totals = [inspect.signature(one).parameters["total_seconds"].default for one in asked]
    revocation = 2 * inspect.signature(HttpRevocations).parameters["total_seconds"].default  # a responder and a list
    assert max(*totals, revocation, signer_seal.ALL_TRIES_SECONDS) < HALF_A_LEASE
