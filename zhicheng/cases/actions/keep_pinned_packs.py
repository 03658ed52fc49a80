"""Keep the packs of cases that were filed before packs were kept, while their files are still as they were."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Case
from zhicheng.policy.actions.keep_pack import freeze
from zhicheng.policy.deployment import PackChanged, pack_of
from zhicheng.policy.models import Edition


def keep_pinned_packs(now: datetime) -> list[str]:
    """Keep each pack that a case names and nobody keeps; returns the ids of those whose file was altered since."""
    pins = Case.objects.exclude(policy_sha256="").order_by().values_list("policy_pack", "policy_sha256").distinct()
    kept = set(Edition.objects.values_list("sha256", flat=True))
    altered = []
    for pack_id, sha256 in sorted(pins):
        if sha256 in kept:
            continue
        try:
            pack = pack_of(pack_id, sha256)
        except PackChanged:
            altered.append(pack_id)
            continue
        with transaction.atomic():
            freeze(pack, now=now)
    return altered
