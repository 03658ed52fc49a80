"""What `zhicheng verify` and `zhicheng bundle` take; the work itself is only imported when it is asked for."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EXIT_CODES = "退出码：0 有效，3 已撤销，4 已换发新证，5 被篡改或不是原件，6 查无此证，7 暂时无法核验，2 参数有误。"


def add_verify(commands: "Commands") -> None:
    """Hook `verify` up."""
    parser = commands.add_parser("verify", help="核验证书文件或二维码文字", description=f"核验证书。{EXIT_CODES}")
    parser.add_argument("what", metavar="FILE|QR-TEXT", help="证书的 PDF 文件，或扫二维码得到的文字")
    parser.add_argument("--bundle", metavar="DIR", type=Path, help="核验包（目录或 zip）：断网核验，不需要平台")
    parser.add_argument("--key", metavar="KEY", default="", help="只认用这个登记簿公钥签名的核验包")
    parser.add_argument("--not-before", metavar="DAY", type=_day, help="早于这一天的核验包不作数（YYYY-MM-DD）")
    parser.add_argument("--json", action="store_true", help="用 JSON 答复")
    parser.set_defaults(run=_verify)


def add_bundle(commands: "Commands") -> None:
    """Hook `bundle` up."""
    parser = commands.add_parser("bundle", help="制作核验包：公钥、状态清单和指纹，供断网核验")
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="写到这个目录；已有的核验包会被替换")
    parser.add_argument("--zip", metavar="FILE", type=Path, help="写一个 zip 文件")
    parser.add_argument("--page", metavar="FILE", type=Path, help="写一个断网也能用的核验页（一个 HTML 文件）")
    parser.set_defaults(run=_bundle)


def _verify(asked: argparse.Namespace) -> int:
    from zhicheng.commands.verify import run

    return run(asked)


def _bundle(asked: argparse.Namespace) -> int:
    from zhicheng.commands.bundle import run

    return run(asked)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"不是日期（应为 YYYY-MM-DD）：{text!r}")
    return day
