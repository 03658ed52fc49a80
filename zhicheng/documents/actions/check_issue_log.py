"""Check the whole issue log and put the result on record."""

from dataclasses import asdict, replace
from datetime import datetime
from itertools import islice

from zhicheng.documents.actions.check_prints import AT_ONCE, Course, check_prints
from zhicheng.documents.log_check import faults
from zhicheng.documents.log_check_queries import last_check
from zhicheng.documents.models import LogLeaf
from zhicheng.domain.permissions import WORKER, Actor
from zhicheng.events.record import record

MOST_KEPT = 50


def check_issue_log(
    *, now: datetime, asked_by: Actor = WORKER, files: bool = True, all_papers: bool = False, enter: bool = False
) -> list[str]:
    """The faults found, in Chinese, at most MOST_KEPT and a last line that says that there are more.

    With `files` the bytes of certificates are read, and some of the papers that print a head, on from where the last
    check ended, or `all_papers`. `enter` goes through all and enters those that lack their entry (`check_prints`).
    """
    length, course = LogLeaf.objects.count(), _course()
    found = list(islice(faults(files=files), MOST_KEPT + 1))
    entered = 0
    if files:
        every = all_papers or enter
        printed = check_prints(
            replace(course, after=0) if every else course, most=None if every else AT_ONCE, enter=enter
        )
        course, entered = printed.course, printed.entered
        found += printed.faults
    if len(found) > MOST_KEPT:
        found[MOST_KEPT:] = ["还有更多，这里不再列出"]
    details = {"length": length, "files": files, "faults": found, "entered": entered, "course": asdict(course)}
    record("check_issue_log", subject="issue_log", actor=asked_by, now=now, details=details)
    return found


def _course() -> Course:
    """Where the last check left the papers; it stands in the chain of events, where nobody sets it back."""
    event = last_check()
    said = event.details.get("course") if event else None
    return Course(said["after"], said["whole"], tuple(said["wrong"])) if said else Course()
