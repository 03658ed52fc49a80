"""The demo: people to become, a clock to move, a world to load. Installed only where ZHICHENG_DEMO is set."""

from django.apps import AppConfig
from django.core.checks import register


class DemoConfig(AppConfig):
    name = "zhicheng.demo"
    label = "demo"

    def ready(self) -> None:
        from zhicheng.demo.checks import demo_stays_at_home

        register(demo_stays_at_home, "zhicheng")
