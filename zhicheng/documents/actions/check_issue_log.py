"""Check the whole issue log and put the result on record."""

from datetime import datetime
from itertools import islice

from zhicheng.documents.log_check import faults
from zhicheng.documents.models import LogLeaf
from zhicheng.domain.permissions import WORKER, Actor
from zhicheng.events.record import record

MOST_KEPT = 50


def check_issue_log(*, now: datetime, asked_by: Actor = WORKER, files: bool = True) -> list[str]:
    """The faults found, in Chinese, at most MOST_KEPT and a last line that says that there are more."""
    length = LogLeaf.objects.count()
    found = list(islice(faults(files=files), MOST_KEPT + 1))
    if len(found) > MOST_KEPT:
        found[MOST_KEPT:] = ["还有更多，这里不再列出"]
    details = {"length": length, "files": files, "faults": found}
    record("check_issue_log", subject="issue_log", actor=asked_by, now=now, details=details)
    return found
