"""`zhicheng bundle`: write the register's bundle, with which anybody verifies certificates without us."""

import argparse
import sys
from datetime import UTC, datetime

from zhicheng.commands.register import set_up

NO_REGISTER = "这台机器上没有平台的登记簿，不能制作核验包。请在平台所在的机器上运行。"


def run(asked: argparse.Namespace) -> int:
    """Write what was asked for; 2 where that cannot be."""
    if not (asked.folder or asked.zip or asked.page):
        print("请写明目录，或 --zip、--page。", file=sys.stderr)
        return 2
    if not set_up():
        print(NO_REGISTER, file=sys.stderr)
        return 2
    from zhicheng.documents.bundle.gather import register_contents, sign_bundle
    from zhicheng.documents.bundle.page import offline_page
    from zhicheng.documents.bundle.write import bundle_files, replace_file, write_bundle, zipped
    from zhicheng.gateways.eseal import seal
    from zhicheng.gateways.gmseal import makers_pem
    from zhicheng.gateways.timestamp import authorities_pem

    now = datetime.now(UTC)  # noqa: TID251  the command is an edge: here the clock is read
    contents = register_contents(
        now=now, seal_pem=seal().certificate_pem, authorities_pem=authorities_pem(), makers=makers_pem()
    )
    files = bundle_files(contents, sign=sign_bundle)
    if asked.folder:
        write_bundle(asked.folder, files)
    if asked.zip:
        replace_file(asked.zip, zipped(files))
    if asked.page:
        replace_file(asked.page, offline_page(files))
    for path in filter(None, (asked.folder, asked.zip, asked.page)):
        print(f"{path}：截至 {contents.as_of.isoformat(timespec='seconds')}")
    return 0
