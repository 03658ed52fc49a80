"""A draft or a kept pack as the files that policies/ holds."""

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk_rights import must_read
from zhicheng.policy.models import Draft, Edition
from zhicheng.policy.packs import NoSuchPack, PackContent, write_content


def export_files(source: Draft | Edition | PackContent, actor: Actor) -> dict[str, bytes]:
    """The files by path below policies/; read again they give the same digest.

    Raises NotYours for whoever does not read the desk, Refused for a draft whose id gives no place to put it.
    """
    must_read(actor)
    try:
        return write_content(source if isinstance(source, PackContent) else source.content())
    except (NoSuchPack, KeyError, TypeError) as error:
        raise Refused("草稿的编号不是“地名-年度”，不能导出。请先改正编号。") from error
