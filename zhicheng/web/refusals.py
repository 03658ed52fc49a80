"""What was refused, as a page: what, where, and what can be done; 404 for what is not yours."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db.utils import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from zhicheng.domain.faults import NotNow, NotYours, OutOfTime, Refused, StalePage
from zhicheng.domain.workdays import CalendarRunsOut

STATUS = {NotYours: 404, NotNow: 409, StalePage: 409, OutOfTime: 409}


class RefusalMiddleware:
    """Turns a refusal that no view caught into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return refusal(request, error)
        if isinstance(error, CalendarRunsOut):  # no period is opened past the days that a notice covers
            return refusal(request, NotNow(f"{error}。"))
        if isinstance(error, RequestDataTooBig | TooManyFilesSent):
            return render(request, "413.html", status=413)
        if isinstance(error, DataError):  # a sign or a number that the database cannot hold
            return refusal(request, Refused("内容里有不能保存的字符或数字，没有保存。请返回上一页检查后再提交。"))
        if isinstance(error, OperationalError):
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "5"
            return response
        return None


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """The refusal as a page, or as JSON for a script that saves in the background."""
    status = STATUS.get(type(error), 422)
    if request.headers.get("X-Requested-With") == "fetch":
        defects = [defect.as_json() for defect in error.defects]
        return JsonResponse({"ok": False, "message": error.message, "defects": defects}, status=status)
    if status == 404:
        return render(request, "404.html", {"message": error.message}, status=404)
    context = {"message": error.message, "defects": error.defects, "back": _back(request)}
    return render(request, "refused.html", context, status=status)


def csrf_failure(request: Any, reason: str = "") -> HttpResponse:
    """The form was open for too long or cookies are off: say so, and that nothing was lost by going back."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"ok": False, "message": "页面已过期，请刷新后继续，内容已留在本机。"}, status=403)
    return render(
        request,
        "refused.html",
        {
            "message": "页面打开得太久，安全校验已过期，这次没有提交。请返回上一页，刷新后再提交；填写的内容还在。",
            "back": _back(request),
        },
        status=403,
    )


def _back(request: HttpRequest) -> str:
    """The page that the request came from, if it is ours; else the home page."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else "/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
