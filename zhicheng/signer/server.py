"""The signer's door: a unix socket that only its owner (or one group) may open, one question a connection."""

import base64
import contextlib
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from zhicheng.signer.rules import Refused
from zhicheng.signer.signing import Signer, Unable
from zhicheng.signer.wire import Malformed, read_line, read_request, receive_line, short_name, written

SECONDS = 10.0
AT_ONCE = 16


def bound(path: Path, *, group: int | None = None) -> socket.socket:
    """A listening socket at `path`, for its owner alone, or also for `group`. What lay there before is taken away."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        with short_name(path) as name:
            listening.bind(name)
    finally:
        os.umask(before)
    if group is not None:
        os.chown(path, -1, group)
        path.chmod(0o660)
    listening.listen(AT_ONCE)
    return listening


def serve(listening: socket.socket, signer: Signer) -> None:
    """Answer until the socket is closed; at most AT_ONCE questions at a time, each within SECONDS."""
    free = threading.BoundedSemaphore(AT_ONCE)
    while True:
        free.acquire()
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(connection, signer, free), daemon=True).start()


def answer(line: bytes, signer: Signer) -> dict[str, Any]:
    """What is said to one line: a signature, the state of the ledger, or why not."""
    try:
        said = read_line(line)
        if said == {"state": True}:
            return {"state": signer.state()}
        if set(said) != {"sign"}:
            raise Malformed("the signer is asked to sign, or for its state")
        signature = signer.sign(read_request(said["sign"]))
        return {"signature": base64.b64encode(signature).decode()}
    except Malformed as error:
        return {"malformed": str(error)}
    except Refused as error:
        return {"refused": str(error)}
    except Unable as error:
        return {"unable": str(error)}


def _answer(connection: socket.socket, signer: Signer, free: threading.BoundedSemaphore) -> None:
    try:
        with connection, contextlib.suppress(OSError):
            try:
                said = answer(receive_line(connection, time.monotonic() + SECONDS), signer)
            except Malformed as error:
                said = {"malformed": str(error)}
            if "signature" not in said and "state" not in said:
                sys.stderr.write(f"signer: {said}\n")
            connection.settimeout(SECONDS)
            connection.sendall(written(said))
    finally:
        free.release()
