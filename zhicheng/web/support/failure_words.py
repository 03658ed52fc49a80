"""What went wrong with a task of the worker, in plain words, and what to do about it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task failed, what to do, and whether it goes on by itself once that is done."""

    why: str
    what_to_do: str


MENDED = "恢复以后会自动再办，不需要重新操作。"
GIVEN_UP = "处理好以后，由系统管理员点“重试”。"

KNOWN: tuple[tuple[str, Failure], ...] = (
    ("the photo cannot be printed", Failure("照片文件损坏，不是能打开的图片。", f"从备份恢复照片文件。{GIVEN_UP}")),
    ("^FileMissing", Failure("存储里找不到要用的文件（例如照片）。", f"检查存储，从备份恢复文件。{GIVEN_UP}")),
    (
        "could not be displayed|Unprintable",
        Failure(
            "内容里有字符在字体中没有字形，印出来会缺字，所以没有制作。",
            f"请维护人员补充字体，或者核对姓名用字后更正。{GIVEN_UP}",
        ),
    ),
    (
        "FontMissing",
        Failure(
            "缺少字体文件，所有文书都暂时不能制作。", f"请维护人员恢复软件目录 assets/fonts 里的字体文件。{MENDED}"
        ),
    ),
    (
        r"Errno 28|Errno 122|disk is full|No space left|disk full",
        Failure("磁盘已满，写不进去。", f"请维护人员清理或扩大磁盘。{MENDED}"),
    ),
    (r"Errno 30|readonly database|Errno 5\b|disk I/O", Failure("磁盘不能写入。", f"请维护人员检查磁盘。{MENDED}")),
    ("^Silent|^SealUnavailable", Failure("对方服务（签章、时间戳或核查）没有应答。", f"请检查网络和该服务。{MENDED}")),
    (
        "^LogDiffers",
        Failure(
            "检查证书登记簿时发现有对不上的地方。",
            "请停止改动数据库，保留现场和备份，由审计员在“证书登记簿”页查看每一处；查明以后再点“重试”重新检查。",
        ),
    ),
    (
        "^Hopeless",
        Failure(
            "印章或时间戳机构的证书已被吊销，不能再加盖时间戳。",
            f"请马上联系证书服务机构，查明原因并更换证书。{GIVEN_UP}",
        ),
    ),
    (
        "^Unraisable|^NotRaised",
        Failure(
            "加盖时间戳后没有达到长期可核验的要求，没有留存；原来的证书不变。",
            f"请核对时间戳服务、证书状态服务和受信根证书的设置。{GIVEN_UP}",
        ),
    ),
    (
        "^OtherBytes",
        Failure(
            "证书这次排出的内容与编号时留存的不一致，为了不出现一号两证，没有盖章。",
            f"请维护人员查明差异，把软件和字体恢复到编号时的版本。{GIVEN_UP}",
        ),
    ),
    ("^SealRefused", Failure("签章服务拒绝为这份文书盖章。", f"请核对签章服务的设置和批准记录。{GIVEN_UP}")),
    ("^OperationalError", Failure("数据库暂时不能使用。", f"请维护人员检查数据库。{MENDED}")),
    (
        "^NoSealRoom",
        Failure(
            "文书的版式没有给印章留位置，所以没有盖章；原来的决定不受影响。",
            f"请维护人员用 zhicheng papers --lint 检查版式，写明印章的位置。{GIVEN_UP}",
        ),
    ),
    (
        "^NoSuchPaper|^TypstError",
        Failure("文书的版式有错，排不出来。", f"请维护人员用 zhicheng papers --lint 检查版式。{GIVEN_UP}"),
    ),
    ("the worker ended each time", Failure("办理这项任务时后台程序多次中断。", f"请维护人员查看后台日志。{GIVEN_UP}")),
)
OTHER = Failure("办理时出现了没有预料到的错误。", f"请把下面的技术信息转告维护人员。{GIVEN_UP}")


def failure_of(last_error: str) -> Failure | None:
    """The words for what a task left behind; None for a task that did not fail."""
    if not last_error:
        return None
    return next((failure for pattern, failure in KNOWN if re.search(pattern, last_error)), OTHER)
