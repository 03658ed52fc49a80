"""A draft or a kept pack as the files that policies/ holds."""

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.rights import must_read
from zhicheng.policy.models import Draft, Edition
from zhicheng.policy.packs import PackContent, write_content


def export_files(source: Draft | Edition | PackContent, actor: Actor) -> dict[str, bytes]:
    """The files by path below policies/; read again they give the same digest.

    Raises NotYours for whoever does not read the desk, Refused for a draft whose id gives no place to put it.
    """
    must_read(actor)
    try:
        return write_content(source if isinstance(source, PackContent) else source.content())
    except (LookupError, TypeError, ValueError) as error:
        raise Refused("这份草稿的编号不是“地名-年度”，还不能导出。请另起草一份，写好编号。") from error
