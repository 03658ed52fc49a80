"""`zhicheng manage work`: run the worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhicheng.cases.actions.keep_pinned_packs import keep_pinned_packs
from zhicheng.jobs.clock import platform_now
from zhicheng.jobs.upgrading import OtherVersion, require_own_version
from zhicheng.jobs.worker import work_until_stopped


class Command(BaseCommand):
    help = "carry out what was promised, until stopped"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._work()
        except OtherVersion as error:
            raise CommandError(str(error)) from error

    def _work(self) -> None:
        require_own_version()
        for pack_id in keep_pinned_packs(platform_now()):
            self.stderr.write(f"{pack_id}: cases were filed under this pack before its file was altered; put it back")
        work_until_stopped()
