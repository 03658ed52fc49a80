"""The policy packs that may be asked here."""

from collections.abc import Iterator

from django.conf import settings

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.deployment import PackChanged, deployed_pack, pack_of
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.models import Edition
from zhicheng.policy.packs import NoSuchPack, pack_ids


def asked_pack(pack_id: str | None) -> Pack | None:
    """The pack of this id, the deployment's own for None; None when there is none that can be used."""
    if pack_id is None:
        return deployed_pack()
    if pack_id not in known_ids():
        return None
    try:
        return pack_of(pack_id)
    except (NoSuchPack, BadPack, PackChanged):
        return None


def known_packs() -> Iterator[Pack]:
    """Every pack that can be used, by id."""
    for pack_id in known_ids():
        if (pack := asked_pack(pack_id)) is not None:
            yield pack


def known_ids() -> list[str]:
    """Ids of the packs in the policies folder and of those that were published here."""
    published = Edition.objects.filter(ordinal__isnull=False).values_list("pack_id", flat=True)
    return sorted({*pack_ids(settings.ZHICHENG_POLICIES), *published})
