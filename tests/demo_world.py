"""The demo's world, loaded once a run as bin/run loads it, and copied by whoever wants it."""

import subprocess
import sys

import pytest

from tests.made_once import copied, made_once
from tests.platform_process import ROOT, Platform
from zhicheng.demo.signer import signer_command


def a_demo(platform: Platform, factory: pytest.TempPathFactory) -> Platform:
    """The platform with the demo in it and the signer beside it; it does not run yet."""
    copied(made_once(factory, "demo", lambda folder: load(signing(Platform(folder)))), platform.folder)
    return signing(platform)


def signing(platform: Platform) -> Platform:
    """The platform with a signer, as the demo has one."""
    platform.environment["ZHICHENG_SEAL"] = "zhicheng.gateways.eseal.signer.SignerSeal"
    platform.commands["signer"] = signer_command(platform.folder)
    return platform


def load(platform: Platform) -> None:
    """What bin/run does before it serves: tables, people and cases, static files."""
    done = subprocess.run(
        [sys.executable, "-m", "zhicheng.demo.ready"],
        cwd=ROOT,
        env=platform.environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "ZHICHENG_COLLECTED": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
