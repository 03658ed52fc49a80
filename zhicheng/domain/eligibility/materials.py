"""The materials of the notice's section 3: which are needed, and how far each is there."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Material
from zhicheng.domain.eligibility.codes import MaterialState
from zhicheng.domain.eligibility.pack import LicenceNeed, Pack

CODES = ("education", "assessment", "insurance", "post_table", "licence")


def _material(pack: Pack, code: str, state: MaterialState, because: str) -> Material:
    return Material(code, pack.materials[code], state, because)


def education(pack: Pack, level: str | None, proof: str | None, at_home: bool | None) -> Material:
    """Proof of the diploma or degree that carries the rule; `at_home`: from the pack's own country."""
    if level is None:
        return _material(pack, "education", MaterialState.MISSING, "还没有可以依据的学历或学位")
    state, said = _proof(pack, proof, at_home)
    return _material(pack, "education", state, f"{words.SCHOOLING[level]}：{said}")


def _proof(pack: Pack, proof: str | None, at_home: bool | None) -> tuple[MaterialState, str]:
    reading = pack.reading
    if proof is None or proof == "none":
        return MaterialState.MISSING, words.PROOF["none"]
    said = words.PROOF[proof]
    if at_home is None:
        home, abroad = reading.home_proofs[proof], reading.foreign_proofs[proof]
        if home == abroad:
            return MaterialState(home), said
        return MaterialState.DEFECTIVE, f"{said}，在哪个国家或地区取得还不清楚"
    if at_home:
        state = MaterialState(reading.home_proofs[proof])
        return state, said if state is not MaterialState.DEFECTIVE else f"{said}，还须学信网备案表"
    state = MaterialState(reading.foreign_proofs[proof])
    return state, said if state is not MaterialState.DEFECTIVE else f"{said}，国（境）外学历学位还须留学服务中心认证书"


def insurance(pack: Pack, source: str | None, elsewhere: bool) -> Material:
    """The social-insurance record, wherever it is paid."""
    if source is None or source == "none":
        return _material(pack, "insurance", MaterialState.MISSING, "还没有参保记录")
    if elsewhere:
        return _material(pack, "insurance", MaterialState.PROVIDED, "参保地不在本市，由审核人核对")
    if source == "pulled":
        return _material(pack, "insurance", MaterialState.PULLED, "系统已提取参保记录")
    return _material(pack, "insurance", MaterialState.PROVIDED, "已上传参保证明")


def post_table(pack: Pack, kind: str | None, there: bool | None) -> Material:
    """A public institution's post table."""
    code = "post_table"
    if kind is not None and kind not in pack.reading.posts_needed:
        return _material(pack, code, MaterialState.NOT_REQUIRED, "单位不是事业单位")
    if there:
        return _material(pack, code, MaterialState.PROVIDED, "已有岗位信息表")
    said = "还没有岗位信息表" if kind else "单位性质还不清楚；事业单位须有岗位信息表"
    return _material(pack, code, MaterialState.MISSING, said)


def licence(pack: Pack, need: LicenceNeed | None, licences: frozenset[str] | None) -> Material:
    """The licence of an admission-controlled profession."""
    if need is None:
        return _material(pack, "licence", MaterialState.NOT_REQUIRED, "这一系列和级别不要求职业资格证书")
    wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
    if licences and licences.intersection(need.licences):
        return _material(pack, "licence", MaterialState.PROVIDED, f"已有{wanted}")
    return _material(pack, "licence", MaterialState.MISSING, f"还没有{wanted}")
