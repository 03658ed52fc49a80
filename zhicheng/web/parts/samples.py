"""Invented data that shows every component in every state on the design page."""

from datetime import date, datetime
from typing import Any

from django import forms

from zhicheng.domain.legal_time import BUREAU_ZONE, closes_at
from zhicheng.domain.periods import Period
from zhicheng.domain.words import STATE_WORDS
from zhicheng.policy.packs import load_pack
from zhicheng.web.parts.widgets import DayInput

NOW = datetime(2024, 12, 2, 10, 30, tzinfo=BUREAU_ZONE)


class SampleForm(forms.Form):
    """One field of each kind."""

    school = forms.CharField(label="毕业院校", help_text="按毕业证书上的全称填写")
    graduated = forms.DateField(label="毕业日期", widget=DayInput, help_text="毕业证书上的落款日期")
    level = forms.ChoiceField(label="学历", choices=[("", "请选择"), ("bachelor", "大学本科"), ("college", "大学专科")])
    mode = forms.ChoiceField(
        label="学习形式", widget=forms.RadioSelect, choices=[("full", "全日制"), ("part", "函授、夜大、自考或网络教育")]
    )
    licences = forms.MultipleChoiceField(
        label="持有的职业资格",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("teacher", "教师"), ("lawyer", "律师"), ("notary", "公证员")],
    )
    duties = forms.CharField(label="主要专业技术工作", widget=forms.Textarea, required=False)
    scan = forms.FileField(label="毕业证书扫描件", required=False, help_text="PDF、JPEG 或 PNG，不超过 10 MB")
    truth = forms.BooleanField(label="我承诺以上内容和材料真实，愿意承担不实的后果")


def broken_form() -> SampleForm:
    return SampleForm({"school": "苕州大学", "graduated": "2031-06-30", "level": "", "duties": "给排水设计"})


def steps() -> list[dict[str, Any]]:
    return [
        {"title": "提交申报", "state": "done", "date": date(2024, 11, 15), "holder": "您"},
        {"title": "单位核实", "state": "current", "holder": "苕溪市政设计有限公司", "note": "退回 2 处待补正"},
        {"title": "单位公示", "state": "todo", "holder": "5 个工作日"},
        {"title": "人社审核", "state": "todo", "holder": "苕州市人社局"},
        {"title": "公示、发文、领证", "state": "todo"},
    ]


def stopped_steps() -> list[dict[str, Any]]:
    return [
        {"title": "提交申报", "state": "done", "date": date(2024, 9, 3), "holder": "您"},
        {"title": "单位核实与公示", "state": "done", "date": date(2024, 9, 18), "holder": "苕州第二医院"},
        {"title": "人社审核", "state": "stopped", "date": date(2024, 9, 27), "note": "未通过：工作年限不足"},
    ]


def events() -> list[dict[str, Any]]:
    return [
        {
            "title": "单位退回补正",
            "at": datetime(2024, 11, 28, 16, 20, tzinfo=BUREAU_ZONE),
            "who": "苕溪市政设计有限公司 · 顾某某",
            "text": "一次列出 2 处，补正后不用重新排队。",
            "tone": "wait",
        },
        {
            "title": "修改工作经历",
            "at": datetime(2024, 11, 16, 9, 5, tzinfo=BUREAU_ZONE),
            "who": "沈某某",
            "changes": [{"label": "岗位", "before": "技术员", "after": "给排水设计"}],
        },
        {
            "title": "提交申报",
            "at": datetime(2024, 11, 15, 14, 3, tzinfo=BUREAU_ZONE),
            "who": "沈某某",
            "tone": "good",
        },
    ]


def defects() -> list[dict[str, Any]]:
    return [
        {
            "what": "上传 2023 年度考核登记表",
            "where": "年度考核 · 2023 年",
            "url": "#f-scan",
            "clause": "3.2",
            "cure": "请单位在表上写明等次并盖公章，扫描后上传；等次须为合格以上",
            "due": closes_at(date(2024, 12, 5)),
            "ask": "苕溪市政设计有限公司人事部",
        },
        {
            "what": "核对毕业日期",
            "where": "学历",
            "url": "#f-graduated",
            "cure": "与毕业证书上的日期一致",
            "done": True,
        },
    ]


