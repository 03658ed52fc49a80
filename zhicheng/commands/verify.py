"""`zhicheng verify`: is this certificate true? From a bundle without network, else from the register of this place."""

import argparse
import os
import re
import sys
from pathlib import Path

from zhicheng.commands.told import EXITS, in_json, in_words
from zhicheng.documents.bundle.answer import Answer, answer_on
from zhicheng.documents.bundle.judge_code import judge_code
from zhicheng.documents.bundle.read import BadBundle, Bundle, open_bundle
from zhicheng.documents.first_bytes import MOST_BYTES, plainly
from zhicheng.documents.ofd.reading import ZIP
from zhicheng.documents.verification import Standing
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import normalise_certificate_number

LIKE_A_CODE = re.compile(r"https?://\S+|0o[\w-]{60,}", re.IGNORECASE)
NO_FILE = "没有这个文件：{name}。请检查名称和位置；要核验二维码，请把扫出的文字整段放在引号里。"
A_FOLDER = "这是一个目录，不是文件：{name}。请给出证书文件。"
NO_PLAIN_FILE = "这不是普通文件，不能核验：{name}。请先存成文件再核验。"
UNREADABLE = "不能读取这个文件：{name}（{reason}）。"
A_NUMBER = "只有编号不能核验。请用证书文件或二维码里的文字；按编号和姓名核验，请打开平台的证书核验页。"
OLD_BUNDLE = "核验包截至 {as_of}，早于您要求的 {wanted}，不能据以核验。"


def run(asked: argparse.Namespace) -> int:
    """Answer; gives the exit status of the verdict."""
    if asked.what == "":
        print("请给出证书文件，或二维码里的文字。", file=sys.stderr)
        return 2
    answer = _answer(asked)
    _tell(in_json(answer) if asked.json else in_words(answer))
    return EXITS[answer.standing]


def _tell(words: str) -> None:
    """Say it; that a reader goes away in between, as `head` does, changes no verdict."""
    try:
        print(words, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(asked: argparse.Namespace) -> Answer:
    if asked.bundle is None:
        from zhicheng.commands.register import judged_by_register

        return judged_by_register(_read(asked.what))
    try:
        bundle = open_bundle(asked.bundle, log_key=asked.key)
    except BadBundle as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        return Answer(Standing.UNAVAILABLE, because="核验包不能使用，没有据以核验。")
    if asked.not_before and legal_day(bundle.as_of) < asked.not_before:
        because = OLD_BUNDLE.format(as_of=legal_day(bundle.as_of), wanted=asked.not_before)
        return Answer(Standing.UNAVAILABLE, because=because, as_of=bundle.as_of)
    return _by_bundle(_read(asked.what), bundle)


def _by_bundle(read: str | bytes | Answer, bundle: Bundle) -> Answer:
    if isinstance(read, Answer):
        return read
    if isinstance(read, str):
        return judge_code(read, bundle)
    if read.startswith(ZIP):
        from zhicheng.commands.ofd import judged_ofd

        return judged_ofd(read, bundle)
    from zhicheng.documents.bundle.judge_pdf import judge_pdf  # brings pyHanko, which a code does not need

    return judge_pdf(read, bundle)


def _read(what: str) -> str | bytes | Answer:
    """The text of a code, the bytes of a PDF or OFD, or the answer to whatever else was given."""
    path = Path(what)
    if LIKE_A_CODE.fullmatch(what.strip()) and not _is_there(path):
        return what
    if normalise_certificate_number(what) and not _is_there(path):
        return Answer(Standing.UNAVAILABLE, because=A_NUMBER)
    read = _content_of(path, what)
    if isinstance(read, str):
        return Answer(Standing.UNKNOWN, because=read)
    handed = plainly(read)
    return answer_on(handed) if handed else read


def _content_of(path: Path, what: str) -> str | bytes:
    """The bytes, or in words why there are none; a pipe or a device might never end, and is not opened."""
    name = what if len(what) <= 80 else f"{what[:80]}…"
    if not _is_there(path):
        return NO_FILE.format(name=name)
    if path.is_dir():
        return A_FOLDER.format(name=name)
    if not path.is_file():
        return NO_PLAIN_FILE.format(name=name)
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        return UNREADABLE.format(name=name, reason=error.strerror or error)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a text that is too long for a path, or holds a zero
        return False
