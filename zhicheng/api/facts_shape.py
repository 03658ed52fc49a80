"""The schema of the facts, made from the code lists by which they are read."""

from zhicheng.api.shapes import MAYBE_DAY, TRUTH, Shape, an_object, closed, maybe, maybe_list, maybe_object
from zhicheng.domain.eligibility import Pack, codes
from zhicheng.domain.eligibility.strict_json import FIRST_YEAR, LAST_YEAR_ASKED

FIELD = maybe(codes.FIELDS, "与申报专业的关系")
COUNTRY = maybe(codes.COUNTRIES, "ISO 3166 两位代码")
PROOF = maybe(codes.PROOFS)


def facts_shape(pack: Pack) -> Shape:
    """The facts with the series, licences and regions of `pack`; what is absent or null is not known."""
    return an_object(
        {
            "as_of": {**MAYBE_DAY, "description": "按哪一天算；缺省为今天（北京时间）"},
            "target": _target(pack),
            "person": maybe_object(_person()),
            "employer": maybe_object(_employer(pack)),
            "diplomas": maybe_list(_diploma(), "给出即为全部"),
            "degrees": maybe_list(_degree(), "给出即为全部"),
            "work": maybe_list(_work(), "给出即为全部"),
            "assessments": maybe_list(_assessment(), "给出即为全部"),
            "insurance": maybe_object(_insurance(pack)),
            "licences": maybe_list(closed(pack.licence_codes), "给出即为全部"),
            "titles": maybe_list(_title(pack), "已有职称，给出即为全部"),
            "post_table": {**TRUTH, "description": "事业单位岗位信息表"},
        },
        required=["target"],
    )


def _text() -> Shape:
    return {"type": ["string", "null"], "maxLength": 200}


def _target(pack: Pack) -> Shape:
    series = closed(pack.series)
    return an_object(
        {"level": closed(codes.LEVELS), "series": series, "speciality": _text()}, required=["level", "series"]
    )


def _person() -> Shape:
    return an_object(
        {
            "id_kind": maybe(codes.ID_KINDS),
            "employed_in_city": TRUTH,
            "status": maybe(codes.STATUSES),
            "punished_until": {**MAYBE_DAY, "description": "处分期最后一日"},
            "banned_until": {**MAYBE_DAY, "description": "禁止申报期最后一日"},
        }
    )


def _employer(pack: Pack) -> Shape:
    posts: Shape = {"type": ["integer", "null"], "minimum": 0, "maximum": 1_000_000}
    return an_object(
        {
            "kind": maybe(codes.EMPLOYER_KINDS),
            "affiliation": maybe(pack.readable_affiliations),
            "self_evaluating": TRUTH,
            "vacancies": maybe_object(an_object(dict.fromkeys(sorted(codes.LEVELS), posts)), "各级别空缺岗位数"),
            "staffing": maybe(codes.STAFFINGS),
            "competition_passed": TRUTH,
        }
    )


def _diploma() -> Shape:
    return an_object(
        {
            "level": maybe(codes.DIPLOMA_LEVELS),
            "date": MAYBE_DAY,
            "conclusion": maybe(codes.CONCLUSIONS),
            "mode": maybe(codes.MODES),
            "field": FIELD,
            "country": COUNTRY,
            "proof": PROOF,
        }
    )


def _degree() -> Shape:
    rest = {"date": MAYBE_DAY, "field": FIELD, "country": COUNTRY, "proof": PROOF}
    return an_object({"level": maybe(codes.DEGREE_LEVELS), **rest})


def _work() -> Shape:
    end = {**MAYBE_DAY, "description": "含当日；null 表示仍在职，缺省表示不清楚"}
    return an_object({"from": MAYBE_DAY, "to": end, "field": FIELD, "kind": maybe(codes.WORK_KINDS)})


def _assessment() -> Shape:
    year: Shape = {"type": ["integer", "null"], "minimum": FIRST_YEAR, "maximum": LAST_YEAR_ASKED}
    return an_object({"year": year, "grade": maybe(codes.GRADES), "stamped": TRUTH})


def _insurance(pack: Pack) -> Shape:
    region: Shape = {
        "description": "参保地：本地隶属代码，或六位行政区划代码",
        "anyOf": [
            maybe(pack.readable_affiliations),
            {"type": "string", "pattern": "^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}$"},
        ],
    }
    return an_object({"source": maybe(codes.INSURANCE_SOURCES), "region": region})


def _title(pack: Pack) -> Shape:
    return an_object(
        {
            "level": maybe(codes.LEVELS),
            "series": maybe(pack.series),
            "speciality": _text(),
            "via": maybe(codes.VIAS),
            "date": MAYBE_DAY,
            "basis": maybe(codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS),
        }
    )
