"""`zhicheng manage work`: run the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from zhicheng.cases.actions.keep_pinned_packs import keep_pinned_packs
from zhicheng.jobs.clock import platform_now
from zhicheng.jobs.worker import work_until_stopped


class Command(BaseCommand):
    help = "carry out what was promised, until stopped"

    def handle(self, *args: Any, **options: Any) -> None:
        for pack_id in keep_pinned_packs(platform_now()):
            self.stderr.write(f"{pack_id}: cases were filed under this pack before its file was altered; put it back")
        work_until_stopped()
