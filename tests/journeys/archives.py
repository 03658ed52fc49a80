"""Whole archives, kept by the addresses that the pages use: the pages themselves are shown in the county's story."""

from tests.journeys.applying import assessment, keep_entry, pull
from tests.journeys.town import Newcomer
from tests.journeys.visitor import Visitor


def graduate(name: str, serial: int, employer: str, newcomer: dict[str, object]) -> Newcomer:
    """Somebody with schooling and insurance in the registers since July 2021."""
    schooling = {
        "level": "bachelor",
        "school": "苕州学院",
        "speciality": "环境工程",
        "mode": "full_time",
        "enrolled": "2017-09-01",
        "date": "2021-06-30",
        "certificate_number": f"1034712021050{serial:05d}",
    }
    months = {"region": "330500", "employer": employer, "from": "2021-07", "to": "2024-10"}
    return Newcomer(name, serial, schooling=[schooling], insurance=[months], **newcomer)  # type: ignore[arg-type]


def keep_archive(visitor: Visitor, newcomer: Newcomer, employer: str, years: tuple[int, ...], first: str) -> None:
    """Pull what the registers know and write the rest: in this employer's service since `first`."""
    pull(visitor)
    basics = {
        "gender": newcomer.gender,
        "birth_date": newcomer.born.isoformat(),
        "ethnicity": "汉族",
        "phone": newcomer.phone,
        "work_start": first,
        "speciality_now": "环境工程",
    }
    keep_entry(visitor, "basics", basics)
    work = {"employer": employer, "from": first, "post": "技术员", "kind": "technical", "content": "水质监测与污水处理"}
    keep_entry(visitor, "work", work)
    for year in years:
        keep_entry(visitor, "assessment", *assessment(year, employer))
    keep_entry(visitor, "summary", {"text": "长期从事水质监测与污水处理的专业技术工作。"})
