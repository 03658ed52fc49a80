"""The schema of the answers, made from the same code lists."""

from zhicheng.api.shapes import DAY, MAYBE_DAY, TEXT, Shape, a_list, closed, exactly, maybe_object
from zhicheng.domain.eligibility import MaterialState, Outcome, codes
from zhicheng.domain.eligibility.conditions import ORDER
from zhicheng.domain.eligibility.materials import CODES

CLAUSE: Shape = {"type": ["string", "null"], "description": "通知的节.条；null 表示通知没有写，按本地理解"}
MAYBE_TEXT: Shape = {"type": ["string", "null"]}
RULE: Shape = {"type": ["string", "null"], "pattern": "^R[1-9][0-9]?$"}


def answer_shape() -> Shape:
    """The answer of the eligibility check."""
    level = closed(codes.LEVELS)
    finding = {"condition": closed(ORDER), "clause": CLAUSE, "outcome": closed(Outcome), "because": TEXT}
    material = {"code": closed(CODES), "clause": CLAUSE, "state": closed(MaterialState), "because": TEXT}
    return exactly(
        {
            "policy": exactly({"id": TEXT, "version": TEXT, "sha256": TEXT}),
            "verdict": closed(Outcome),
            "level": level,
            "rule": RULE,
            "findings": a_list(exactly(finding), "逐项条件"),
            "materials": a_list(exactly(material)),
            "authority": {**MAYBE_TEXT, "description": "由谁审批（区划代码）"},
            "received_by": {**MAYBE_TEXT, "description": "向谁申报（区划代码）"},
            "batch": maybe_object(exactly({"id": TEXT, "opens": DAY, "closes": DAY}), "首日和末日都含在内"),
            "earliest": {**MAYBE_DAY, "description": "只差时间时，年限最早满的一天"},
            "alternatives": a_list(exactly({"level": level, "rule": RULE}), "同样的情况已经符合的其他级别"),
        }
    )


def errors_shape() -> Shape:
    """What every refusal looks like."""
    return exactly({"error": {"type": "array", "items": TEXT, "minItems": 1, "description": "一处一行"}})


def policies_shape() -> Shape:
    """The packs that may be asked."""
    one = {"id": TEXT, "title": TEXT, "version": TEXT, "sha256": TEXT}
    return exactly({"own": {**TEXT, "description": "不写 policy 时用的政策包"}, "policies": a_list(exactly(one))})


def workdays_shape() -> Shape:
    """Working days that were counted."""
    return exactly({"days": a_list(DAY, "数到的每一个工作日"), "last": DAY})
