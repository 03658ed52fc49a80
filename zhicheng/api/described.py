"""The OpenAPI 3.1 description: made from the deployed pack and the code lists, with an example that was computed."""

from datetime import date
from typing import Any

from ninja import NinjaAPI

from zhicheng.api.answer_shape import answer_shape, errors_shape, policies_shape, workdays_shape
from zhicheng.api.facts_shape import facts_shape
from zhicheng.api.log_shape import COUNT, HASH, MOST_ENTRIES, log_shapes
from zhicheng.api.reply import JSON
from zhicheng.api.shapes import DAY, Shape, closed
from zhicheng.domain.eligibility import Pack, check, read_facts

ROOT = "api/v1"
DAY_OF_EXAMPLE = date(2024, 10, 15)
WORDS = {
    400: "内容没有传完",
    404: "没有这个政策包或登记",
    405: "不是这个方法",
    411: "没有写明长度",
    413: "内容太长",
    415: "不是 JSON",
    422: "不能读取：一处一行，写明路径",
    429: "请求太多，请稍后再来",
    503: "系统正忙，请稍后再试",
}


def openapi(api: NinjaAPI, pack: Pack, pack_ids: list[str]) -> dict[str, Any]:
    """The whole description; series, licences and regions are those of `pack`, the deployment's own."""
    described = dict(api.get_openapi_schema(path_prefix=ROOT))
    described["components"] = {
        "schemas": {
            "Facts": facts_shape(pack),
            "Answer": answer_shape(),
            "Errors": errors_shape(),
            "Policies": policies_shape(),
            "Workdays": workdays_shape(),
            "PolicyId": closed(pack_ids),
            **log_shapes(),
        }
    }
    asked = described["paths"][f"/{ROOT}/eligibility"]["post"]
    facts = example_facts(pack)
    asked["requestBody"]["content"][JSON]["example"] = facts
    answer = check(read_facts(facts, today=DAY_OF_EXAMPLE, pack=pack), pack)
    asked["responses"][200]["content"][JSON]["example"] = answer.as_json()
    return described


def example_facts(pack: Pack) -> dict[str, Any]:
    """A graduate of the year before, with what is known of most."""
    schooled = {"date": "2023-06-30", "field": "same", "country": "CN", "proof": "pulled"}
    return {
        "as_of": DAY_OF_EXAMPLE.isoformat(),
        "target": {"level": "assistant", "series": "engineering", "speciality": "机械"},
        "person": {"id_kind": "resident_id", "status": "in_post"},
        "employer": {"kind": "enterprise", "affiliation": pack.city, "self_evaluating": False},
        "diplomas": [{"level": "bachelor", "conclusion": "graduated", "mode": "full_time", **schooled}],
        "degrees": [{"level": "bachelor", **schooled}],
        "work": [{"from": "2023-07-10", "to": None, "field": "same", "kind": "technical"}],
        "assessments": [{"year": 2023, "grade": "qualified", "stamped": True}],
        "insurance": {"source": "pulled", "region": pack.city},
        "titles": [],
    }


def _responses(shape: str, *refusals: int) -> dict[int, Any]:
    refusals = (*refusals, 503)
    return {
        200: {"description": "答复", "content": _content(shape)},
        **{status: {"description": WORDS[status], "content": _content("Errors")} for status in sorted(refusals)},
    }


def _content(shape: str) -> dict[str, Any]:
    return {JSON: {"schema": _ref(shape)}}


def _ref(shape: str) -> Shape:
    return {"$ref": f"#/components/schemas/{shape}"}


def _asked(name: str, schema: Shape, said: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": said}


ELIGIBILITY = {
    "parameters": [_asked("policy", _ref("PolicyId"), "政策包；缺省为本平台所用的")],
    "requestBody": {"required": True, "content": _content("Facts")},
    "responses": _responses("Answer", 400, 404, 405, 411, 413, 415, 422, 429),
}
POLICIES = {"responses": _responses("Policies", 405, 429)}
WORKDAYS = {
    "parameters": [
        _asked("start", DAY, "起日", required=True),
        _asked("count", {"type": "integer", "minimum": 1, "maximum": 1000}, "工作日数", required=True),
        _asked("count_start", {"type": "boolean", "default": False}, "起日是工作日的，也计入"),
    ],
    "responses": _responses("Workdays", 405, 422, 429),
}
CHECKPOINT = {
    "parameters": [_asked("size", COUNT, "登记条数；缺省为最新")],
    "responses": _responses("Checkpoint", 404, 405, 422, 429),
}
INCLUSION = {
    "parameters": [
        _asked("index", COUNT, "第几条，从 0 起；与 leaf 二选一"),
        _asked("leaf", HASH, "该条的散列值；与 index 二选一"),
        _asked("size", COUNT, "在前多少条里证明；缺省为已签名的全部"),
    ],
    "responses": _responses("Inclusion", 404, 405, 422, 429),
}
CONSISTENCY = {
    "parameters": [
        _asked("first", COUNT, "较早的条数", required=True),
        _asked("second", COUNT, "较晚的条数；缺省为已签名的全部"),
    ],
    "responses": _responses("Consistency", 404, 405, 422, 429),
}
ENTRIES = {
    "parameters": [
        _asked("start", COUNT, "从第几条起，从 0 数；缺省为 0"),
        _asked("count", {"type": "integer", "minimum": 0, "maximum": MOST_ENTRIES}, "最多几条"),
    ],
    "responses": _responses("Leaves", 405, 422, 429),
}
