"""Take the files of a pack, as policies/ holds them, as a new draft."""

from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings

from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.policy.actions.start_draft import new_draft
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.files.folder import folder_of, is_pack_id
from zhicheng.policy.files.strict import LARGEST_FILE, BadPack, parse_yaml
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent, among, content_from, in_folder

PACK, EXAMPLES = "pack.yaml", "examples.yaml"


def import_draft(actor: Actor, files: dict[str, bytes], now: datetime) -> Draft:
    """A draft of `pack.yaml`, with `examples.yaml` and tables (`*.csv`) where they are given; folders are ignored.

    A base or a table that is not among the files is taken from the policies folder of this deployment. Raises
    Refused for files that cannot be read; what can be read is kept, right or wrong.
    """
    must_draft(actor)
    try:
        content = _content(_by_name(files))
    except BadPack as bad:
        raise Refused("文件读不出来，没有导入。", tuple(Defect(fault, bad.source) for fault in bad.faults)) from bad
    return new_draft(content, "policy_import", actor=actor, now=now, files=sorted(files))


def _by_name(files: dict[str, bytes]) -> dict[str, bytes]:
    named: dict[str, bytes] = {}
    for path, data in files.items():
        name = PurePosixPath(path).name
        if name not in (PACK, EXAMPLES) and not name.endswith(".csv"):
            raise BadPack(path, ["$: 只能导入 pack.yaml、examples.yaml 和 *.csv"])
        if name in named:
            raise BadPack(path, [f"$: 有两个 {name}，一次只能导入一个政策包"])
        if len(data) > LARGEST_FILE:
            raise BadPack(path, [f"$: 超过 {LARGEST_FILE // 1024} KB"])
        named[name] = data
    if PACK not in named:
        raise BadPack(PACK, ["$: 没有这个文件"])
    return named


def _content(named: dict[str, bytes]) -> PackContent:
    pack_id = parse_yaml(named[PACK], PACK).get("id")
    if not isinstance(pack_id, str) or not is_pack_id(pack_id):
        raise BadPack(PACK, [f"id: 编号要写成“地名-年度”，如 huzhou-2025；现在是 {pack_id!r}"])
    folder = folder_of(pack_id)
    placed = {
        (f"{folder}/{name}" if name in (PACK, EXAMPLES) else f"catalogue/{name}"): data for name, data in named.items()
    }
    return content_from(pack_id, among(placed, in_folder(settings.ZHICHENG_POLICIES)))
