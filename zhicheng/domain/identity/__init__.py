"""Who a person is on paper: identity numbers by kind, names as people bear them, mobile numbers."""

from zhicheng.domain.identity.names import BadName, read_name
from zhicheng.domain.identity.numbers import (
    ID_KINDS,
    BadIdNumber,
    IdKind,
    IdNumber,
    invented_resident_id,
    read_id_number,
)
from zhicheng.domain.identity.phone import BadPhone, read_mobile

__all__ = [
    "ID_KINDS",
    "BadIdNumber",
    "BadName",
    "BadPhone",
    "IdKind",
    "IdNumber",
    "invented_resident_id",
    "read_id_number",
    "read_mobile",
    "read_name",
]
