"""The Chinese labels of the closed lists that a pack is written in, in the order in which an officer reads them."""

from __future__ import annotations

from zhicheng.domain.archive.codes import STUDY_MODES, WORK_KINDS
from zhicheng.domain.eligibility import words

Words = dict[str, str]

LEVEL: Words = dict(words.LEVEL)
LOW_LEVEL: Words = {code: LEVEL[code] for code in ("technician", "assistant", "intermediate")}
DIPLOMA: Words = {
    code: words.SCHOOLING[code]
    for code in (
        "senior_high",
        "secondary",
        "vocational_high",
        "skilled_worker",
        "senior_skilled_worker",
        "technician_class",
        "junior_college",
        "bachelor",
        "second_bachelor",
        "postgraduate_class",
        "postgraduate",
        "doctoral",
    )
} | {"second_bachelor": "第二学士学位班"}
DEGREE: Words = {
    "bachelor": "学士学位",
    "second_bachelor": "第二学士学位",
    "double_bachelor": "双学士学位",
    "master": "硕士学位",
    "doctor": "博士学位",
    "honorary_doctor": "名誉博士",
}
CONCLUSION: Words = dict(words.CONCLUSION)
MODE: Words = {one.code: one.label for one in STUDY_MODES}
FIELD: Words = {"same": "相同专业", "related": "相近专业", "unrelated": "不相关专业"}
WORK_KIND: Words = {one.code: one.label for one in WORK_KINDS}
ID_KIND: Words = dict(words.ID_KIND)
STATUS: Words = dict(words.STATUS)
STAFFING: Words = dict(words.STAFFING)
EMPLOYER_KIND: Words = {
    "enterprise": "企业",
    "public_institution": "事业单位",
    "social_organisation": "社会组织",
    "sole_trader": "个体经营户",
    "agency": "人事代理机构",
    "government": "机关",
}
VIA: Words = dict(words.VIA)
GRADE: Words = dict(words.GRADE)
LICENCE: Words = dict(words.LICENCE)
PROOF: Words = {
    "pulled": "系统已提取",
    "filing_form": "证书和学信网备案表",
    "certificate": "只有证书",
    "cscse": "证书和留学服务中心认证书",
}
PROOF_STATE: Words = {"pulled": "算已提取，不用再交", "provided": "算已提供", "defective": "不够，要补正"}
OUTCOME: Words = {"met": "符合", "manual": "须人工认定", "not_met": "不符合"}
VERDICT: Words = dict(words.OUTCOME)
CONDITION: Words = dict(words.CONDITION)
MATERIAL: Words = dict(words.MATERIAL)
REGION_KIND: Words = {"city": "市直", "functional_area": "功能区", "county": "区县"}
BATCH_KIND: Words = {"city": "按市级批次", "own": "按属地自己的时间"}
DECIDED_BY: Words = {"bureau": "由人社部门审核决定", "committee": "由评审委员会（认定委员会）表决"}
PAPER_GATE: Words = {"none": "不影响后续办理", "document": "收齐后才发文", "certificate": "收齐后才发证"}
TITLE_DATE: Words = {"document": "公布文件的印发日期", "publicity_end": "公示期满之日"}
TRANSITION: Words = {"keep": "仍按提交申报时的政策办理", "rejudge": "改按新的政策重新测算"}
SCOPE: Words = {"national": "全国统一考试", "province": "全省统一考试"}
FLAG: Words = {"true": "是", "false": "否"}


def listed(codes: object, labels: Words, joint: str = "、") -> str:
    """The labels of some codes in the list's own order; an unknown code stands as it is."""
    held = set(codes) if isinstance(codes, list | tuple | set | frozenset) else set()
    known = [label for code, label in labels.items() if code in held]
    return joint.join([*known, *sorted(str(code) for code in held - labels.keys())])
