"""The issue log at growing sizes: how long proofs and an append take, and how many leaves a second are verified.

Run as `.venv/bin/python -m bench.log [most leaves]`; it fills a database of its own with hashes of nothing. All
times are processor time of this process, so that a neighbour on the machine does not count.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
AT_ONCE = 65_536
ASKED = 500
REHASHED = 1_000_000
NOW = datetime(2024, 12, 2, 1, tzinfo=UTC)


def leaf_of(index: int) -> bytes:
    return sha256(b"%d" % index).digest()


def grow(frontier: Any, size: int) -> Any:
    """Put leaves into the tables as appending would, many in one statement; returns the new frontier."""
    from django.db import connection

    from zhicheng.documents.issue_log import place_of

    with connection.cursor() as cursor:
        while frontier.size < size:
            leaves, nodes = [], []
            for index in range(frontier.size, min(size, frontier.size + AT_ONCE)):
                leaf = leaf_of(index)
                frontier, whole = frontier.grown(leaf)
                leaves.append((index, leaf))
                nodes.extend((place_of(node), made) for node, made in whole)
            cursor.executemany('INSERT INTO documents_logleaf ("index", hash) VALUES (%s, %s)', leaves)
            cursor.executemany("INSERT INTO documents_lognode (place, hash) VALUES (%s, %s)", nodes)
    return frontier


def timed(ask: Callable[[int], Any], numbers: Iterator[int]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds of processor time."""
    times = []
    for number in numbers:
        start = time.process_time()
        ask(number)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def measure(size: int, frontier: Any) -> str:
    """One line of the table."""
    from django.db import transaction

    from zhicheng.documents.actions.sign_log_head import sign_log_head
    from zhicheng.documents.issue_log import append_all, hold_log_end
    from zhicheng.documents.log_queries import consistency_of, inclusion_of
    from zhicheng.documents.models import LogEnd

    LogEnd.objects.update_or_create(id=1, defaults={"size": size, "peaks": b"".join(frontier.peaks)})
    sign_log_head(now=NOW)
    chance = random.Random(size)
    included = timed(inclusion_of, (chance.randrange(size) for _ in range(ASKED)))
    consistent = timed(consistency_of, (chance.randrange(1, size) for _ in range(ASKED)))

    def append_one(_: int) -> None:
        with transaction.atomic():
            append_all(hold_log_end(), [secrets.token_bytes(32)], date(2024, 12, 2))
            transaction.set_rollback(True)

    appended = timed(append_one, iter(range(ASKED)))
    hashes = len(inclusion_of(size // 2).hashes)
    cells = [f"{median:.2f} / {slow:.2f}" for median, slow in (included, consistent, appended)]
    return f"| {size:,} | {hashes} | {' | '.join(cells)} |"


def verified_in_store() -> tuple[float, list[str]]:
    """Leaves a second read from the tables and held against every head that was signed."""
    from zhicheng.documents.log_check import faults_of_leaves
    from zhicheng.documents.models import LogEnd

    start = time.process_time()
    found = list(faults_of_leaves())
    return LogEnd.objects.get().size / (time.process_time() - start), found


def rehashed() -> float:
    """Entries a second from salt and content to leaf and from the leaves to the root."""
    from zhicheng.domain.merkle import leaf_hash, root_of

    content = b'{"day":"2024-12-30","kind":"issue","number":"330502-2024-4-%05d-Y","sha256":"' + b"ab" * 32 + b'"}'
    salted = [os.urandom(32) + content % index for index in range(REHASHED)]
    start = time.process_time()
    root_of(leaf_hash(one) for one in salted)
    return REHASHED / (time.process_time() - start)


def proofs_verified() -> float:
    """Inclusion proofs of the whole log verified a second, read beforehand."""
    from zhicheng.documents.log_queries import inclusion_of, newest_head
    from zhicheng.domain.merkle import verify_inclusion

    head = newest_head()
    assert head is not None
    root, chance = bytes(head.root), random.Random(1)
    proofs = [inclusion_of(chance.randrange(head.size)) for _ in range(ASKED)]
    start = time.process_time()
    assert all(verify_inclusion(one.leaf, one.index, one.size, one.hashes, root) for one in proofs)
    return ASKED / (time.process_time() - start)


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    folder = tempfile.mkdtemp(prefix="bench-log-")
    os.environ.update(ZHICHENG_DATA=folder, DJANGO_SETTINGS_MODULE="config.settings", ZHICHENG_DEMO="1")
    os.environ.pop("ZHICHENG_DATABASE", None)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    try:
        return run(Path(folder), most)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(folder: Path, most: int) -> int:
    from config.keys import ready_keys

    ready_keys(folder / "keys.json")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from zhicheng.domain.merkle import Frontier

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -3000000")  # for the filling; proofs read a handful of pages
    print("| leaves | hashes in a proof | inclusion, ms | consistency, ms | append, ms |\n|---|---|---|---|---|")
    frontier = Frontier()
    for size in (size for size in SIZES if size <= most):
        with transaction.atomic():
            frontier = grow(frontier, size)
        connection.close()  # and with it the large cache
        print(measure(size, frontier), flush=True)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -3000000")
    connection.close()
    speed, found = verified_in_store()
    assert not found, found
    print(f"\nleaves from the tables against the signed heads: {speed:,.0f} a second")
    print(f"entries from salt and content to the root: {rehashed():,.0f} a second")
    print(f"inclusion proofs verified: {proofs_verified():,.0f} a second")
    print(f"database: {sum(file.stat().st_size for file in folder.glob('zhicheng.sqlite3*')) / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
