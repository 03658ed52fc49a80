"""The demo: people to become, a clock to move, a world to load. Installed only where ZHICHENG_DEMO is set."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "zhicheng.demo"
    label = "demo"
