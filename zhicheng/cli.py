"""The `zhicheng` command: eligibility and working days without Django, everything else handed to `manage`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from zhicheng.commands.arguments import ChineseArguments
from zhicheng.commands.faults import of_file, of_packs
from zhicheng.commands.options import add_bundle, add_verify
from zhicheng.commands.papers import add_papers
from zhicheng.domain.eligibility import Answer, Facts, Pack, UnreadableFacts, check, explain, read_facts
from zhicheng.domain.eligibility.changes import smallest_change
from zhicheng.domain.eligibility.exchange import dumped, one_line, parsed
from zhicheng.domain.eligibility.submitting import submit_by, window_for
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.calendars import load_calendar
from zhicheng.policy.compare import differences
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.flips import flips, flips_told
from zhicheng.policy.packs import DEFAULT_PACK, NoSuchPack, load_pack, pack_ids
from zhicheng.policy.proof import prove

DISPROVED = 1
UNREADABLE = 2
OWN_PACK = "ZHICHENG_POLICY"
_STDIN = "-"


def main(argv: list[str] | None = None) -> int:
    """Run the command with these arguments, else the process's; gives the exit status, 0, 1 or 2."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["manage"]:
        return _manage(arguments[1:])
    _speak_utf8()
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except BadPack as error:
        for fault in error.faults:
            print(f"{error.source}: {' '.join(fault.split())}", file=sys.stderr)
    except NoSuchPack:
        print(of_packs(_packs_named(asked), pack_ids()), file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # who read has gone; the rest goes nowhere
    except OSError as error:
        print(of_file(error), file=sys.stderr)
    except (CalendarRunsOut, ValueError) as error:
        print(error, file=sys.stderr)
    return UNREADABLE


def _packs_named(asked: argparse.Namespace) -> list[str]:
    named = (getattr(asked, name, None) for name in ("policy", "old", "new"))
    return [*filter(None, named), *getattr(asked, "packs", ())]


def _speak_utf8() -> None:
    """Chinese comes out whole whatever the terminal's locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = ChineseArguments(
        prog="zhicheng", description="职称初定：资格核对、工作日计算和系统管理"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="核对一份情况是否符合初定条件")
    checking.add_argument("facts", metavar="FACTS.json", help="情况（JSON），- 表示标准输入")
    checking.add_argument("--many", action="store_true", help="每行一份 JSON，每行一份答复，次序不变")
    own = os.environ.get(OWN_PACK) or DEFAULT_PACK
    checking.add_argument("--policy", default=own, metavar="ID", help=f"政策包，默认 {own}")
    checking.add_argument("--json", action="store_true", help="答复用 JSON")
    checking.set_defaults(run=_check)

    counting = commands.add_parser("workdays", help="从某日起数若干个工作日，输出最后一日")
    counting.add_argument("start", metavar="START", type=_day, help="起日 YYYY-MM-DD，默认不计入")
    counting.add_argument("--count", required=True, type=_whole, metavar="N", help="工作日数")
    counting.add_argument("--count-start", action="store_true", help="起日是工作日的，也计入")
    counting.set_defaults(run=_workdays)

    proving = commands.add_parser("prove", help="证明政策包：每人一个结论、没有无用的规则、条件更好结果不会更差")
    proving.add_argument("packs", metavar="ID", nargs="*", help="政策包，默认全部")
    proving.set_defaults(run=_prove)

    comparing = commands.add_parser("policy-diff", help="两个政策包有哪些不同")
    comparing.add_argument("old", metavar="OLD", help="原政策包")
    comparing.add_argument("new", metavar="NEW", help="新政策包")
    comparing.add_argument("--many", metavar="FACTS.jsonl", help="每行一份情况，说出谁的结果不同")
    comparing.set_defaults(run=_compare)

    add_verify(commands)
    add_bundle(commands)
    add_papers(commands)
    commands.add_parser("manage", help="Django 管理命令", add_help=False)
    return parser


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"不是日期（应为 YYYY-MM-DD）：{text!r}") from None
    if day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"不是日期（应为 YYYY-MM-DD）：{text!r}")
    return day


def _whole(text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit()):
        raise argparse.ArgumentTypeError(f"不是整数：{text!r}")
    return int(text)


def _today() -> date:
    return legal_day(datetime.now(UTC))  # noqa: TID251  the command is an edge: here the clock is read


def _check(asked: argparse.Namespace) -> int:
    pack, today = load_pack(asked.policy), _today()
    if asked.facts == _STDIN:
        return _answer(sys.stdin.buffer, asked, pack, today)
    with open(asked.facts, "rb") as file:
        return _answer(file, asked, pack, today)


def _answer(file: BinaryIO, asked: argparse.Namespace, pack: Pack, today: date) -> int:
    if asked.many:
        return _answer_many(file, pack, today)
    try:
        facts = read_facts(parsed(file.read()), today=today, pack=pack)
    except UnreadableFacts as error:
        for fault in error.faults:
            print(one_line(fault), file=sys.stderr)
        return UNREADABLE
    answer = check(facts, pack)
    print(dumped(answer.as_json()) if asked.json else _told(facts, answer, pack))
    return 0


def _told(facts: Facts, answer: Answer, pack: Pack) -> str:
    change = smallest_change(facts, pack)
    last = submit_by(window_for(answer, change, pack), pack, load_calendar())
    return explain(answer, pack, as_of=facts.as_of, change=change, submit_by=last)


def _answer_many(lines: Iterable[bytes], pack: Pack, today: date) -> int:
    write = sys.stdout.write
    for line in lines:
        try:
            found: dict[str, Any] = check(read_facts(parsed(line), today=today, pack=pack), pack).as_json()
        except UnreadableFacts as error:
            found = {"error": [one_line(fault) for fault in error.faults]}
        write(dumped(found) + "\n")
    return 0


def _workdays(asked: argparse.Namespace) -> int:
    print(load_calendar().last_day(asked.start, asked.count, count_start=asked.count_start))
    return 0


def _prove(asked: argparse.Namespace) -> int:
    status = 0
    for pack_id in asked.packs or pack_ids():
        found = prove(load_pack(pack_id))
        print(f"{pack_id}：" + (f"{len(found)}个反例" if found else "已证明"), flush=True)
        for number, one in enumerate(found, start=1):
            print(f"{number}. [{one.statement}] {one.sentence}")
            for profile in one.profiles:
                print(f"   {dumped(profile)}")
        status = DISPROVED if found else status
    return status


def _compare(asked: argparse.Namespace) -> int:
    old, new = load_pack(asked.old), load_pack(asked.new)
    for one in differences(old, new):
        clause = f"通知{one.clause}" if one.clause else "通知未写明"
        print(f"{one.path}  {one.label}：{one.old} → {one.new}（{clause}）")
    if asked.many:
        with open(asked.many, "rb") as lines:
            print("\n".join(flips_told(flips(old, new, lines, today=_today()))))
    return 0


def _manage(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["zhicheng manage", *arguments])
    return 0
