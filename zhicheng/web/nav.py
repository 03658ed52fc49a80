"""The navigation of each audience and the line that says as whom one acts."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhicheng.domain.permissions import (
    BUREAU_ROLES,
    EMPLOYER_ROLES,
    ROLE_WORDS,
    STAFF_ROLES,
    SUPPORT_ROLES,
    Actor,
    Role,
)
from zhicheng.policy.deployment import deployed_pack

PUBLIC = (
    ("首页", "public-home"),
    ("资格自查", "public-self-check"),
    ("申报批次", "public-batches"),
    ("公告公示", "public-notices"),
    ("公布文件", "public-documents"),
    ("证书核验", "public-verify"),
    ("联系我们", "public-contacts"),
)
APPLICANT = (("首页", "applicant-home"), ("业绩档案库", "applicant-archive"), ("资格测算", "applicant-eligibility"))
EMPLOYER = (("待办", "employer-home"), ("单位公示", "employer-publicities"), ("岗位信息表", "employer-posts"))
SUPERVISOR = (("岗位信息表", "employer-supervised-posts"),)
BUREAU = (
    ("审核队列", "bureau-queue"),
    ("公示", "bureau-publicities"),
    ("发文", "bureau-documents"),
    ("岗位信息表", "bureau-posts"),
    ("纸质材料", "bureau-paper"),
    ("政策", "bureau-policy"),
)
DECIDERS = (*BUREAU, ("文书版式", "bureau-templates"))
SUPPORT = (("操作记录", "support-events"), ("后台任务", "support-messages"))
AUDIT = (*SUPPORT, ("证书登记簿", "support-issue-log"))
SECURITY = (*SUPPORT, ("任职", "support-appointments"))

LINKS: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.PUBLIC: PUBLIC,
    Role.APPLICANT: APPLICANT,
    **dict.fromkeys(EMPLOYER_ROLES, EMPLOYER),
    Role.SUPERVISOR: SUPERVISOR,
    **dict.fromkeys(BUREAU_ROLES, BUREAU),
    **dict.fromkeys((Role.BUREAU_REVIEWER, Role.BUREAU_LEADER), DECIDERS),
    Role.PAPER_COUNTER: (("纸质材料", "bureau-paper"), ("政策", "bureau-policy")),
    **dict.fromkeys(SUPPORT_ROLES, SUPPORT),
    **dict.fromkeys((Role.AUDITOR, Role.AUDIT_ADMIN), AUDIT),
    Role.SECURITY_ADMIN: SECURITY,
}


def home_of(role: Role) -> str:
    """The name of the page at which somebody in this role begins."""
    return LINKS.get(role, PUBLIC)[0][1]


def foot() -> dict[str, str]:
    """Whom to call, at the foot of every page: the city's office of the deployed pack."""
    pack = deployed_pack()
    city = pack.regions[pack.city]
    return {"bureau_name": city.office, "telephone": city.phone}


@cache
def _addresses(links: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, reverse(name)) for label, name in links)


def navigation(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """`nav` and `acting` for the shells; a page of the public site shows the public links to everybody."""
    here = request.path
    named = _addresses(LINKS.get(actor.role, PUBLIC))
    nearest = max(
        (url for _, url in named if url == here or (url != "/" and here.startswith(url))), key=len, default=""
    )
    links = [{"label": label, "url": url, "active": url == nearest} for label, url in named]
    public = [{"label": label, "url": url, "active": here == url} for label, url in _addresses(PUBLIC)]
    context: dict[str, Any] = {"nav": links, "public_nav": public, **foot()}
    if actor.person is not None:
        appointment = getattr(request, "appointment", None)
        context["acting"] = {
            "name": actor.name,
            "role": ROLE_WORDS[actor.role],
            "organisation": appointment.organisation.name if appointment else "",
            "switch_url": reverse("account-roles"),
            "staff": actor.role in STAFF_ROLES,
        }
    return context