def files() -> list[dict[str, Any]]:
    at = datetime(2024, 12, 2, 9, 12, tzinfo=BUREAU_ZONE)
    return [
        {
            "name": "毕业证书.pdf",
            "size": 812_000,
            "pages": 2,
            "state": "ok",
            "url": "#",
            "delete_url": "#",
            "uploaded_at": at,
        },
        {"name": "2023年度考核登记表.jpg", "size": 2_400_000, "state": "checking", "uploaded_at": at},
        {
            "name": "参保证明.pdf",
            "state": "refused",
            "note": "文件有密码，打不开。请去掉密码后再传。",
            "delete_url": "#",
        },
        {"name": "基本养老保险参保记录", "state": "pulled", "note": "2022年7月至2024年11月，共 29 个月"},
    ]


def facts() -> list[dict[str, Any]]:
    return [
        {"label": "姓名", "value": "沈某某", "source": "typed"},
        {"label": "学历", "value": "大学本科 · 给排水科学与工程", "source": "education_register", "at": NOW},
        {"label": "参保", "value": "29 个月", "source": "insurance_register", "at": NOW, "note": "苕州市本级"},
        {"label": "岗位", "value": "给排水设计", "source": "employer", "at": NOW},
        {"label": "第二学位", "value": ""},
    ]


def period() -> Period:
    days = tuple(date(2024, 12, day) for day in (3, 4, 5, 6, 9))
    return Period(date(2024, 12, 2), days, days[-1], closes_at(days[-1]))


def answer(verdict: str) -> dict[str, Any]:
    years = {"met": "met", "not_met": "not_met"}.get(verdict, "met")
    return {
        "policy": {"id": "tiaozhou-2024", "version": "1", "sha256": load_pack("tiaozhou-2024").sha256},
        "verdict": verdict,
        "level": "assistant",
        "rule": "R3",
        "findings": [
            {
                "condition": "schooling_and_years",
                "clause": "2.3",
                "outcome": years,
                "because": "本科毕业，2022-06-30 起从事本专业工作，至今 2 年 5 个月",
            },
            {
                "condition": "field_of_work",
                "clause": "1",
                "outcome": "manual" if verdict == "manual" else "met",
                "because": "给排水专业，从事市政设计",
            },
            {"condition": "in_post", "clause": None, "outcome": "met", "because": "在职"},
        ],
        "materials": [
            {"code": "education", "clause": "3.1", "state": "pulled", "because": "省库提取"},
            {
                "code": "assessment",
                "clause": "3.2",
                "state": "missing" if verdict == "incomplete" else "provided",
                "because": "2023 年度，合格",
            },
        ],
        "authority": "330500",
        "received_by": "330500",
        "batch": {"id": "2024-3", "opens": "2024-10-08", "closes": "2024-12-20"},
        "earliest": "2025-07-01" if verdict == "not_met" else None,
        "alternatives": [{"level": "technician", "rule": "R1"}] if verdict == "not_met" else [],
    }


def queue() -> list[dict[str, Any]]:
    rows = [
        ("2024-3-0117", "沈某某", "with_bureau", 3),
        ("2024-3-0121", "王某", "returned", 1),
        ("2024-3-0122", "陆某某", "approved", 9),
    ]
    return [
        {"number": number, "name": name, "state": state, "due": closes_at(date(2024, 12, 1 + days + 1))}
        for number, name, state, days in rows
    ]


def context() -> dict[str, Any]:
    """Everything that the design page shows."""
    return {
        "now": NOW,
        "states": list(STATE_WORDS),
        "steps": steps(),
        "stopped_steps": stopped_steps(),
        "events": events(),
        "defects": defects(),
        "files": files(),
        "facts": facts(),
        "period": period(),
        "answers": [answer(one) for one in ("met", "incomplete", "manual", "not_met")],
        "places": {"330500": "苕州市人社局（市直）"},
        "deadlines": [
            closes_at(date(2024, 12, 20)),
            closes_at(date(2024, 12, 4)),
            closes_at(date(2024, 12, 2)),
            closes_at(date(2024, 11, 29)),
        ],
        "form": SampleForm(auto_id="g-%s"),
        "broken": broken_form(),
        "queue": queue(),
        "pager": {"previous_url": "?before=1", "next_url": "?after=2", "note": "每页 20 件"},
        "keys": [{"key": "J", "label": "下一件"}, {"key": "K", "label": "上一件"}, {"key": "?", "label": "快捷键"}],
        "consequences": [
            "撤销沈某某的助理工程师证书（编号 TZ2024-0117）",
            "公开核验页立即显示“已撤销”",
            "向本人和单位发送通知，本人可在 60 日内申请行政复议",
        ],
    }
