"""`python -m zhicheng.signer serve` holds the seal's key and signs what was approved; `check` goes over its ledger."""

import argparse
import base64
import fcntl
import grp
import json
import os
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from zhicheng.signer.audit import faults
from zhicheng.signer.keys import FileKey, Key, KeyFault, TokenKey
from zhicheng.signer.ledger import Ledger
from zhicheng.signer.server import bound, serve
from zhicheng.signer.signing import Signer

KEY, CERTIFICATE, APPROVERS = "seal.key.pem", "seal.pem", "approval.pub"
LEDGER, LOCK, SOCKET = "ledger.sqlite3", "lock", "signer.sock"
QUOTA = 5000


def main(argv: list[str] | None = None) -> int:
    """Run one of the commands; gives the exit status: 0, 1 for a ledger with faults, 2 where it cannot begin."""
    asked = _parser().parse_args(argv)
    try:
        return int(asked.run(asked))
    except (OSError, ValueError, KeyFault, LookupError, sqlite3.Error) as error:
        sys.stderr.write(f"signer: {error}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m zhicheng.signer", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serving, checking = commands.add_parser("serve"), commands.add_parser("check")
    for each in (serving, checking):
        each.add_argument("--folder", type=Path, required=True, help="holds the ledger and all that is not named below")
        each.add_argument("--certificate", type=Path, help=f"default FOLDER/{CERTIFICATE}")
    serving.add_argument("--key", type=Path, help=f"default FOLDER/{KEY}; with --trial")
    serving.add_argument("--trial", action="store_true", help="take the key from a file: for trial only")
    serving.add_argument("--token", metavar="MODULE,TOKEN,KEY", help="PKCS#11: library, label of token, label of key")
    serving.add_argument("--pin-file", type=Path, help="file that holds the token's PIN")
    serving.add_argument("--approvers", type=Path, help=f"default FOLDER/{APPROVERS}: a public key a line, base64")
    serving.add_argument("--socket", type=Path, help=f"default FOLDER/{SOCKET}")
    serving.add_argument("--group", help="group whose members may ask, too")
    serving.add_argument("--quota", type=int, default=QUOTA, help=f"new numbers a day, default {QUOTA}")
    serving.set_defaults(run=_serve)
    checking.set_defaults(run=_check)
    return parser


def _serve(asked: argparse.Namespace) -> int:
    folder: Path = asked.folder
    os.umask(0o077)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(f"another signer works in {folder}") from None
        certificate = (asked.certificate or folder / CERTIFICATE).read_bytes()
        approvers = _approvers(asked.approvers or folder / APPROVERS)
        ledger = Ledger(folder / LEDGER)
        signer = Signer(_key(asked), certificate, approvers, ledger, quota=asked.quota, clock=_clock)
        group = grp.getgrnam(asked.group).gr_gid if asked.group else None
        signal.signal(signal.SIGTERM, _stop)
        with bound(asked.socket or folder / SOCKET, group=group) as listening:
            sys.stdout.write(f"signer: ready, {signer.state()['entries']} entries\n")
            sys.stdout.flush()
            try:
                serve(listening, signer)
            except KeyboardInterrupt:
                return 0
    return 0


def _check(asked: argparse.Namespace) -> int:
    path = asked.folder / LEDGER
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    ledger = Ledger(path)
    first = next(faults(ledger, (asked.certificate or asked.folder / CERTIFICATE).read_bytes()), None)
    if first:
        sys.stdout.write(f"{first[1]}\n")
        return 1
    last = ledger.last()
    sys.stdout.write(json.dumps({"entries": last.seq if last else 0, "head": last.hash if last else ""}) + "\n")
    return 0


def _key(asked: argparse.Namespace) -> Key:
    if asked.token:
        module, token, label = asked.token.split(",")
        if asked.pin_file is None:
            raise ValueError("--token needs --pin-file")
        return TokenKey(module, token, label, asked.pin_file.read_text().strip())
    if not asked.trial or os.environ.get("ZHICHENG_PRODUCTION") in {"1", "true", "yes"}:
        raise ValueError(
            "a key in a file is for trial only: name a token with --token, or say --trial outside production"
        )
    return FileKey(asked.key or asked.folder / KEY)


def _approvers(path: Path) -> list[Ed25519PublicKey]:
    lines = path.read_text().split()
    if not lines:
        raise ValueError(f"{path} names nobody who may approve")
    return [Ed25519PublicKey.from_public_bytes(base64.b64decode(line, validate=True)) for line in lines]


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  (this is the edge)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
