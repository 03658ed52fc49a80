"""The list of a rehearsal: what a leader reads, its digest, and whether it still tells the truth."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from zhicheng.domain.states import Act
from zhicheng.events.models import Event
from zhicheng.policy.kept import to_text
from zhicheng.policy.models import Draft, Rehearsal

CHANGES_THE_LIST = (Act.SUBMIT.value, Act.RESUBMIT.value, Act.REJUDGE.value, "policy_publish")

GIVEN_UP_AFTER = timedelta(hours=1)


def under_way(rehearsal: Rehearsal | None, now: datetime) -> bool:
    """Whether it is being made. One not done in GIVEN_UP_AFTER has failed: the worker tries a step eight times only."""
    if rehearsal is None or rehearsal.state == Rehearsal.DONE:
        return False
    return now - rehearsal.requested_at < GIVEN_UP_AFTER


def list_of(rehearsal: Rehearsal) -> dict[str, Any]:
    """The whole list: of which pack, over which batches and how many cases, and each case that comes out otherwise."""
    return {
        "pack": rehearsal.pack_sha256,
        "batches": rehearsal.batches,
        "cases": rehearsal.judged,
        "rows": list(rehearsal.flips.order_by("number").values_list("row", flat=True)),
    }


def list_digest(rehearsal: Rehearsal) -> str:
    """SHA-256 of the list as canonical JSON (sorted keys, no spaces, ASCII): what is signed."""
    return sha256(to_text(list_of(rehearsal), sort_keys=True).encode()).hexdigest()


def latest_rehearsal(draft: Draft) -> Rehearsal | None:
    """The last one that was asked for over the draft's present content, done or not, without its body."""
    return draft.rehearsals.filter(content_sha256=draft.content_sha256).defer("body").order_by("-pk").first()


def acts_since(rehearsal: Rehearsal) -> int:
    """How many acts since it began may have changed the list: submissions, and packs published meanwhile."""
    return Event.objects.filter(seq__gt=rehearsal.event_seq, act__in=CHANGES_THE_LIST).count()
