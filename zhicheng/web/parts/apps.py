"""The design language: shells, components and static files that every audience shares."""

from django.apps import AppConfig
from django.core.checks import register


class PartsConfig(AppConfig):
    name = "zhicheng.web.parts"
    label = "parts"

    def ready(self) -> None:
        from zhicheng.web.no_demo import no_demo_outside_the_demo

        register(no_demo_outside_the_demo, "zhicheng")
