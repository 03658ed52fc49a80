"""What the credential says: which claims always show, which the holder may keep back, and each in words."""

from collections.abc import Mapping
from typing import Any

ALWAYS: dict[str, str] = {
    "title": "职称",
    "level": "级别",
    "obtained_on": "取得日期",
    "authority": "发证机关",
}
BY_CHOICE: dict[str, str] = {
    "name": "姓名",
    "number": "证书编号",
    "series": "系列",
    "speciality": "专业",
    "employer": "工作单位",
    "birth_month": "出生年月",
    "document_number": "公布文件文号",
}
ALL = ALWAYS | BY_CHOICE


def claims_of(stated: Mapping[str, Any]) -> dict[str, str]:
    """The claims that a certificate states; what it leaves empty is left out. No digit of an identity number."""
    return {name: str(stated[name]) for name in ALL if stated.get(name)}
