"""Chinese words for the codes of the eligibility check."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

LEVEL = {
    "technician": "员级",
    "assistant": "助理级",
    "intermediate": "中级",
    "associate_senior": "副高级",
    "senior": "正高级",
}
SCHOOLING = {
    "senior_high": "普通高中",
    "secondary": "中专",
    "vocational_high": "职业高中",
    "skilled_worker": "技工学校（中级工班）",
    "senior_skilled_worker": "技工院校高级工班",
    "technician_class": "技工院校预备技师（技师）班",
    "junior_college": "大学专科",
    "bachelor": "大学本科",
    "second_bachelor": "第二学士学位",
    "double_bachelor": "双学士学位",
    "postgraduate_class": "研究生班",
    "postgraduate": "研究生",
    "doctoral": "博士研究生",
    "master": "硕士学位",
    "doctor": "博士学位",
    "honorary_doctor": "名誉博士",
}
CONCLUSION = {"graduated": "毕业", "completed": "结业", "incomplete": "肄业"}
MODE = {
    "full_time": "全日制",
    "correspondence": "函授",
    "evening": "夜大（业余）",
    "self_study": "自学考试",
    "online": "网络教育",
    "open": "开放教育",
}
GRADE = {
    "excellent": "优秀",
    "qualified": "合格",
    "basically_qualified": "基本合格",
    "unqualified": "不合格",
    "none": "未定等次",
}
ID_KIND = {
    "resident_id": "居民身份证",
    "hk_macao_permit": "港澳居民来往内地通行证",
    "taiwan_permit": "台湾居民来往大陆通行证",
    "hmt_residence_permit": "港澳台居民居住证",
    "foreign_permanent_residence": "外国人永久居留身份证",
    "overseas_talent_residence": "海外高层次人才居住证",
    "foreign_work_permit": "外国人工作许可证",
    "passport": "护照",
}
STATUS = {"in_post": "在职", "retired": "已离退休", "civil_servant": "公务员（含参照管理人员）"}
STAFFING = {"established": "在编人员", "contract": "编外人员"}
LICENCE = {"teacher": "教师资格证", "broadcaster": "播音员主持人证", "lawyer": "律师执业证", "notary": "公证员执业证"}
VIA = {"determination": "初定", "review": "评审", "exam": "考试"}
PROOF = {
    "pulled": "系统已提取",
    "filing_form": "已上传证书和学信网备案表",
    "certificate": "只上传了证书",
    "cscse": "已上传证书和留学服务中心认证书",
    "none": "没有证明材料",
}
OUTCOME = {"met": "符合", "incomplete": "待补充", "manual": "须人工认定", "not_met": "不符合"}
MATERIAL_STATE = {
    "pulled": "系统已提取，不用再交",
    "provided": "已提供",
    "missing": "还没有",
    "defective": "要补正",
    "not_required": "不需要",
}
MATERIAL = {
    "education": "学历、学位证明",
    "assessment": "年度考核登记表",
    "insurance": "参保记录",
    "post_table": "事业单位岗位信息表",
    "licence": "职业资格证书",
}
CONDITION = {
    "schooling_and_years": "学历和工作年限",
    "field_of_work": "专业对口",
    "not_exam_only": "不属于以考代评专业",
    "employer_not_self_evaluating": "单位不是自主评聘单位",
    "vacancy": "岗位空缺和竞聘",
    "licence": "职业资格",
    "identity": "身份证件",
    "in_post": "在职",
    "not_barred": "没有处分或禁止申报期",
    "level_by_determination": "可以初定的级别",
    "not_already_held": "尚未取得同级或更高职称",
    "series_has_level": "系列设有这一级别",
    "assessment_passed": "年度考核合格",
    "jurisdiction": "受理和审核部门",
}


def duration(months: int) -> str:
    """Months as they are said: 3年, 3个月, 1年6个月."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


@lru_cache(maxsize=8192)
def day(one: date) -> str:
    """The date as it is said everywhere, 2024-12-02."""
    return one.isoformat()
