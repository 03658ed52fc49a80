"""Pages of docs/ that are written from the code's own tables, so that they cannot be wrong."""

from collections.abc import Callable

from zhicheng.jobs.handbook.case_life import case_life
from zhicheng.jobs.handbook.events import events
from zhicheng.jobs.handbook.permissions import permissions

PAGES: dict[str, Callable[[], str]] = {
    "case-life.md": case_life,
    "permissions.md": permissions,
    "events.md": events,
}
