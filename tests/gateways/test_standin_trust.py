"""The stand-in as a program offers the trust services beside the registers, and only with a test seal's folder."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from zhicheng.gateways.eseal.software import SoftwareSeal
from zhicheng.gateways.eseal.trial_seal import (
    CERTIFICATE,
    RESPONDER_CERTIFICATE,
    RESPONDER_KEY,
    REVOKED,
    ROOT,
    TIMESTAMP_CERTIFICATE,
    TIMESTAMP_KEY,
    ensure_test_seal,
)
from zhicheng.gateways.standin.server import StandIn
from zhicheng.gateways.timestamp import NoTimestamp
from zhicheng.gateways.timestamp.http import HttpTimestampAuthority

QUERY = "application/timestamp-query"


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[StandIn]:
    people = tmp_path / "people.json"
    people.write_text("[]")
    with StandIn(0, people, "shared", seal=tmp_path / "seal") as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def status_of(server: StandIn, path: str, body: bytes | None = None, media_type: str = "") -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}{path}", body, {"Content-Type": media_type})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def token_from(server: StandIn, folder: Path) -> bytes:
    url = f"http://127.0.0.1:{server.server_port}/timestamp"
    authority = HttpTimestampAuthority(url, authorities_pem=(folder / ROOT).read_bytes())
    return authority.token_over(sha256(b"file").digest(), now=datetime.now(UTC))  # noqa: TID251


def test_it_stamps_by_its_own_clock_once_there_is_a_test_seal(stand_in: StandIn, tmp_path: Path) -> None:
    assert status_of(stand_in, "/timestamp", b"any", QUERY) == 400
    assert status_of(stand_in, "/root.crl") == 503
    folder = ensure_test_seal(tmp_path / "seal")
    assert token_from(stand_in, folder)
    assert status_of(stand_in, "/root.crl") == 200


def test_what_is_no_question_gets_no_answer(stand_in: StandIn, tmp_path: Path) -> None:
    ensure_test_seal(tmp_path / "seal")
    assert status_of(stand_in, "/timestamp", b"garbage", QUERY) == 400
    assert status_of(stand_in, "/ocsp", b"garbage", "application/ocsp-request") == 400
    assert status_of(stand_in, "/timestamp", b"garbage", "text/plain") == 404


def test_without_a_test_seal_there_are_no_trust_services(tmp_path: Path) -> None:
    people = tmp_path / "people.json"
    people.write_text("[]")
    with StandIn(0, people, "shared") as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        assert status_of(server, "/timestamp", b"x", QUERY) == 404
        assert status_of(server, "/root.crl") == 404
        server.shutdown()


def test_a_seal_of_an_earlier_version_goes_on_sealing_and_is_not_stamped(stand_in: StandIn, tmp_path: Path) -> None:
    folder = ensure_test_seal(tmp_path / "seal")
    for name in (TIMESTAMP_CERTIFICATE, TIMESTAMP_KEY, RESPONDER_CERTIFICATE, RESPONDER_KEY, REVOKED):
        (folder / name).unlink()
    before = (folder / CERTIFICATE).read_bytes()
    assert ensure_test_seal(folder) == folder
    assert SoftwareSeal(folder).certificate_pem == before
    with pytest.raises(NoTimestamp, match="status 503"):
        token_from(stand_in, folder)
