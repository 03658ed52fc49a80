"""Brings the demo's database, people and static files up to date; quick when they are."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from zhicheng.demo.signer import ready_signer, signing


def ready_demo() -> None:
    """Migrates, loads the demo into an empty database, and collects static files when one of them changed."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    load()
    collect_static()


def load() -> None:
    """Loads the demo into an empty database, with the signer beside it where certificates are signed by that."""
    from zhicheng.documents.approvals import approval_public_key
    from zhicheng.gateways.eseal.trial_seal import ensure_test_seal
    from zhicheng.people.models import Person

    empty, data = not Person.objects.exists(), Path(settings.DATA)
    ensure_test_seal(Path(settings.ZHICHENG_SEAL_DIR))
    ready_signer(data, approval_public_key(), anew=empty)
    if empty:
        with signing(data):
            call_command("load_demo")


def collect_static() -> None:
    """Writes the compressed static files to STATIC_ROOT, unless those there stand for the same sources."""
    mark = Path(settings.STATIC_ROOT) / "collected-from"
    found = _fingerprint()
    if mark.exists() and mark.read_text() == found:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(found)


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            lines.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


if __name__ == "__main__":
    ready_demo()
