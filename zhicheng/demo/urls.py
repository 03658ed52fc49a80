"""Addresses of the demo itself; included only where ZHICHENG_DEMO is set."""

from django.urls import path

from zhicheng.demo.views import become, clock, personas

urlpatterns = [
    path("", personas, name="demo-personas"),
    path("become", become, name="demo-become"),
    path("clock", clock, name="demo-clock"),
]
