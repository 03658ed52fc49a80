import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.core.checks import Error, run_checks
from django.test import override_settings

from zhicheng.demo.checks import demo_stays_at_home
from zhicheng.web.no_demo import no_demo_outside_the_demo

ASK_FOR_PAGES = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.urls import Resolver404, resolve
for path in ("/demo/", "/demo/become", "/demo/clock", "/healthz"):
    try:
        resolve(path)
        print(path, "is there")
    except Resolver404:
        print(path, "is not there")
from django.apps import apps
from django.conf import settings
print(apps.is_installed("zhicheng.demo"), settings.ZHICHENG_CLOCK)
"""


def _run(code: str, repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=repository,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def _ids(faults: list[object]) -> list[str]:
    assert all(isinstance(fault, Error) for fault in faults)
    return [fault.id for fault in faults]


def test_the_demo_as_it_is_run_here_is_not_complained_of() -> None:
    assert run_checks(tags=["zhicheng"]) == []


def test_the_demo_is_refused_in_production() -> None:
    with override_settings(ZHICHENG_PRODUCTION=True):
        assert _ids(demo_stays_at_home()) == ["demo.E001"]
        assert "demo.E001" in _ids(run_checks(tags=["zhicheng"]))


@pytest.mark.parametrize("url", ["https://demo.example.cn", "http://192.168.1.9", "http://localhost.example.cn", ""])
def test_an_address_that_others_reach_is_refused_until_that_is_said(url: str) -> None:
    with override_settings(PUBLIC_URL=url):
        assert _ids(demo_stays_at_home()) == ["demo.E002"]
    with override_settings(PUBLIC_URL=url, ZHICHENG_DEMO_PUBLIC=True):
        assert demo_stays_at_home() == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:9000"])
def test_an_address_of_this_machine_is_fine(url: str) -> None:
    with override_settings(PUBLIC_URL=url):
        assert demo_stays_at_home() == []


def test_the_movable_clock_is_refused_outside_the_demo() -> None:
    with override_settings(DEMO=False):
        assert _ids(no_demo_outside_the_demo()) == ["web.E001", "web.E002"]
    apps = [name for name in real_settings.INSTALLED_APPS if name != "zhicheng.demo"]
    with override_settings(DEMO=False, INSTALLED_APPS=apps):
        assert _ids(no_demo_outside_the_demo()) == ["web.E001"]
        with override_settings(ZHICHENG_CLOCK="zhicheng.web.request.system_clock"):
            assert no_demo_outside_the_demo() == []


def test_outside_the_demo_its_pages_do_not_exist(repository: Path) -> None:
    done = _run(ASK_FOR_PAGES, repository, ZHICHENG_DEMO="0")
    assert done.stdout.splitlines() == [
        "/demo/ is not there",
        "/demo/become is not there",
        "/demo/clock is not there",
        "/healthz is there",
        "False zhicheng.web.request.system_clock",
    ], done.stderr


def test_the_web_does_not_start_with_a_demo_that_others_reach(repository: Path) -> None:
    done = _run("import config.wsgi", repository, ZHICHENG_PUBLIC_URL="https://demo.example.cn")
    assert done.returncode == 1
    assert "demo.E002" in done.stderr
    started = _run("import config.wsgi", repository, ZHICHENG_PUBLIC_URL="http://127.0.0.1:8000")
    assert started.returncode == 0, started.stderr


def test_the_demo_and_production_exclude_each_other_from_the_settings_on(repository: Path) -> None:
    secrets = {"ZHICHENG_EDUCATION_SECRET": "x", "ZHICHENG_INSURANCE_SECRET": "y"}
    done = _run("import config.wsgi", repository, ZHICHENG_PRODUCTION="1", **secrets)
    assert done.returncode == 1
    assert "exclude each other" in done.stderr
