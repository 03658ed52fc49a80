"""Who is there before the first applicant comes: bureaus, units, the people who act for them."""

from hashlib import sha1
from typing import Any

PASSWORD = "苕水长流又一年"
BUREAUS: dict[str, dict[str, Any]] = {
    "city": {
        "kind": "bureau",
        "affiliation": "330500",
        "name": "苕州市人力资源和社会保障局",
        "phone": "0500-2000001",
        "document_word": "苕人社职",
    },
    "county": {
        "kind": "bureau",
        "affiliation": "330521",
        "name": "莫溪县人力资源和社会保障局",
        "phone": "0500-2000004",
        "document_word": "莫人社职",
    },
}
UNITS: dict[str, dict[str, Any]] = {
    "department": {"kind": "department", "affiliation": "330500", "name": "苕州市生态环境局", "phone": "0500-2000101"},
    "clearwater": {
        "kind": "enterprise",
        "affiliation": "330521",
        "name": "莫溪清波环境工程有限公司",
        "phone": "0500-2000201",
    },
    "longbridge": {
        "kind": "enterprise",
        "affiliation": "330500",
        "name": "苕州长桥环保设备有限公司",
        "phone": "0500-2000301",
    },
    "station": {
        "kind": "public_institution",
        "affiliation": "330500",
        "name": "苕州市环境监测站",
        "phone": "0500-2000401",
        "supervised_by": "department",
    },
}
STAFF: tuple[tuple[str, str, str], ...] = (
    ("周岚", "bureau_clerk", "city"),
    ("吴翀", "bureau_reviewer", "city"),
    ("郑颖", "bureau_leader", "city"),
    ("孙窗", "paper_counter", "city"),
    ("朱溪", "bureau_clerk", "county"),
    ("钱岑", "bureau_reviewer", "county"),
    ("冯岱", "bureau_leader", "county"),
    ("褚台", "paper_counter", "county"),
    ("陈昇", "employer_clerk", "clearwater"),
    ("顾堃", "employer_head", "clearwater"),
    ("卫桥", "employer_clerk", "longbridge"),
    ("蒋梁", "employer_head", "longbridge"),
    ("韩测", "employer_clerk", "station"),
    ("杨站", "employer_head", "station"),
    ("秦渚", "supervisor", "department"),
)
ROLES = {who: role for who, role, _ in STAFF}


def phone_of(name: str) -> str:
    """The telephone with which somebody on the roster signs in."""
    return f"138{[who for who, _, _ in STAFF].index(name):08d}"


def authenticator_key(name: str) -> bytes:
    """The key that the authenticator of somebody on the roster was given."""
    return sha1(name.encode()).digest()
