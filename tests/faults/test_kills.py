"""Server and worker are killed with -9 at random moments: nothing acknowledged is lost, no number is used twice.

`ZHICHENG_KILLS=500 bin/test tests/faults` for the long run.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.submitters import Submitters
from tests.platform_process import ROOT, Platform

pytestmark = pytest.mark.faults
KILLS = int(os.environ.get("ZHICHENG_KILLS", "40"))
DECIDED = 3  # tests/faults/test_issuing_kills.py kills whoever issues


def run_in(platform: Platform, *words: str) -> Any:
    """The JSON that a module of ours prints in the platform's environment."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=platform.environment, capture_output=True, text=True, timeout=1800
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def kill_at_random(platform: Platform, kills: int) -> dict[str, int]:
    done = {"web": 0, "worker": 0}
    for _ in range(kills):
        time.sleep(random.uniform(0.05, 0.9))
        name = random.choice(["web", "worker"])
        platform.kill(name)
        platform.start(name)
        done[name] += 1
    return done


def wait_for_the_worker(platform: Platform, ledger: Path) -> dict[str, Any]:
    """Until every promise is kept, or for so long that every lease of a killed worker has run out."""
    end = time.monotonic() + 600
    while True:
        found: dict[str, Any] = run_in(platform, "tests.faults.reconcile", str(ledger))
        waiting = {"without receipt", "undone", "unsigned", "uncertified"} & set(found)
        if not waiting or time.monotonic() > end:
            return found
        time.sleep(3)


def survive(platform: Platform, kills: int, tmp_path: Path) -> None:
    prepared = run_in(platform, "tests.faults.prepare", str(kills * 6), str(DECIDED))
    platform.start("web", "worker")
    clients = Submitters(platform.url, prepared)
    sending = threading.Thread(target=clients.run)
    sending.start()
    done = kill_at_random(platform, kills)
    sending.join(timeout=1800)
    clients.stop.set()
    ledger = tmp_path / "ledger.json"
    ledger.write_text(json.dumps(clients.acknowledged))
    assert clients.strange == []
    assert len(clients.acknowledged) == kills * 6
    assert sum(done.values()) == kills
    assert wait_for_the_worker(platform, ledger) == {}
    platform.stop()


def test_nothing_acknowledged_is_lost_on_sqlite(new_platform: Callable[..., Platform], tmp_path: Path) -> None:
    survive(new_platform(), KILLS, tmp_path)


def test_nothing_acknowledged_is_lost_on_postgresql(
    new_platform: Callable[..., Platform], durable_postgres: Any, tmp_path: Path
) -> None:
    survive(new_platform(database=durable_postgres.url), max(KILLS // 4, 5), tmp_path)


def test_the_reckoning_notices_a_loss(new_platform: Callable[..., Platform], tmp_path: Path) -> None:
    platform = new_platform()
    prepared = run_in(platform, "tests.faults.prepare", "1", "1")
    ledger = tmp_path / "ledger.json"
    ledger.write_text(json.dumps({prepared["sessions"][0]["case"]: "CD-330500-2024-000009-X"}))
    found = run_in(platform, "tests.faults.reconcile", str(ledger))
    assert found["lost"] == [prepared["sessions"][0]["case"]]
    assert {"undone", "uncertified"} <= set(found)
