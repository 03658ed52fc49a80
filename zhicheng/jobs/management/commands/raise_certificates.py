"""`zhicheng manage raise_certificates`: have every valid certificate that bears no time stamp yet raised."""

from typing import Any

from django.core.management.base import BaseCommand

from zhicheng.documents.actions.raise_certificate import promise_raising
from zhicheng.jobs.clock import platform_now


class Command(BaseCommand):
    help = "promise time stamps for valid certificates without: after an upgrade, or once an authority is named"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{promise_raising(platform_now())} 份证书将由后台加盖时间戳。")
