"""A real PostgreSQL from the system's binaries, in a temporary folder, for as long as it is needed.

`python -m tests.postgres COMMAND …` runs the command with ZHICHENG_TEST_DATABASE naming such a server.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOW_TO_GET_IT = "PostgreSQL is not here: apt-get install postgresql (or brew install postgresql)"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
ALWAYS = ("listen_addresses=", "max_connections=60", "shared_buffers=64MB", "timezone=Asia/Shanghai")


@dataclass(frozen=True)
class PostgreSQL:
    """A running server: its data folder and the URL that ZHICHENG_DATABASE takes."""

    data: Path
    url: str
    process_id: int


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl of the newest PostgreSQL here, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextlib.contextmanager
def temporary_postgres(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """Starts a server reached by a Unix socket only, with an empty database `zhicheng`, and takes it away at the end.

    durable: flush every commit to disk, as in use; for tests that kill. Raises FileNotFoundError without binaries.
    """
    folder = binaries()
    if folder is None:
        raise FileNotFoundError(HOW_TO_GET_IT)
    home = Path(tempfile.mkdtemp(prefix="zc-pg-", dir="/tmp"))  # a socket's path may have 107 bytes
    data = home / "data"
    drop = _drop_root(home)
    try:
        _run(
            [
                *drop,
                folder / "initdb",
                "--no-sync",
                "-A",
                "trust",
                "-U",
                "tester",
                "-E",
                "UTF8",
                "--locale=C",
                "-D",
                data,
            ]
        )
        options = [
            f"-c {option}" for option in (*ALWAYS, *(DURABLE if durable else FAST), f"unix_socket_directories={home}")
        ]
        _run([*drop, folder / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", " ".join(options), "start"])
        _run([*drop, folder / "createdb", "-h", home, "-U", "tester", "zhicheng"])
        process_id = int((data / "postmaster.pid").read_text().splitlines()[0])
        yield PostgreSQL(data, f"postgresql://tester@/zhicheng?host={home}", process_id)
    finally:
        subprocess.run(
            [*map(str, [*drop, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"])], capture_output=True
        )
        shutil.rmtree(home, ignore_errors=True)


def _drop_root(home: Path) -> list[str]:
    """PostgreSQL refuses root: the words before a command that make it another user's, who then owns `home`."""
    if os.geteuid() != 0:
        return []
    user = next(name for name in ("postgres", "nobody") if _exists(name))
    shutil.chown(home, user)
    home.chmod(0o755)
    return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]


def _exists(user: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(user))
    return False


def _run(command: list[str | Path]) -> None:
    # Output goes to a file: the server inherits it, and a pipe would stay open as long as the server.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run([str(word) for word in command], stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{command}: exit {done.returncode}\n{output.read()}")


@pytest.fixture(scope="session")
def durable_postgres() -> Iterator[PostgreSQL]:
    """A PostgreSQL that flushes every commit, apart from the one that the run may stand on."""
    if binaries() is None:
        pytest.skip(HOW_TO_GET_IT)
    with temporary_postgres(durable=True) as server:
        yield server


def main(command: list[str]) -> int:
    """Runs `command` beside a fresh server and returns its exit status; 69 (unavailable) without PostgreSQL."""
    if binaries() is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 69
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends as well
    with temporary_postgres() as server:
        return subprocess.run(command, env=os.environ | {"ZHICHENG_TEST_DATABASE": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
