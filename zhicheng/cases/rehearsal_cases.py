"""Which cases a rehearsal judges: all in flight, and those of the last four batches of the city and of each county."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from zhicheng.cases.models import Case
from zhicheng.domain.eligibility import Batch, Pack
from zhicheng.domain.states import IN_FLIGHT
from zhicheng.policy.deployment import PackChanged, pack_of

LAST_BATCHES = 4


def cases_to_rehearse(batches: Iterable[tuple[str, str]]) -> QuerySet[Case]:
    """Submitted cases in flight, and those of these batches (pack id and batch), whatever became of them."""
    wanted = Q(state__in=[state.value for state in IN_FLIGHT])
    for pack_id, batch in batches:
        wanted |= Q(policy_pack=pack_id, batch=batch)
    return Case.objects.filter(wanted, submitted_at__isnull=False, snapshot__isnull=False)


def last_batches(today: date) -> list[tuple[str, str]]:
    """The last four windows that had opened by `today`, of the city's list and of each own one, newest first."""
    lines: dict[str, dict[tuple[str, str], date]] = defaultdict(dict)
    for pack in _packs_in_use():
        for owner, windows in {"": pack.batches, **pack.own_batches}.items():
            lines[owner].update(_opened(pack, windows, today))
    found = []
    for _, line in sorted(lines.items()):
        found += sorted(line, key=lambda one: (line[one], one), reverse=True)[:LAST_BATCHES]
    return found


def _opened(pack: Pack, windows: Iterable[Batch], today: date) -> dict[tuple[str, str], date]:
    return {(pack.id, batch.id): batch.opens for batch in windows if batch.opens <= today}


def _packs_in_use() -> list[Pack]:
    """Every pack that a case was filed under and that is still to be had."""
    pins = Case.objects.exclude(policy_sha256="").values_list("policy_pack", "policy_sha256").distinct()
    found = []
    for pack_id, sha256 in sorted(pins.order_by()):
        try:
            found.append(pack_of(pack_id, sha256))
        except PackChanged:
            continue
    return found
