import os
import signal
import sys
import time
from pathlib import Path

import pytest

from zhicheng.demo import processes
from zhicheng.demo.processes import MOST_RESTARTS, Part, stop_all, watch


def _part(name: str, code: str, *, may_fall: bool = False) -> Part:
    return Part(name, [sys.executable, "-c", code], may_fall)


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 120
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.02)


def test_the_first_part_that_ends_for_good_is_named_with_its_status(tmp_path: Path) -> None:
    web, worker = _part("web", "raise SystemExit(7)"), _part("worker", "import time; time.sleep(60)", may_fall=True)
    for part in (web, worker):
        part.start(tmp_path)
    assert watch([web, worker], tmp_path, lambda _part, _status: None) == (web, 7)
    stop_all([web, worker])
    assert worker.ended_with() == -signal.SIGTERM


def test_a_worker_that_falls_is_started_again_but_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PAUSE", 0.02)
    worker = _part("worker", "open('runs', 'a').write('x'); raise SystemExit(3)", may_fall=True)
    worker.start(tmp_path)
    told: list[int] = []
    assert watch([worker], tmp_path, lambda _part, status: told.append(status)) == (worker, 3)
    assert told == [3] * MOST_RESTARTS
    assert (tmp_path / "runs").read_text() == "x" * (MOST_RESTARTS + 1)


def test_a_part_that_will_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS_TO_STOP", 0.3)
    stubborn = _part(
        "web",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('up', 'w').close(); time.sleep(60)",
    )
    stubborn.start(tmp_path)
    _wait_for(tmp_path / "up")
    stop_all([stubborn])
    assert stubborn.ended_with() == -signal.SIGKILL


def test_ctrl_c_in_the_terminal_does_not_reach_the_parts_by_itself(tmp_path: Path) -> None:
    part = _part("worker", "import time; time.sleep(60)")
    part.start(tmp_path)
    assert part.process is not None
    assert os.getpgid(part.process.pid) != os.getpgid(0)
    stop_all([part])
