"""A million people judged at once, from raw lists.

`python -m bench.bulk [PEOPLE] [--pack ID] [--against-check] [--out FILE]` prints seconds of CPU and the most memory
that the process ever held. With `--against-check` each verdict and rule are compared with those of the explained
check, which takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from bench.people import people
from zhicheng.domain.eligibility import Facts, Pack, decide
from zhicheng.policy import bulk
from zhicheng.policy.packs import DEFAULT_PACK, load_pack

ROUNDS = 3


class Timed:
    """People as they are made, and the CPU seconds that making them took."""

    def __init__(self, count: int) -> None:
        self.count, self.seconds = count, 0.0

    def __iter__(self) -> Iterator[Facts]:
        made = people(self.count)
        for _ in range(self.count):
            started = time.process_time()
            one = next(made)
            self.seconds += time.process_time() - started
            yield one


def measured(count: int, pack: Pack) -> tuple[dict[str, Any], bulk.Verdicts]:
    """Seconds and megabytes for so many people, and their verdicts."""
    stream, started = Timed(count), time.process_time()
    columns = bulk.columns(stream)
    filled = time.process_time() - started - stream.seconds
    used = []
    for _ in range(ROUNDS):
        started = time.process_time()
        found = bulk.verdicts(columns, pack)
        used.append(time.process_time() - started)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"people": count, "columns": filled, "verdicts": min(used), "megabytes": megabytes}, found


def differing(count: int, pack: Pack, found: bulk.Verdicts) -> int:
    """How many people the explained check answers otherwise."""
    different = 0
    for number, facts in enumerate(people(count)):
        answer = decide(facts, pack)
        different += (answer.verdict, answer.rule) != (found.verdict_of(number), found.rule_of(number))
    return different


def main() -> int:
    """Measures, and says what it found as one line of JSON; 1 when an answer differs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("people", nargs="?", type=int, default=1_000_000)
    asked.add_argument("--pack", default=DEFAULT_PACK)
    asked.add_argument("--against-check", action="store_true")
    asked.add_argument("--out")
    given = asked.parse_args()
    pack = load_pack(given.pack)
    report, found = measured(given.people, pack)
    if given.out:
        np.save(given.out, found.verdict)
    if given.against_check:
        report["differing"] = differing(given.people, pack, found)
    print(json.dumps({"pack": given.pack, **report}))
    return 1 if report.get("differing") else 0


if __name__ == "__main__":
    sys.exit(main())
