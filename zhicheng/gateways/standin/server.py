"""The stand-in's server: checks the signature, then answers as the register would; trust services need none."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from zhicheng.gateways.register.signature import same, signature, subject_hash
from zhicheng.gateways.standin.people import People, Person
from zhicheng.gateways.standin.records import education_data, insurance_data
from zhicheng.gateways.standin.trust import TrustServices

LARGEST_QUESTION = 64 * 1024
_REGISTERS: dict[str, tuple[str, Callable[[Person], dict[str, Any]]]] = {
    "/education/v1/records": ("education", education_data),
    "/insurance/v1/months": ("insurance", insurance_data),
}
_STAMPS = ("/timestamp", "application/timestamp-query")
_STATUS = ("/ocsp", "application/ocsp-request")


class StandIn(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only. `slow_seconds` is how long a person marked "slow" is made to wait.

    With the folder of a test seal as `seal` it is a time stamp authority and tells which certificates are revoked, too.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self, port: int, people: Path, secret: str, *, slow_seconds: float = 30.0, seal: Path | None = None
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.people = People(people)
        self.secret = secret
        self.slow_seconds = slow_seconds
        self.nonces: set[str] = set()
        self.trust = TrustServices(seal) if seal else None


class _Handler(BaseHTTPRequestHandler):
    server: StandIn
    timeout = 20

    def do_GET(self) -> None:
        if self.path == "/health":
            self._answer(200, {"ok": True, "people": len(self.server.people)})
        elif self.path == "/root.crl" and self.server.trust:
            trust = self.server.trust
            self._trusted(lambda _: trust.revoked_list(), b"", "application/pkix-crl")
        else:
            self._answer(404, {"error": "no such path"})

    def do_POST(self) -> None:
        register = _REGISTERS.get(self.path)
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LARGEST_QUESTION))
        if self.server.trust and (self.path, self.headers.get("Content-Type")) == _STAMPS:
            self._trusted(self.server.trust.timestamp, body, "application/timestamp-reply")
        elif self.server.trust and (self.path, self.headers.get("Content-Type")) == _STATUS:
            self._trusted(self.server.trust.status, body, "application/ocsp-response")
        elif register is None:
            self._answer(404, {"error": "no such register"})
        elif not self._signed(body):
            self._answer(401, {"error": "bad signature"})
        else:
            self._register(*register, json.loads(body))

    def _trusted(self, answer: Callable[[bytes], bytes], question: bytes, media_type: str) -> None:
        try:
            self._send(200, answer(question), media_type)
        except OSError:
            self._answer(503, {"error": "no test seal here yet"})
        except ValueError:
            self._answer(400, {"error": "no question"})

    def _register(self, name: str, data: Callable[[Person], dict[str, Any]], question: dict[str, str]) -> None:
        person = self.server.people.find(question["name"], question["idKind"], question["idNumber"])
        mark = _mark(person, name)
        if mark == "down":
            self._answer(503, {"error": "down for maintenance"})
            return
        if mark == "slow":
            time.sleep(self.server.slow_seconds)
        found = data(person) if person is not None and mark != "unknown" else None
        self._answer(200, self._envelope(question, found))

    def _envelope(self, question: dict[str, str], found: dict[str, Any] | None) -> dict[str, Any]:
        number = subject_hash(self.server.secret, id_kind=question["idKind"], id_number=question["idNumber"])
        # The stand-in lives at its asker's time, so that the demo's clock can be moved.
        asked_at = datetime.fromtimestamp(int(self.headers["X-Timestamp"]), tz=UTC)
        return {
            "requestId": question["requestId"],
            "answeredAt": asked_at.isoformat(),
            "subject": {"name": question["name"], "idHash": number},
            "found": found is not None,
            "data": found or {},
        }

    def _signed(self, body: bytes) -> bool:
        nonce = self.headers.get("X-Nonce", "")
        expected = signature(
            self.server.secret,
            path=self.path,
            client_id=self.headers.get("X-Client-Id", ""),
            timestamp=self.headers.get("X-Timestamp", ""),
            nonce=nonce,
            body=body,
        )
        if not nonce or nonce in self.server.nonces or not same(self.headers.get("X-Signature", ""), expected):
            return False
        self.server.nonces.add(nonce)
        return True

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        self._send(status, json.dumps(content, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, body: bytes, media_type: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        sys.stderr.write(f"stand-in: {self.command} {self.path} {args[1] if len(args) > 1 else ''}\n")


def _mark(person: Person | None, register: str) -> str:
    if person is None:
        return ""
    return str(person.get("marks", {}).get(register) or person.get("mark", ""))
