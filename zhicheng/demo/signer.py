"""The demo's signer: its folder made ready, and the command that serves it beside the rest."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER, SEAL = "signer", "seal"
SECONDS_TO_STOP = 10
LEDGER = ("ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm")


def signer_command(data: Path) -> list[str]:
    """How the signer is started over the demo's data folder, with the test seal's key (which the web could read)."""
    folder, seal = str(data / FOLDER), data / SEAL
    words = [
        "--trial",
        "--folder",
        folder,
        "--key",
        str(seal / "seal.key.pem"),
        "--certificate",
        str(seal / "seal.pem"),
    ]
    return [sys.executable, "-m", "zhicheng.signer", "serve", *words]


def ready_signer(data: Path, approver: str, *, anew: bool) -> None:
    """Tell the signer who may approve; where the demo begins `anew`, put the ledger of the one before aside."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "approval.pub").write_text(f"{approver}\n")
    for name in LEDGER if anew else ():
        if (folder / name).exists():
            (folder / name).replace(folder / f"before-{name}")


@contextmanager
def signing(data: Path) -> Iterator[None]:
    """The signer runs meanwhile."""
    process = subprocess.Popen(signer_command(data), stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own words
    try:
        if process.stdout is None or "ready" not in process.stdout.readline():
            raise RuntimeError("the signer did not start; the reason stands above")
        yield
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS_TO_STOP)
