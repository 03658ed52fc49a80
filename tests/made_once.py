"""Folders that are long in the making, made once a run and copied by whoever wants one."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

MADE = ".made"


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` filled, by whichever of the run's processes came first; nobody changes it afterwards."""
    own = factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = together / f"made-{name}"
    with (together / f"made-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / MADE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / MADE).touch()
    return folder


def copied(folder: Path, into: Path) -> None:
    """What the folder holds, but for its mark and sockets, put into another folder."""
    shutil.copytree(folder, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MADE, "*.sock"))
