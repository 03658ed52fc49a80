"""A register that answers wrongly in every way gives silence, and never data."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from zhicheng.gateways.education.http import HttpEducationRecords
from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.gateways.register.signature import subject_hash

NOW = datetime(2024, 12, 2, 1, tzinfo=UTC)
SECRET = "shared"
SHEN = Subject("沈喆", "resident_id", "000000199203150014")
ROW = {
    "levelCode": "21",
    "studyForm": "普通全日制",
    "graduatedOn": "20160630",
    "enrolledOn": "",
    "school": "苕州学院",
    "speciality": "土木工程",
    "certificateNumber": "",
}

Twist = Callable[[BaseHTTPRequestHandler, dict[str, Any]], bytes | None]


def honest(question: dict[str, Any]) -> dict[str, Any]:
    return {
        "requestId": question["requestId"],
        "answeredAt": NOW.isoformat(),
        "subject": {"name": SHEN.name, "idHash": subject_hash(SECRET, id_kind=SHEN.id_kind, id_number=SHEN.id_number)},
        "found": True,
        "data": {"schooling": [ROW], "degrees": []},
    }


class EvilRegister(ThreadingHTTPServer):
    daemon_threads = True
    twist: Twist
    asked = 0


class Handler(BaseHTTPRequestHandler):
    server: EvilRegister

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked += 1
        try:
            body = self.server.twist(self, question)
            if body is not None:
                send(self, 200, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST  # noqa: N815 -- the name that http.server looks for

    def log_message(self, format: str, *args: Any) -> None:
        return


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def evil() -> Iterator[EvilRegister]:
    with EvilRegister(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def ask(evil: EvilRegister, twist: Twist, seconds: float = 60) -> Any:
    evil.twist = twist
    records = HttpEducationRecords(f"http://127.0.0.1:{evil.server_port}", SECRET, total_seconds=seconds)
    return records.schooling_of(SHEN, now=NOW)


def changed(**changes: Any) -> Twist:
    return lambda handler, question: json.dumps(honest(question) | changes).encode()


def with_row(**changes: Any) -> Twist:
    return changed(data={"schooling": [ROW | changes], "degrees": []})


def test_the_honest_answer_passes_so_that_each_twist_is_what_fails(evil: EvilRegister):
    assert ask(evil, changed()).diplomas[0].level == "bachelor"


OTHER_HASH = subject_hash(SECRET, id_kind=SHEN.id_kind, id_number="000000199203150022")
OWN_HASH = subject_hash(SECRET, id_kind=SHEN.id_kind, id_number=SHEN.id_number)


@pytest.mark.parametrize(
    ("twist", "reason"),
    [
        (changed(subject={"name": SHEN.name, "idHash": OTHER_HASH}), "another_person"),
        (changed(subject={"name": "沈哲", "idHash": OWN_HASH}), "another_person"),
        (changed(requestId="0" * 32), "stale"),
        (changed(answeredAt="2024-12-01T01:00:00+00:00"), "stale"),
        (changed(answeredAt="2024-12-02T01:00:00"), "unreadable"),
        (changed(extra=1), "unreadable"),
        (changed(found="yes"), "unreadable"),
        (changed(found=False), "unreadable"),
        (changed(data={"schooling": {}, "degrees": []}), "unreadable"),
        (changed(data={"schooling": [ROW] * 1001, "degrees": []}), "unreadable"),
        (with_row(levelCode="99"), "unreadable"),
        (with_row(levelCode=21), "unreadable"),
        (with_row(graduatedOn="20160631"), "unreadable"),
        (with_row(graduatedOn="20250101"), "unreadable"),
        (with_row(studyForm="太空"), "unreadable"),
        (with_row(school="苕" * 201), "unreadable"),
        (lambda handler, question: b"{", "unreadable"),
        (lambda handler, question: b"[" * 100_000, "unreadable"),
        (lambda handler, question: b"\xff\xfe", "unreadable"),
        (lambda handler, question: json.dumps(honest(question))[:-1].encode() + b', "found": true}', "unreadable"),
        (lambda handler, question: b" " * (1024 * 1024 + 1), "unreadable"),
        (lambda handler, question: send(handler, 200, b"{}", Content_Type="text/html"), "unreadable"),
        (lambda handler, question: send(handler, 200, b"{}", Content_Encoding="gzip"), "unreadable"),
        (lambda handler, question: send(handler, 500, b"{}"), "silent"),
        (lambda handler, question: send(handler, 403, b"{}"), "refused"),
        (lambda handler, question: send(handler, 200, b"{}", Content_Length="100"), "silent"),
    ],
)
def test_a_wrong_answer_is_silence_and_never_data(evil: EvilRegister, twist: Twist, reason: str):
    with pytest.raises(Unavailable) as caught:
        ask(evil, twist)
    assert caught.value.reason == reason
    assert SHEN.id_number not in str(caught.value)


def test_a_redirect_is_not_followed(evil: EvilRegister):
    with pytest.raises(Unavailable, match="silent: status 307"):
        ask(evil, lambda handler, question: send(handler, 307, b"{}", Location="/elsewhere"))
    assert evil.asked == 1


def test_an_answer_that_drips_is_cut_off_at_the_total_time(evil: EvilRegister):
    cut_off = Event()

    def drip(handler: BaseHTTPRequestHandler, question: dict[str, Any]) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        try:
            for _ in range(600):
                handler.wfile.write(b"X")
                time.sleep(0.1)
        except OSError:
            cut_off.set()
            raise

    with pytest.raises(Unavailable, match=r"silent: no whole answer within 0\.5 s"):
        ask(evil, drip, seconds=0.5)
    assert cut_off.wait(60)


def test_a_register_that_says_nothing_is_waited_for_as_long_as_said(evil: EvilRegister):
    let_go, answered = Event(), []

    def hang(handler: BaseHTTPRequestHandler, question: dict[str, Any]) -> None:
        let_go.wait(60)
        answered.append(True)

    with pytest.raises(Unavailable, match=r"silent: no whole answer within 0\.5 s") as caught:
        ask(evil, hang, seconds=0.5)
    assert caught.value.reason == "silent"
    assert SHEN.id_number not in str(caught.value)
    assert answered == []
    let_go.set()
