"""Processes that live and end together; one that may fall is started again a few times."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MOST_RESTARTS = 5
SECONDS_TO_STOP = 8.0
PAUSE = 0.5


@dataclass
class Part:
    """One process of several; when one that may not fall ends, all end."""

    name: str
    command: list[str]
    may_fall: bool
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self, folder: Path) -> None:
        # A session of its own: Ctrl-C in the terminal reaches only us, and we stop the parts in order.
        self.process = subprocess.Popen(self.command, cwd=folder, start_new_session=True)  # noqa: S603 - our own words

    def ended_with(self) -> int | None:
        """The exit status of a part that has ended, else None."""
        return self.process.poll() if self.process else None

    def may_start_again(self) -> bool:
        return self.may_fall and self.restarts < MOST_RESTARTS


def watch(parts: list[Part], folder: Path, on_restart: Callable[[Part, int], None]) -> tuple[Part, int]:
    """Starts again what may fall, and returns the first part that ended for good with its exit status."""
    while True:
        time.sleep(PAUSE)
        for part in parts:
            status = part.ended_with()
            if status is None:
                continue
            if not part.may_start_again():
                return part, status
            part.restarts += 1
            on_restart(part, status)
            part.start(folder)


def stop_all(parts: list[Part]) -> None:
    """Asks all to end, the last started first, and kills what has not ended in SECONDS_TO_STOP."""
    running = [part.process for part in reversed(parts) if part.process and part.process.poll() is None]
    for process in running:
        process.terminate()
    end = time.monotonic() + SECONDS_TO_STOP
    for process in running:
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
