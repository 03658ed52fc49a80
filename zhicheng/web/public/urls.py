"""Addresses of this audience."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
