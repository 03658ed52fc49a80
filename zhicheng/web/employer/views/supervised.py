"""Post tables of the units that a department supervises."""

from django.http import HttpResponse

from zhicheng.domain.permissions import Role
from zhicheng.web.acts import as_role
from zhicheng.web.request import Request


@as_role(Role.SUPERVISOR)
def all_tables(request: Request) -> HttpResponse:
    return HttpResponse("")


show = all_tables
