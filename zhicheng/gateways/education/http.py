"""The schooling register over HTTP."""

from datetime import date, datetime
from typing import Any

from zhicheng.domain.legal_time import legal_day
from zhicheng.gateways.education import Degree, Diploma, EducationAnswer
from zhicheng.gateways.education.wire_words import (
    DEGREE_VARIANTS,
    DEGREES,
    SCHOOLING,
    SECOND_BACHELOR_IN_NUMBER,
    STUDY_MODES,
)
from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.gateways.register.answer import shaped
from zhicheng.gateways.register.client import RegisterClient

PATH = "/education/v1/records"
_DIPLOMA = dict.fromkeys(
    ("levelCode", "studyForm", "graduatedOn", "enrolledOn", "school", "speciality", "certificateNumber"), str
)
_DEGREE = dict.fromkeys(("levelCode", "variant", "awardedOn", "school", "speciality", "certificateNumber"), str)


class HttpEducationRecords:
    """Asks the register at `base_url`, each question signed with `secret`."""

    def __init__(
        self, base_url: str, secret: str, *, connect_seconds: float = 3.0, total_seconds: float = 10.0
    ) -> None:
        self._client = RegisterClient(
            "education", base_url, PATH, secret, connect_seconds=connect_seconds, total_seconds=total_seconds
        )

    def schooling_of(self, subject: Subject, *, now: datetime) -> EducationAnswer:
        """See EducationRecords."""
        answer, evidence = self._client.ask(subject, now=now)
        if not answer.found:
            return EducationAnswer(False, (), (), evidence)
        data = shaped(answer.data, {"schooling": list, "degrees": list})
        diplomas = (_diploma(shaped(row, _DIPLOMA), now) for row in data["schooling"])
        degrees = (_degree(shaped(row, _DEGREE), now) for row in data["degrees"])
        return EducationAnswer(True, tuple(one for one in diplomas if one), tuple(degrees), evidence)


def _diploma(row: dict[str, Any], now: datetime) -> Diploma | None:
    if row["levelCode"] not in SCHOOLING:
        raise Unavailable("unreadable", f"unknown schooling code {row['levelCode'][:8]!r}")
    meaning = SCHOOLING[row["levelCode"]]
    if meaning is None:
        return None
    level, conclusion = meaning
    number = row["certificateNumber"]
    if level == "bachelor" and len(number) == 18 and number[10:12] == SECOND_BACHELOR_IN_NUMBER:
        level = "second_bachelor"
    return Diploma(
        level=level,
        conclusion=conclusion,
        mode=_known(STUDY_MODES, row["studyForm"], "study form"),
        graduated_on=_day(row["graduatedOn"], now),
        enrolled_on=_day(row["enrolledOn"], now) if row["enrolledOn"] else None,
        school=row["school"],
        speciality=row["speciality"],
        certificate_number=number,
    )


def _degree(row: dict[str, Any], now: datetime) -> Degree:
    level = _known(DEGREES, row["levelCode"][:1], "degree code")
    return Degree(
        level=_known(DEGREE_VARIANTS, row["variant"], "degree variant") or level,
        awarded_on=_day(row["awardedOn"], now),
        school=row["school"],
        speciality=row["speciality"],
        certificate_number=row["certificateNumber"],
    )


def _known(table: dict[str, str], word: str, what: str) -> str:
    if word not in table:
        raise Unavailable("unreadable", f"unknown {what} {word[:8]!r}")
    return table[word]


def _day(text: str, now: datetime) -> date:
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Unavailable("unreadable", "a day is not written YYYYMMDD") from None
    if day > legal_day(now):
        raise Unavailable("unreadable", "a diploma lies in the future")
    return day
