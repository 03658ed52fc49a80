"""`zhicheng papers`: a specimen of every paper with what verifies it, and the lint of the pages; no platform needed."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FAULTY = 1
WRONG = 2
NOTHING_ASKED = "请写明 --sample 目录（各种文书的样张），或 --lint [目录]（检查版式）。"


def add_papers(commands: "Commands") -> None:
    """Hook `papers` up."""
    parser = commands.add_parser(
        "papers", help="文书样张和版式检查", description="文书样张和版式检查，不需要平台和数据库。"
    )
    parser.add_argument("--sample", metavar="DIR", type=Path, help="每种文书写一份样张，连同可核验的证书和核验包")
    parser.add_argument(
        "--lint", metavar="FOLDER", type=Path, nargs="?", const=Path(), help="检查版式；默认检查自带的全部版式"
    )
    parser.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    if asked.sample is None and asked.lint is None:
        print(NOTHING_ASKED, file=sys.stderr)
        return WRONG
    status = _lint(asked.lint) if asked.lint is not None else 0
    return (_sample(asked.sample) if asked.sample is not None else 0) or status


def _sample(folder: Path) -> int:
    from zhicheng.commands.specimens import NotOurs, write_all
    from zhicheng.commands.unwritable import why_unwritable

    try:
        written = write_all(folder)
    except NotOurs as error:
        print(error, file=sys.stderr)
        return WRONG
    except OSError as error:
        print(why_unwritable(folder, error), file=sys.stderr)
        return WRONG
    print(f"{folder}：{written} 个文件。人物与单位均为虚构，签章是测试章。")
    print(f"核验：zhicheng verify {folder / 'certificate.pdf'} --bundle {folder / 'bundle'}")
    return 0


def _lint(folder: Path) -> int:
    from zhicheng.documents.papers.editions import EDITIONS
    from zhicheng.documents.papers.lint import editions_in, lint_edition

    found = editions_in(EDITIONS if folder == Path() else folder)
    if not found:
        print(f"{folder} 里没有版式：版式是一个目录，有 page.typ、sample.json 和 edition.json。", file=sys.stderr)
        return WRONG
    faults = [fault for edition in found for fault in lint_edition(edition)]
    for fault in faults:
        print(fault)
    print(f"检查了 {len(found)} 个版式，" + (f"{len(faults)} 处有错。" if faults else "没有错处。"))
    return FAULTY if faults else 0
