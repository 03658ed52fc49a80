"""Pytest plugin that gives a test run its own data folder, keys and database before the settings are read.

ZHICHENG_TEST_DATABASE names another database than a SQLite file, e.g. postgresql://tester@/zhicheng?host=/tmp/socket.
"""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

from config.keys import ready_keys

OWNER = "ZHICHENG_TEST_DATA_OWNER"  # xdist's workers inherit the folder; only the process that made it takes it away


def _prepare() -> None:
    if OWNER not in os.environ:
        folder = tempfile.mkdtemp(prefix="zhicheng-test-")
        os.environ[OWNER] = str(os.getpid())
        os.environ["ZHICHENG_DATA"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = Path(os.environ["ZHICHENG_DATA"])
    ready_keys(data / "keys.json")
    (data / "static").mkdir(exist_ok=True)  # whitenoise warns when it is not there, and warnings are errors
    os.environ["ZHICHENG_DATABASE"] = os.environ.get("ZHICHENG_TEST_DATABASE") or f"sqlite:///{data / 'main.sqlite3'}"
    os.environ.setdefault("ZHICHENG_DEMO", "1")
    os.environ["ZHICHENG_PRODUCTION"] = "0"
    os.environ["ZHICHENG_COLLECTED"] = "0"
    os.environ["ZHICHENG_TIMESTAMP_URL"] = ""  # nobody is asked for time stamps but where a test says whom


gc.set_threshold(100_000, 20, 100)  # looking for circles in all that a run imports takes a tenth of its time
_prepare()
