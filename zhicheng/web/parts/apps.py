"""The design language: shells, components and static files that every audience shares."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "zhicheng.web.parts"
    label = "parts"
