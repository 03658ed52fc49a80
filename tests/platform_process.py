"""The whole platform as it runs in use: web, worker and stand-in registers, each a process, on an empty database."""

import atexit
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.keys import ready_keys
from tests.made_once import made_once

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300
PORTS = range(20_000, 30_000, 2)  # below those from which systems take one for who asks for any
DATABASE = "zhicheng.sqlite3"


class Platform:
    """Processes over one data folder: start them all or one by one, kill one, read its log."""

    def __init__(self, folder: Path, *, database: str | None = None, **environment: str) -> None:
        self.folder = folder
        self.people_file = folder / "standin-people.json"
        self.port, standin = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "ZHICHENG_DATA": str(folder),
            "ZHICHENG_DATABASE": database or f"sqlite:///{folder / DATABASE}",
            "ZHICHENG_DEMO": "1",
            "ZHICHENG_STANDIN_URL": f"http://127.0.0.1:{standin}",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        python = sys.executable
        self.commands = {
            "web": [
                *(python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"),
            ],
            "worker": [python, "manage.py", "work"],
            "standin": [
                *(python, "-m", "zhicheng.gateways.standin"),
                *("--port", str(standin), "--people", str(self.people_file), "--seal", str(folder / "seal")),
            ],
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        ready_keys(folder / "keys.json")

    def tell_registers(self, people: list[dict[str, object]]) -> None:
        """Makes the stand-in know exactly these people (the form is in zhicheng/gateways/standin/people.py)."""
        draft = self.people_file.with_suffix(".new")
        draft.write_text(json.dumps(people, ensure_ascii=False), "utf-8")
        draft.replace(self.people_file)

    def manage(self, *words: str, timeout: float = 600) -> str:
        """Runs one management command in this environment and returns what it printed; raises with its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        if done.returncode:
            raise RuntimeError(f"manage {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *names: str) -> None:
        """Starts the processes named, or all; for the web it waits until /healthz answers."""
        for name in names or self.commands:
            with (self.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    self.commands[name], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
        if not names or "web" in names:
            self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        """Returns when /healthz answers 200; raises with the web's log when that takes too long or the web ended."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.processes["web"].poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"the web does not answer at {self.url}/healthz\n{self.log('web')}")

    def kill(self, name: str, with_signal: int = signal.SIGKILL) -> None:
        """Ends a process and its children at once, as a power cut would."""
        process = self.processes.pop(name, None)
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, with_signal)
        process.wait(timeout=120)

    def log(self, name: str) -> str:
        """The last lines that the process wrote."""
        path = self.folder / f"{name}.log"
        return path.read_text("utf-8", "replace")[-4000:] if path.exists() else ""

    def stop(self) -> None:
        """Ends whatever runs."""
        for name in list(self.processes):
            self.kill(name)


def free_port() -> int:
    """A loopback port that nobody listens on, and that this process alone gives out as long as it lives."""
    for port in random.sample(PORTS, len(PORTS)):
        guard = socket.socket()
        try:
            guard.bind(("127.0.0.1", port + 1))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            guard.close()
            continue
        atexit.register(guard.close)
        return port
    raise RuntimeError("no port is free")


def migrate(platform: Platform) -> None:
    """Gives the platform's database its tables."""
    platform.manage("migrate", "--no-input", "-v0")


@pytest.fixture
def unused_port() -> int:
    """A loopback port that nobody listens on now."""
    return free_port()


@pytest.fixture(scope="session")
def new_platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Platform]]:
    """A function giving a migrated platform that does not run yet: new_platform(database=URL, ZHICHENG_POLICY=…)."""
    made: list[Platform] = []

    def make(**options: str) -> Platform:
        platform = Platform(tmp_path_factory.mktemp("platform"), **options)
        if "database" in options:
            migrate(platform)
        else:
            migrated = made_once(tmp_path_factory, "migrated", lambda folder: migrate(Platform(folder)))
            shutil.copy(migrated / DATABASE, platform.folder / DATABASE)
        made.append(platform)
        return platform

    yield make
    for platform in made:
        platform.stop()


@pytest.fixture(scope="module")
def running_platform(new_platform: Callable[..., Platform]) -> Iterator[Platform]:
    """Web, worker and stand-in running on an empty SQLite database; stopped after the module."""
    platform = new_platform()
    platform.start()
    yield platform
    platform.stop()
