"""Verify by the register of the deployment that this machine is set up for."""

import os
from datetime import UTC, datetime

from zhicheng.documents.bundle.answer import Answer
from zhicheng.documents.verification import Standing

NOT_SET_UP = (
    "没有给出核验包，这台机器上也没有平台的登记簿。请从平台的证书核验页下载核验包，解压后加上 --bundle 目录 再核验。"
)


def judged_by_register(read: str | bytes | Answer) -> Answer:
    """The answer of the register on a code's text or a file; without one, that it cannot be checked now."""
    if isinstance(read, Answer):
        return read
    if not set_up():
        return Answer(Standing.UNAVAILABLE, because=NOT_SET_UP)
    from zhicheng.commands.judged import judged_code, judged_file

    now = datetime.now(UTC)  # noqa: TID251  the command is an edge: here the clock is read
    return judged_code(read, now=now) if isinstance(read, str) else judged_file(read, now=now)


def set_up() -> bool:
    """Make Django ready by the settings of this machine; False where there are none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.apps import apps

    try:
        if not apps.ready:
            django.setup()
    except Exception:
        return False
    return True
