"""How the signer is asked and how it answers: a line of JSON each way over a unix socket, of bounded size and time."""

import base64
import json
import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_LINE = 1024 * 1024
LONGEST_TO_SIGN = 4096
LONGEST_NUMBER = 120
LONGEST_PATH = 100  # of a socket; Linux takes 107 bytes
FIELDS = {"number": str, "to_sign": str, "facts": dict, "approval": str, "approved": str}


class Malformed(Exception):
    """A line that is no question or no answer."""


class NoAnswer(Exception):
    """The signer cannot be reached, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be signed under which number, what it says, and the approval of it with its signature."""

    number: str
    to_sign: bytes
    facts: Mapping[str, Any]
    approval: str
    approved: bytes

    def line(self) -> bytes:
        """The request as it goes over the wire."""
        said = {
            "number": self.number,
            "to_sign": base64.b64encode(self.to_sign).decode(),
            "facts": dict(self.facts),
            "approval": self.approval,
            "approved": base64.b64encode(self.approved).decode(),
        }
        return written({"sign": said})


def written(said: Mapping[str, Any]) -> bytes:
    """One line of JSON."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_line(line: bytes) -> dict[str, Any]:
    """A line as an object. Raises Malformed."""
    try:
        said = json.loads(line.decode("utf-8"), object_pairs_hook=_no_name_twice, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Malformed("the line is not strict JSON") from None
    if not isinstance(said, dict):
        raise Malformed("the line is not an object")
    return said


def read_request(said: object) -> Request:
    """A request from its JSON. Raises Malformed, in words that name the field."""
    if not isinstance(said, dict) or set(said) != set(FIELDS):
        raise Malformed(f"a request has exactly the fields {', '.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if type(said[name]) is not kind:
            raise Malformed(f"{name} is not {kind.__name__}")
    number = said["number"]
    if not 0 < len(number) <= LONGEST_NUMBER or not number.isprintable():
        raise Malformed(f"number has 1 to {LONGEST_NUMBER} printable characters")
    to_sign, approved = (_bytes(said[name], name) for name in ("to_sign", "approved"))
    if not 0 < len(to_sign) <= LONGEST_TO_SIGN:
        raise Malformed(f"to_sign has 1 to {LONGEST_TO_SIGN} bytes")
    return Request(number, to_sign, said["facts"], said["approval"], approved)


def ask(path: Path, line: bytes, *, seconds: float = 10.0) -> dict[str, Any]:
    """Put one line to the signer at a socket and give its answer, all within `seconds`. Raises NoAnswer."""
    end = time.monotonic() + seconds
    if len(line) > LONGEST_LINE:
        raise NoAnswer(f"the question is longer than {LONGEST_LINE} bytes")
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(seconds)
            with short_name(path) as name:
                connection.connect(name)
            connection.settimeout(max(end - time.monotonic(), 0.001))
            connection.sendall(line)
            return read_line(receive_line(connection, end))
    except (OSError, Malformed) as error:
        raise NoAnswer(f"the signer at {path} does not answer: {error or type(error).__name__}") from error


@contextmanager
def short_name(path: Path) -> Iterator[str]:
    """A name of the socket that the system takes, however deep its folder lies."""
    if len(os.fsencode(path)) <= LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def receive_line(connection: socket.socket, end: float) -> bytes:
    """The next line, without its end. Raises Malformed when it is too long or broken off, TimeoutError after `end`."""
    kept = bytearray()
    while not kept.endswith(b"\n"):
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the line did not end in time")
        connection.settimeout(left)
        chunk = connection.recv(65536)
        if not chunk:
            raise Malformed("the line was broken off")
        kept += chunk
        if len(kept) > LONGEST_LINE:
            raise Malformed(f"a line has at most {LONGEST_LINE} bytes")
    return bytes(kept[:-1])


def _bytes(text: str, name: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise Malformed(f"{name} is not base64") from None


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")
