"""The verdict on each file that is none of those we issued, in words: on the platform, offline and as a command."""

from dataclasses import dataclass

from zhicheng.documents.handed import Handed
from zhicheng.documents.verification import Standing
from zhicheng.documents.words.of_verdicts import VERDICTS, Words

NOT_BY_FILE = "不能按文件核验"
ASK = "请向持证人索取原件（从平台下载的 PDF 或 OFD 文件）再核验，或用手机扫证书上的二维码，或用证书编号和姓名核验。"
NO_BLAME = "请不要采信这一份，也不要只凭这一点认定有人造假。"
NEITHER = "图里的内容这里没有核对：这既不说明证书有问题，也不说明没有问题。"
SCAN_IT = "请用手机扫图中的二维码，或照图中的证书编号和姓名核验，再把结果与图逐项比对。"
ASKED_OTHERWISE = frozenset(Handed) - {Handed.EMPTY, Handed.MAIL, Handed.ARCHIVE}  # by code, or by number and name


@dataclass(frozen=True, slots=True)
class OfFile:
    """The verdict on one kind of file."""

    standing: Standing
    words: Words


def _not_by_file(meaning: str, advice: str) -> OfFile:
    return OfFile(Standing.UNKNOWN, Words(NOT_BY_FILE, "help", meaning, advice))


def _nothing_of_ours(meaning: str) -> OfFile:
    return OfFile(Standing.UNKNOWN, Words(VERDICTS[Standing.UNKNOWN].word, "help", meaning, ASK))


def _not_the_original(word: str, meaning: str, advice: str) -> OfFile:
    return OfFile(Standing.ALTERED, Words(word, "alert-triangle", meaning, advice))


FILES = {
    Handed.EMPTY: _not_by_file("这个文件是空的，里面什么也没有。", "请重新下载，或请持证人重新发送，再核验。"),
    Handed.TOO_BIG: _not_by_file(
        "文件超过 10 MB，没有打开。本平台的证书远小于这个大小，所以它不是原件。", f"请确认选对了文件。{ASK}"
    ),
    Handed.PICTURE: _not_by_file(f"这是图片（照片、扫描件或截图），不是签发的原件。{NEITHER}", SCAN_IT),
    Handed.SCAN: _not_by_file(f"这份 PDF 里只有图片（扫描件或照片），不是签发的原件。{NEITHER}", SCAN_IT),
    Handed.LOCKED: _not_by_file(
        "这份 PDF 加了密码或使用限制，里面的内容读不出来。本平台签发的原件从不加密，所以它不是原件。", ASK
    ),
    Handed.MAIL: _not_by_file("这是一封邮件，不是证书文件。", "请在邮件里把附件另存出来，再核验那个附件。"),
    Handed.ARCHIVE: _not_by_file("这是压缩包，不是证书文件。", "请先解压，再核验里面的证书文件。"),
    Handed.TEXT: _not_by_file("这是 Word、网页一类的文档，不是签发的原件：里面的字谁都能改，写着什么都不作数。", ASK),
    Handed.BROKEN_PACKAGE: _nothing_of_ours("这不是 PDF，也不是完整的 OFD 文件，不是证书原件。"),
    Handed.OTHER: _nothing_of_ours("这不是 PDF 或 OFD 文件，不是证书原件。"),
    Handed.STRANGE: _nothing_of_ours("这个文件不是本平台签发的证书，里面也读不到本平台证书的签章、编号或二维码链接。"),
    Handed.COPY: _not_the_original(
        "不是签发的原件",
        "文件里有本平台证书的编号或二维码链接，却没有本平台的签章。它可能是打印、另存或并进别的文件的副本，"
        "也可能是照着证书伪造的：只看这个文件，分不出是哪一种。",
        f"{NO_BLAME}{ASK}查到的内容与这份不一致的，以查到的为准。",
    ),
    Handed.CHANGED: _not_the_original(
        VERDICTS[Standing.ALTERED].word,
        "文件里有本平台证书的签章、编号或二维码，但它不是签发的原件：签发之后改动过，哪怕一个字节。"
        "改了内容是这样，用软件打开后另存、合并、压缩或加密，也是这样；只看这个文件，分不出是哪一种。",
        f"{NO_BLAME}{ASK}",
    ),
}


def is_looked_into(handed: Handed) -> bool:
    """Whether the file itself was compared, or only seen to be of another kind."""
    return handed in (Handed.STRANGE, Handed.COPY, Handed.CHANGED)


def words_of(standing: Standing, handed: Handed | None) -> Words:
    """The words of a verdict: those of the kind of file, where it is none of those we issued."""
    return FILES[handed].words if handed else VERDICTS[standing]
