"""A person of the file as the two registers would answer: in their codes, not in ours."""

from typing import Any

from zhicheng.gateways.education import wire_words

_SCHOOLING_CODES = {meaning: code for code, meaning in wire_words.SCHOOLING.items() if meaning}
_DEGREE_CODES = {word: code for code, word in wire_words.DEGREES.items()}
_STUDY_FORMS = {mode: form for form, mode in reversed(wire_words.STUDY_MODES.items())}
_VARIANTS = {word: variant for variant, word in wire_words.DEGREE_VARIANTS.items() if word}


def education_data(person: dict[str, Any]) -> dict[str, Any]:
    """What the schooling register holds of this person."""
    return {
        "schooling": [_schooling(row) for row in person.get("schooling", [])],
        "degrees": [_degree(row) for row in person.get("degrees", [])],
    }


def insurance_data(person: dict[str, Any]) -> dict[str, Any]:
    """What the insurance register holds of this person, month by month."""
    return {
        "months": [
            {"month": month, "regionCode": span["region"], "employer": span["employer"]}
            for span in person.get("insurance", [])
            for month in _months(span["from"], span["to"])
        ]
    }


def _schooling(row: dict[str, str]) -> dict[str, str]:
    level = "bachelor" if row["level"] == "second_bachelor" else row["level"]
    return {
        "levelCode": _SCHOOLING_CODES[level, row.get("conclusion", "graduated")],
        "studyForm": _STUDY_FORMS[row.get("mode", "full_time")],
        "graduatedOn": _day(row["date"]),
        "enrolledOn": _day(row.get("enrolled", "")),
        "school": row["school"],
        "speciality": row["speciality"],
        "certificateNumber": row.get("certificate_number", ""),
    }


def _degree(row: dict[str, str]) -> dict[str, str]:
    level = row["level"]
    return {
        "levelCode": _DEGREE_CODES["bachelor" if level in _VARIANTS else level],
        "variant": _VARIANTS.get(level, ""),
        "awardedOn": _day(row["date"]),
        "school": row["school"],
        "speciality": row["speciality"],
        "certificateNumber": row.get("certificate_number", ""),
    }


def _day(text: str) -> str:
    return text.replace("-", "")


def _months(first: str, last: str) -> list[str]:
    start, end = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"{number // 12:04d}{number % 12 + 1:02d}" for number in range(start, end + 1)]
