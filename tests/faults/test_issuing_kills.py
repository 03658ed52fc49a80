"""Workers and signer are killed with -9 while they issue and raise: numbers 1..N, one signature and one raising each.

`ZHICHENG_KILLS=500 bin/test tests/faults` for the long run.
"""

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import pytest

from tests.faults.test_kills import KILLS, run_in
from tests.platform_process import Platform
from zhicheng.demo.signer import signer_command
from zhicheng.signer.wire import NoAnswer, ask, written

pytestmark = pytest.mark.faults
WORKERS = 2
LATEST, SIGNERS_SHARE = 0.15, 0.4  # each certificate of a list takes some 30 ms
CASES_A_KILL = 1.25
TAKEN_AGAIN = """SELECT coalesce(sum(attempts - 1), 0) FROM outbox_message
    WHERE topic IN ('paper.certificate', 'paper.document')"""


class Issuing:
    """Workers and a signer over a platform's folder, to be killed one by one."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.folder = platform.folder / "signer"
        self.ledger = f"file:{self.folder / 'ledger.sqlite3'}?mode=ro"
        self.database = f"file:{platform.folder / 'zhicheng.sqlite3'}?mode=ro"
        self.at_work = platform.folder / "at-work"
        platform.environment["ZHICHENG_SEAL"] = "zhicheng.gateways.eseal.signer.SignerSeal"
        services = platform.environment["ZHICHENG_STANDIN_URL"]
        platform.environment["ZHICHENG_TIMESTAMP_URL"] = f"{services}/timestamp"  # what is issued is raised as well
        platform.commands["signer"] = signer_command(platform.folder)
        platform.commands["issuers"] = [
            sys.executable,
            "-m",
            "tests.faults.issuers",
            str(WORKERS),
            str(platform.folder),
        ]
        run_in(platform, "tests.faults.ledger", str(self.folder), "ready")

    def kill_the_worker(self) -> bool:
        """Whether the one that last began a paper with a seal was still there."""
        with suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(int(self.at_work.read_text()), signal.SIGKILL)
            return True
        return False

    def kill_the_signer(self) -> bool:
        """Whether it was up; one that is only just starting is left to it."""
        try:
            ask(self.folder / "signer.sock", written({"state": True}), seconds=1)
        except NoAnswer:
            return False
        self.platform.kill("signer")
        self.platform.start("signer")
        return True

    def taken_again(self) -> int:
        """How many papers with a seal were begun more than once."""
        with closing(sqlite3.connect(self.database, uri=True, timeout=60)) as database:
            return int(database.execute(TAKEN_AGAIN).fetchone()[0])

    def signatures(self) -> int:
        """How many the ledger holds; none before it is made."""
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(self.ledger, uri=True, timeout=60)) as ledger:
            return int(ledger.execute("SELECT count(*) FROM entry WHERE kind = 'signed'").fetchone()[0])
        return 0

    def disagreements(self) -> dict[str, Any]:
        """Database, issue log and ledger held against each other."""
        empty = self.platform.folder / "acknowledged.json"
        empty.write_text("{}")
        found = run_in(self.platform, "tests.faults.reconcile", str(empty))
        return {**found, **run_in(self.platform, "tests.faults.ledger", str(self.folder))}


def kill_while_issuing(issuing: Issuing, kills: int, most: int) -> dict[str, int]:
    """Kill at random, each time soon after a worker took something to be signed in hand, until all is signed."""
    done = {"worker": 0, "signer": 0}
    while sum(done.values()) < kills and issuing.signatures() < most:
        if not issuing.at_work.exists():
            time.sleep(0.002)
            continue
        time.sleep(random.uniform(0, LATEST))
        if random.random() < SIGNERS_SHARE and issuing.kill_the_signer():
            done["signer"] += 1
        else:
            done["worker"] += issuing.kill_the_worker()
        issuing.at_work.unlink(missing_ok=True)
    (issuing.platform.folder / "calm").touch()
    return done


def test_whoever_is_killed_while_issuing_each_number_gets_one_signature(
    new_platform: Callable[..., Platform],
) -> None:
    platform = new_platform()
    issuing = Issuing(platform)
    cases = int(KILLS * CASES_A_KILL)
    papers = cases + run_in(platform, "tests.faults.prepare", "0", str(cases))["documents"]
    platform.start("standin", "signer", "issuers")
    done = kill_while_issuing(issuing, KILLS, most=papers)
    assert sum(done.values()) == KILLS, f"all was issued after {done}"
    end = time.monotonic() + 600 + KILLS
    while (found := issuing.disagreements()) and time.monotonic() < end:
        time.sleep(2)
    assert found == {}
    assert issuing.signatures() == papers
    assert issuing.taken_again() >= KILLS // 4, "the kills came when nobody was at work"
    platform.stop()
