"""Workers that may be killed many times a minute: `python -m tests.faults.issuers COUNT FOLDER`.

Each is the worker's own loop, forked from a process that has imported everything; one that ends is forked anew. A
message lost by a killed worker comes back after a second instead of half a minute. Who begins a paper with a seal
writes its process id into the file at-work in FOLDER, until there is a file calm.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

SEALED = {"paper.certificate": 1.0, "paper.document": 0.5}  # with the share of those that are told
LONGEST_WAIT = 20.0  # on a busy machine who kills is slow to come


def told(handler: Any, folder: Path, share: float) -> Any:
    """The handler, which often says first whose work it is now, and lets who kills see what was said before."""
    from zhicheng.outbox.deliver import renew

    at_work, calm = folder / "at-work", folder / "calm"

    def tell(payload: Any, now: Any) -> None:
        if random.random() < share and not calm.exists():
            end = time.monotonic() + LONGEST_WAIT
            while at_work.exists() and not calm.exists() and time.monotonic() < end:
                time.sleep(0.002)
                renew()
            at_work.write_text(str(os.getpid()))
        handler(payload, now)

    return tell


def issue(count: int, folder: Path) -> None:
    from django.db import connections

    from zhicheng.documents.papers import renderer
    from zhicheng.jobs.handlers import HANDLERS
    from zhicheng.jobs.worker import work_until_stopped
    from zhicheng.outbox import deliver

    deliver.LEASE, deliver.TRIES = timedelta(seconds=1), 1000  # eight kills over one paper are no fault of the paper
    renderer.typesetting_fonts()
    for topic, share in SEALED.items():
        HANDLERS[topic] = told(HANDLERS[topic], folder, share)
    connections.close_all()
    running: set[int] = set()

    def stop(number: int, frame: FrameType | None) -> None:
        for pid in running:
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        while len(running) < count:
            pid = os.fork()
            if pid == 0:
                random.seed()
                work_until_stopped()
                os._exit(0)
            running.add(pid)
        ended, _ = os.wait()
        running.discard(ended)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    issue(int(sys.argv[1]), Path(sys.argv[2]))
