"""Brings the demo's database, people and static files up to date; quick when they are."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def ready_demo() -> None:
    """Migrates, loads the demo into an empty database, and collects static files when one of them changed."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", if_empty=True)
    collect_static()


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
