"""Version 1: eligibility, its packs, working days, the issue log. Nothing that is sent is stored or logged."""

import logging
from datetime import date
from typing import Any

from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from zhicheng.api.body import Refusal, json_body
from zhicheng.api.described import ELIGIBILITY, POLICIES, WORKDAYS, openapi
from zhicheng.api.known import asked_pack, known_ids, known_packs
from zhicheng.api.log import router as issue_log
from zhicheng.api.parameters import strange, whole
from zhicheng.api.reply import refuse, reply
from zhicheng.domain.eligibility import UnreadableFacts, check, read_facts
from zhicheng.domain.eligibility.exchange import one_line, parsed
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.deployment import calendar, deployed_pack

MOST_WORKDAYS = 1000
_log = logging.getLogger(__name__)
_YES_NO = {"true": True, "false": False}

api = NinjaAPI(
    title="职称初定",
    version="1",
    description="职称初定资格核对。与网页、命令行出自同一程序；不登录，不存储，不记录所发的内容。",
    openapi_url=None,
    docs_url=None,
)
api.add_router("/log", issue_log)


@api.post(
    "/eligibility",
    url_name="api-eligibility",
    operation_id="eligibility",
    summary="核对是否符合初定条件",
    openapi_extra=ELIGIBILITY,
)
def eligibility(request: HttpRequest) -> HttpResponse:
    """What a policy pack says to the facts: the verdict, each condition with its clause, materials, office, batch."""
    if faults := strange(request.GET, "policy"):
        return refuse(422, faults)
    asked = request.GET.get("policy")
    pack = asked_pack(asked)
    if pack is None:
        return refuse(404, [f"policy: 没有这个政策包；现有 {'、'.join(known_ids())}"])
    try:
        facts = read_facts(parsed(json_body(request)), today=_today(request), pack=pack)
    except Refusal as refusal:
        return refusal.response
    except UnreadableFacts as unreadable:
        return refuse(422, map(one_line, unreadable.faults))
    return reply(check(facts, pack).as_json())


@api.get("/policies", url_name="api-policies", operation_id="policies", summary="有哪些政策包", openapi_extra=POLICIES)
def policies(request: HttpRequest) -> HttpResponse:
    """The packs that may be asked, each with its version and digest."""
    packs = [
        {"id": pack.id, "title": pack.title, "version": pack.version, "sha256": pack.sha256} for pack in known_packs()
    ]
    return reply({"own": deployed_pack().id, "policies": packs})


@api.get("/workdays", url_name="api-workdays", operation_id="workdays", summary="数工作日", openapi_extra=WORKDAYS)
def workdays(request: HttpRequest) -> HttpResponse:
    """The working days counted from a day, by the State Council's notices; refuses past the last day known."""
    faults = strange(request.GET, "start", "count", "count_start")
    start, count = _start(request.GET, faults), _count(request.GET, faults)
    count_start = _YES_NO.get(request.GET.get("count_start", "false"))
    if count_start is None:
        faults.append("count_start: 应为 true 或 false")
    if faults or start is None or count is None:
        return refuse(422, faults)
    try:
        days = calendar().counted(start, count, count_start=bool(count_start))
    except (CalendarRunsOut, OverflowError) as beyond:
        return refuse(422, [f"start: {beyond}"])
    return reply({"days": [day.isoformat() for day in days], "last": days[-1].isoformat()})


@api.get("/openapi.json", url_name="api-openapi", include_in_schema=False)
def description(request: HttpRequest) -> HttpResponse:
    """This very interface in OpenAPI 3.1."""
    return reply(openapi(api, deployed_pack(), known_ids()))


@api.exception_handler(OperationalError)
def away(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """The database does not answer just now."""
    response = refuse(503, ["$: 系统正忙，没有答复，请稍后再试"])
    response["Retry-After"] = "5"
    return response


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Told in the log by its kind alone, for its words might be the person's."""
    _log.error("%s failed: %s", request.path, type(error).__name__)
    return refuse(500, ["$: 系统出错，没有答复，请稍后再试"])


def _today(request: Any) -> date:
    return legal_day(request.now)


def _start(sent: Any, faults: list[str]) -> date | None:
    text = sent.get("start", "")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        faults.append("start: 必填，日期（YYYY-MM-DD）")
        return None
    return day


def _count(sent: Any, faults: list[str]) -> int | None:
    count = whole(sent.get("count", ""), 1, MOST_WORKDAYS)
    if count is None:
        faults.append(f"count: 必填，1 至 {MOST_WORKDAYS} 的整数")
    return count
