"""The worker's app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class JobsConfig(AppConfig):
    name = "zhicheng.jobs"
    label = "jobs"

    def ready(self) -> None:
        from zhicheng.jobs.upgrading import papers_wait

        register(papers_wait, Tags.database)
