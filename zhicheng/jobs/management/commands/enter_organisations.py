"""`zhicheng manage enter_organisations FILE.csv`: enter bureaus, departments and employers from a table."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import WORKER
from zhicheng.jobs.clock import platform_now
from zhicheng.people.actions.enter_organisations import COLUMNS, enter_organisations
from zhicheng.policy.deployment import deployed_pack


class Command(BaseCommand):
    help = f"enter organisations from a CSV file (UTF-8) with the columns {', '.join(COLUMNS)}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as table:
                rows = [
                    {key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(table)
                ]
            done = enter_organisations(
                rows, affiliations=deployed_pack().affiliations, actor=WORKER, now=platform_now()
            )
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        except Refused as refused:
            raise CommandError("\n".join([refused.message, *(defect.what for defect in refused.defects)])) from refused
        self.stdout.write(f"新增 {done.new} 家，更正 {done.changed} 家。")
