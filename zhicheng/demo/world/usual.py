"""The usual ways of having studied and worked, so that a person of the demo is told in two lines."""

from datetime import date
from typing import Any

from zhicheng.demo.world.applicant import Applicant, Job, Study, study

FORMS = ((2021, "qualified"), (2022, "qualified"), (2023, "excellent"))


def bachelor(
    name: str, gender: str, unit: str, speciality: str, post: str, content: str, *, year: int = 2021, **more: Any
) -> Applicant:
    """Four years of study up to `year`, at work at once, asking for the assistant level."""
    major = more.pop("major", speciality)
    studies = more.pop("studies", (study("bachelor", more.pop("school", "苕州学院"), major, f"{year}-06-30"),))
    jobs = more.pop("jobs", (Job(unit, post, content, f"{year}-07-05"),))
    forms = more.pop("forms", tuple(form for form in FORMS if form[0] >= year))
    born = more.pop("born", _born(name, year - 22))
    return Applicant(name, gender, born, unit, speciality, studies, jobs, forms, **more)


def college(
    name: str, gender: str, unit: str, speciality: str, post: str, content: str, *, year: int = 2020, **more: Any
) -> Applicant:
    """A junior college, at work at once, asking for the assistant level after three years."""
    studies = (study("junior_college", "苕州职业技术学院", more.pop("major", speciality), f"{year}-06-20"),)
    jobs = (Job(unit, post, content, f"{year}-07-01"),)
    forms = tuple(form for form in FORMS if form[0] >= year)
    return Applicant(name, gender, _born(name, year - 21), unit, speciality, studies, jobs, forms, **more)


def secondary(name: str, gender: str, unit: str, speciality: str, post: str, content: str, **more: Any) -> Applicant:
    """A secondary school, asking for the technician level."""
    studies = (study("secondary", "苕州市建设中等专业学校", speciality, "2022-06-15"),)
    jobs = (Job(unit, post, content, "2022-07-01"),)
    return Applicant(
        name, gender, _born(name, 2004), unit, speciality, studies, jobs, FORMS[-1:], level="technician", **more
    )


def master(
    name: str, gender: str, unit: str, speciality: str, post: str, content: str, *, year: int = 2020, **more: Any
) -> Applicant:
    """A master's degree of `year`, at work at once, asking for the intermediate level."""
    major = more.pop("major", speciality)
    before: Study = study("bachelor", "之江理工学院", major, f"{year - 3}-06-30")
    studies = more.pop("studies", (before, study("postgraduate", "苕州大学", major, f"{year}-06-30")))
    jobs = more.pop("jobs", (Job(unit, post, content, f"{year}-07-06"),))
    forms = more.pop("forms", FORMS)
    level = more.pop("level", "intermediate")
    born = more.pop("born", _born(name, year - 25))
    return Applicant(name, gender, born, unit, speciality, studies, jobs, forms, level=level, **more)


def _born(name: str, year: int) -> date:
    """A birthday that goes by the name, so that it is the same at every load."""
    tone = sum(map(ord, name))
    return date(year, 1 + tone % 12, 1 + tone % 28)
