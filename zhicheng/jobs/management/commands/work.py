"""`zhicheng manage work`: run the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from zhicheng.jobs.worker import work_until_stopped


class Command(BaseCommand):
    help = "carry out what was promised, until stopped"

    def handle(self, *args: Any, **options: Any) -> None:
        work_until_stopped()
