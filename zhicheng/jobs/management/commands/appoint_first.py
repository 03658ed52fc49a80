"""`zhicheng manage appoint_first PHONE BUREAU`: make a registered person the first security administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhicheng.domain.faults import Refused
from zhicheng.jobs.clock import platform_now
from zhicheng.people.actions.appoint_first import appoint_first
from zhicheng.people.login import find_person


class Command(BaseCommand):
    help = "appoint the first security administrator; the person must have registered, and there must be none yet"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phone", help="the telephone number that the person registered with")
        parser.add_argument("bureau", help="area code of the bureau, such as 330500")

    def handle(self, *args: Any, phone: str, bureau: str, **options: Any) -> None:
        try:
            made = appoint_first(find_person(phone), bureau, now=platform_now())
        except Refused as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{made.person.name}已任{made.organisation.name}安全管理员，请登录后绑定验证器。")
