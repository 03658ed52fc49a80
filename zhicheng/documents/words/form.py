"""The words of 初定专业技术职务任职资格表, all from the frozen copy that was approved."""

from typing import Any

from django.conf import settings

from zhicheng.cases.actions.receive_paper import form_version
from zhicheng.cases.models import Case, Publicity, PublicityEntry
from zhicheng.documents.papers import data
from zhicheng.documents.words.of_case import label, month
from zhicheng.documents.words.shared import address, body_of, contact_of, entries_in, period_of, target_of
from zhicheng.domain.eligibility.words import ID_KIND
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.words import cn_date


def determination_form(case: Case, photo: bytes | None) -> data.DeterminationForm:
    """The form as it is printed after the bureau's publicity; `photo` is the person's picture, if there is one."""
    return data.DeterminationForm(
        dated=legal_day(given(case.cleared_at)),
        demo=settings.DEMO,
        application_number=given(case.number),
        version_code=form_version(case),
        page_url=address(f"/p/{case.handle}-{form_version(case)}"),
        photo=photo,
        employer=given(case.employer).name,
        target=target_of(case),
        summary=_first(entries_in(case, "summary")).get("text", ""),
        hand_in_to=contact_of(given(case.received_by)),
        hand_in_by=given(case.paper_due),
        remarks="",
        document_number="",
        **_person(case),
        **_schooling(case),
        **_work(case),
        **_opinions(case),
    )


def _first(values: list[dict[str, Any]]) -> dict[str, Any]:
    return values[0] if values else {}


def _person(case: Case) -> dict[str, Any]:
    basics = _first(entries_in(case, "basics"))
    titles = entries_in(case, "title")
    return {
        "name": body_of(case)["person"]["name"],
        "gender": label("basics", "gender", basics.get("gender", "")),
        "birth_month": month(basics.get("birth_date", "")),
        "ethnicity": basics.get("ethnicity", ""),
        "political_status": label("basics", "political_status", basics.get("political_status", "")),
        "identity_kind": ID_KIND.get(case.person.id_kind, ""),
        "identity_number": case.person.id_number(),
        "started_work": month(basics.get("work_start", "")),
        "current_title": "、".join(
            f"{label('title', 'level', title.get('level', ''))}（{month(title.get('date', ''))}）" for title in titles
        )
        or "无",
    }


def _schooling(case: Case) -> dict[str, Any]:
    latest = _latest(entries_in(case, "schooling"))
    degree = _latest(entries_in(case, "degree"))
    return {
        "school": latest.get("school", "") or degree.get("school", ""),
        "major": latest.get("speciality", "") or degree.get("speciality", ""),
        "graduated": month(latest.get("date", "")),
        "length_of_schooling": label("schooling", "mode", latest.get("mode", "")) if latest else "",
        "education": label("schooling", "level", latest.get("level", "")) if latest else "",
        "degree": label("degree", "level", degree.get("level", "")) if degree else "",
        "diploma_number": latest.get("certificate_number", ""),
        "degree_number": degree.get("certificate_number", ""),
    }


def _latest(values: list[dict[str, Any]]) -> dict[str, Any]:
    return max(values, key=lambda entry: entry.get("date", ""), default={})


def _work(case: Case) -> dict[str, Any]:
    spans = sorted(entries_in(case, "work"), key=lambda entry: entry.get("from", ""))
    history = [
        data.HistoryRow(
            period=f"{month(entry.get('enrolled', ''))}—{month(entry.get('date', ''))}",
            place=entry.get("school", ""),
            work=f"{entry.get('speciality', '')}（{label('schooling', 'level', entry.get('level', ''))}）",
            post="学生",
        )
        for entry in sorted(entries_in(case, "schooling"), key=lambda entry: entry.get("date", ""))
    ] + [
        data.HistoryRow(
            period=f"{month(span.get('from', ''))}—{month(span.get('to', '')) or '今'}",
            place=span.get("employer", ""),
            work=span.get("content", ""),
            post=span.get("post", ""),
        )
        for span in spans
    ]
    assessments = sorted(entries_in(case, "assessment"), key=lambda entry: entry.get("year", ""))
    return {
        "history": tuple(history),
        "present_work": _first(entries_in(case, "basics")).get("speciality_now", "") or case.speciality,
        "assessments": tuple(
            data.AssessmentRow(
                year=int(entry["year"]),
                grade=label("assessment", "grade", entry.get("grade", "")),
                employer=entry.get("employer", ""),
            )
            for entry in assessments
            if str(entry.get("year", "")).isdigit()
        ),
    }


def _opinions(case: Case) -> dict[str, Any]:
    lists = PublicityEntry.objects.filter(case=case).select_related("publicity").order_by("pk")
    in_unit = [entry.publicity for entry in lists if entry.publicity.kind == Publicity.UNIT][-1]
    official = [entry.publicity for entry in lists if entry.publicity.kind == Publicity.BUREAU][-1]
    public_institution = given(case.employer).kind == "public_institution"
    return {
        "publicity": period_of(in_unit),
        "employer_opinion": case.employer_opinion,
        "supervising_opinion": "岗位信息表已经主管部门同意。" if public_institution else None,
        "bureau": given(case.authority).name,
        "bureau_opinion": f"经审核符合条件，已于{cn_date(official.starts_on)}至{cn_date(official.ends_on)}公示，"
        f"同意初定{case.title}任职资格。",
    }
