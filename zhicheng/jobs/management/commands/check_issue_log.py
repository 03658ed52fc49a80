"""`zhicheng manage check_issue_log`: check the public log of certificates; one line a fault, in Chinese."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhicheng.documents.actions.check_issue_log import check_issue_log
from zhicheng.jobs.clock import platform_now


class Command(BaseCommand):
    help = "check leaves, nodes, heads, entries, certificates and their files; exit status 1 when anything is wrong"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-files", action="store_true", help="read no certificate and no paper")
        parser.add_argument("--all-papers", action="store_true", help="all papers that print a head, not the next 200")
        parser.add_argument(
            "--enter-prints", action="store_true", help="all of them, entering those that lack an entry"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_issue_log(
            now=platform_now(),
            files=not options["without_files"],
            all_papers=options["all_papers"],
            enter=options["enter_prints"],
        )
        for fault in found:
            self.stdout.write(fault)
        if found:
            sys.exit(1)
        self.stdout.write("证书登记簿完整：叶、节点、校验值、登记、证书和文件全部相符。")
