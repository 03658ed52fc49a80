"""What stands against a draft: faults of its content, and of its place in the line of packs."""

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.faults import Defect
from zhicheng.policy.deployment import deployed_pack, file_packs
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.models import Draft, Edition
from zhicheng.policy.packs import PackContent, pack_from


def read_draft(content: PackContent) -> tuple[Pack | None, list[Defect]]:
    """The pack that the content is, or None and every fault with its path (`where`)."""
    try:
        return pack_from(content, str(content.content.get("id", ""))), []
    except BadPack as bad:
        return None, [_defect(fault) for fault in bad.faults]


def faults_of(draft: Draft) -> list[Defect]:
    """Everything for which the draft cannot be proposed or published, apart from its examples and its proof."""
    pack, faults = read_draft(draft.content())
    return faults if pack is None else out_of_line(pack)


def out_of_line(pack: Pack) -> list[Defect]:
    """Why this pack cannot follow the one in use: another city, a version used before, nothing changed."""
    inuse = deployed_pack()
    faults = []
    if pack.city != inuse.city:
        faults.append(Defect(f"城市代码是 {pack.city}，与现用政策包的 {inuse.city} 不同", "city"))
    if Edition.objects.filter(sha256=pack.sha256).exists() or pack.sha256 == inuse.sha256:
        faults.append(Defect("内容与已有的政策包完全相同，不需要发布", ""))
    elif pack.version in _versions_used(pack.id):
        faults.append(Defect(f"{pack.id} 的第 {pack.version} 版已经用过，请换一个版本号", "version"))
    return faults


def _versions_used(pack_id: str) -> set[str]:
    kept = Edition.objects.filter(pack_id=pack_id).values_list("version", flat=True)
    return {*kept, *(pack.version for pack in file_packs(pack_id))}


def _defect(fault: str) -> Defect:
    where, _, what = fault.partition(": ")
    return Defect(what or fault, where)
