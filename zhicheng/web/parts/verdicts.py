"""The words for an answer of the eligibility check (the contract's codes on one side, plain Chinese on the other)."""

from typing import Any

from zhicheng.policy.deployment import pack_of

VERDICT_WORDS = {
    "met": ("可以申报", "good", "circle-check"),
    "incomplete": ("补齐后可以申报", "wait", "alert-circle"),
    "manual": ("需人工判断能否申报", "wait", "help"),
    "not_met": ("暂不能申报", "stop", "circle-x"),
}
OUTCOME_WORDS = {
    "met": ("符合", "good", "check"),
    "incomplete": ("还缺信息", "wait", "alert-circle"),
    "manual": ("人工判断", "wait", "help"),
    "not_met": ("不符合", "stop", "x"),
}
MATERIAL_STATES = {
    "pulled": ("已自动提取", "good", "database"),
    "provided": ("已提供", "good", "check"),
    "missing": ("还缺", "wait", "alert-circle"),
    "defective": ("需要补正", "wait", "alert-triangle"),
    "not_required": ("不需要", "quiet", "circle"),
}
LEVEL_WORDS = {
    "technician": "员级",
    "assistant": "助理级",
    "intermediate": "中级",
    "associate_senior": "副高级",
    "senior": "正高级",
}
CONDITION_WORDS = {
    "schooling_and_years": "学历与工作年限",
    "field_of_work": "从事本专业或相近专业",
    "not_exam_only": "不属于以考代评专业",
    "employer_not_self_evaluating": "单位不是自主评聘单位",
    "vacancy": "岗位空缺与竞聘",
    "licence": "职业资格证书",
    "identity": "身份证件",
    "in_post": "在职在岗",
    "not_barred": "没有处分期或禁止申报期",
    "level_by_determination": "该级别可以初定",
    "not_already_held": "没有同级或更高职称",
    "series_has_level": "该系列设有此级别",
    "assessment_passed": "年度考核合格",
    "jurisdiction": "受理与审批部门",
}
MATERIAL_WORDS = {
    "education": "学历、学位证明",
    "assessment": "年度考核登记表",
    "insurance": "参保记录",
    "post_table": "岗位信息表",
    "licence": "职业资格证书",
}


TROUBLE_FIRST = ("not_met", "missing", "defective", "incomplete", "manual")


def verdict_context(answer: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    """Turn the check's JSON answer into what the component shows; places maps a region code to a bureau's name."""
    word, tone, icon = VERDICT_WORDS[answer["verdict"]]
    return {
        "answer": answer,
        "policy": pack_of(answer["policy"]["id"], answer["policy"]["sha256"]).title,
        "word": word,
        "tone": tone,
        "icon": icon,
        "level": LEVEL_WORDS.get(answer.get("level") or "", ""),
        "findings": [
            _row(one, CONDITION_WORDS, "condition", OUTCOME_WORDS, "outcome")
            for one in _trouble_first(answer["findings"], "outcome")
        ],
        "materials": [
            _row(one, MATERIAL_WORDS, "code", MATERIAL_STATES, "state")
            for one in _trouble_first(answer.get("materials", []), "state")
            if one["state"] != "not_required"
        ],
        "authority": places.get(answer.get("authority") or "", answer.get("authority")),
        "received_by": places.get(answer.get("received_by") or "", answer.get("received_by")),
        "alternatives": [LEVEL_WORDS.get(one["level"], one["level"]) for one in answer.get("alternatives", [])],
    }


def _trouble_first(found: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return sorted(found, key=lambda one: TROUBLE_FIRST.index(one[key]) if one[key] in TROUBLE_FIRST else 9)


def _row(
    one: dict[str, Any], names: dict[str, str], name_key: str, words: dict[str, tuple[str, str, str]], word_key: str
) -> dict[str, Any]:
    word, tone, icon = words[one[word_key]]
    code = one[name_key]
    return {
        "name": names.get(code, code),
        "word": word,
        "tone": tone,
        "icon": icon,
        "because": one.get("because", ""),
        "clause": one.get("clause"),
    }
