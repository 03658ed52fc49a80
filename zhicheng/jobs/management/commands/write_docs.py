"""`zhicheng manage write_docs [--check]`: write the generated pages of docs/, or say which are stale."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhicheng.jobs.handbook import PAGES


class Command(BaseCommand):
    help = "write docs/case-life.md, docs/permissions.md and docs/events.md from the tables in the code"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        folder: Path = settings.ROOT / "docs"
        stale = [name for name, page in PAGES.items() if _text(folder / name) != page()]
        if check and stale:
            raise CommandError(f"stale: {', '.join(stale)}; run: zhicheng manage write_docs")
        for name in stale:
            (folder / name).write_text(PAGES[name](), encoding="utf-8")
            self.stdout.write(f"wrote docs/{name}")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
