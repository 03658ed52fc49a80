"""`zhicheng manage load_demo [--if-empty]`: put the demo's people, cases and papers into an empty database."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhicheng.demo.world.load import load_world
from zhicheng.jobs.clock import real_now
from zhicheng.people.models import Person


class Command(BaseCommand):
    help = "装入演示数据 (load the demo's people, cases and papers into an empty database)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are people already")

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("数据库里已经有人了，演示数据只能装入空库。The database is not empty.")
        self.stdout.write("正在装入演示数据 … loading the demo")
        began = time.monotonic()
        loaded = load_world(real_now(), lambda words: self.stdout.write(f"  {words}"))
        took = time.monotonic() - began
        self.stdout.write(
            f"已装入 {loaded.people} 人、{loaded.units} 家单位，后台办结 {loaded.carried_out} 件，用时 {took:.0f} 秒 … "
            f"{loaded.people} people, {loaded.units} organisations, {loaded.carried_out} promises carried out"
        )
