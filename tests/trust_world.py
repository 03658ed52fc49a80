"""A test seal with its trust services on a real socket, and certificates raised by them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from zhicheng.documents.long_term.evidence import Evidence
from zhicheng.documents.long_term.raising import Services
from zhicheng.documents.papers import render, seal_place
from zhicheng.documents.papers.samples import sample
from zhicheng.gateways.eseal.face import draw_face
from zhicheng.gateways.eseal.software import SoftwareSeal
from zhicheng.gateways.eseal.trial_pki import MARK, OWNER, TrialRoot
from zhicheng.gateways.eseal.trial_seal import (
    CERTIFICATE,
    FACE,
    KEY,
    ROOT,
    TIMESTAMP_CERTIFICATE,
    TIMESTAMP_KEY,
    ensure_test_seal,
    keep_issued,
    write_trial_pki,
)
from zhicheng.gateways.revocation.http import HttpRevocations
from zhicheng.gateways.standin.trust import TrustServices
from zhicheng.gateways.timestamp.http import HttpTimestampAuthority
from zhicheng.gateways.timestamp.token import Answer, Question

SEALED_AT = datetime(2024, 12, 30, 1, 2, 3, tzinfo=UTC)
STAMPED_AT = datetime(2024, 12, 30, 1, 5, tzinfo=UTC)

Says = Callable[[str, bytes], tuple[int, str, bytes] | None]


class _Answering(ThreadingHTTPServer):
    daemon_threads = True
    answer: Says


class _Handler(BaseHTTPRequestHandler):
    server: _Answering

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = self.server.answer(self.path, body)
        if said is None:
            self.close_connection = True
            return
        status, media_type, content = said
        try:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST  # noqa: N815 -- the name that http.server looks for

    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def serving(answer: Says) -> Iterator[str]:
    """A server on this machine that gives, for path and body, status, media type and content; None cuts it off."""
    with _Answering(("127.0.0.1", 0), _Handler) as server:
        server.answer = answer
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def honest(trust: TrustServices) -> Says:
    """The trust services as they should answer."""

    def answer(path: str, body: bytes) -> tuple[int, str, bytes]:
        if path == "/timestamp":
            return 200, "application/timestamp-reply", trust.timestamp(body)
        if path == "/ocsp":
            return 200, "application/ocsp-response", trust.status(body)
        return 200, "application/pkix-crl", trust.revoked_list()

    return answer


@dataclass(frozen=True)
class TrustWorld:
    """A test seal in `folder`, with its services at `url`, where it is always `now`."""

    folder: Path
    url: str
    now: datetime

    @property
    def seal(self) -> SoftwareSeal:
        return SoftwareSeal(self.folder)

    @property
    def root_pem(self) -> bytes:
        return (self.folder / ROOT).read_bytes()

    def services(self) -> Services:
        """What raising needs, asked over the socket."""
        stamps = HttpTimestampAuthority(f"{self.url}/timestamp", authorities_pem=self.root_pem)
        standings = HttpRevocations(f"{self.url}/ocsp", f"{self.url}/root.crl")

        def standing(certificate: bytes, issuer: bytes) -> Evidence:
            found = standings.standing_of(certificate, issuer, now=self.now)
            return Evidence(found.responders, (found.answer,), (found.revoked_list,))

        return Services(lambda digest: stamps.token_over(digest, now=self.now), standing, self.root_pem)

    def stamp(self, digest: bytes) -> bytes:
        """A token of the authority, without the way over the socket."""
        asked = Question(digest, nonce=1).encoded()
        answer = Answer.load(TrustServices(self.folder, lambda: self.now).timestamp(asked))
        return bytes(answer["time_stamp_token"].dump())

    def sealed_certificate(self, at: datetime = SEALED_AT) -> bytes:
        """The sample certificate as issued at that moment: PAdES B-B."""
        words = sample("certificate")
        place = seal_place("certificate", words)
        return self.seal.sign_pdf(render("certificate", words), reason="签发电子职称证书", at=at, place=place)


def seal_folder(folder: Path, root: TrialRoot, *, seal_until: datetime, stamps_until: datetime) -> Path:
    """A test seal whose certificates end when the test wants them to."""
    folder.mkdir()
    write_trial_pki(folder, root)
    keep_issued(folder, root.seal(seal_until), CERTIFICATE, KEY)
    keep_issued(folder, root.timestamp_authority(stamps_until), TIMESTAMP_CERTIFICATE, TIMESTAMP_KEY)
    (folder / FACE).write_bytes(draw_face(OWNER, MARK))
    return folder


@contextmanager
def trust_world(folder: Path, now: datetime = STAMPED_AT) -> Iterator[TrustWorld]:
    """The test seal in `folder`, made when there is none, with its services running."""
    ensure_test_seal(folder)
    with serving(honest(TrustServices(folder, lambda: now))) as url:
        yield TrustWorld(folder, url, now)
