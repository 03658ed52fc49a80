"""A signing service to test with: it speaks HTTP on a real socket, checks who asks, and errs as told."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from zhicheng.gateways.register.signature import same, signature
from zhicheng.signer.keys import FileKey

SECRET = "between us"


class SealService(ThreadingHTTPServer):
    """Holds the key at `key`; `fault` says how it errs, "" for not at all."""

    daemon_threads = True

    def __init__(self, key: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = FileKey(key)
        self.fault = ""
        self.given: dict[str, tuple[str, bytes]] = {}
        self.nonces: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: SealService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._signed(body):
            self._answer(401, {"error": "bad signature"})
            return
        said = json.loads(body)
        fault = self.server.fault
        if fault == "down":
            self._answer(503, {"error": "down"})
        elif fault == "slow":
            time.sleep(60)
        elif fault == "broken":
            self._answer(200, None)
        elif fault == "refuses":
            self._answer(200, {"requestId": said["requestId"], "refused": "seal withdrawn"})
        elif fault == "another":
            self._answer(200, {"requestId": "0" * 32, "signature": self._signature(said)})
        elif fault == "forged":
            self._answer(200, {"requestId": said["requestId"], "signature": self._signature(said | {"toSign": "MQA="})})
        else:
            self._answer(200, {"requestId": said["requestId"], "signature": self._signature(said)})

    def _signature(self, said: dict[str, Any]) -> str:
        made = self.server.key.sign(base64.b64decode(said["toSign"]))
        return base64.b64encode(made).decode()

    def _signed(self, body: bytes) -> bool:
        nonce = self.headers.get("X-Nonce", "")
        expected = signature(
            SECRET,
            path=self.path,
            client_id=self.headers.get("X-Client-Id", ""),
            timestamp=self.headers.get("X-Timestamp", ""),
            nonce=nonce,
            body=body,
        )
        fresh = bool(nonce) and nonce not in self.server.nonces
        self.server.nonces.add(nonce)
        return fresh and same(self.headers.get("X-Signature", ""), expected)

    def _answer(self, status: int, content: dict[str, Any] | None) -> None:
        body = b"{" if content is None else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def a_seal_service(key: Path) -> Iterator[SealService]:
    """The service, listening."""
    with SealService(key) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
