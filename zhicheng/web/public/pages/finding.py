"""The words of a verdict: what it is, what it means, what to do, and the three checks behind it."""

from dataclasses import dataclass

from zhicheng.documents.verification import Check, Registered, Standing, Verdict
from zhicheng.domain.words import cn_date


@dataclass(frozen=True, slots=True)
class Words:
    """The head of a verdict."""

    word: str
    icon: str
    meaning: str
    advice: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One of the three checks in words."""

    subject: str
    word: str
    tone: str
    because: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict ready to be read."""

    standing: str
    words: Words
    lines: tuple[CheckLine, ...]
    facts: tuple[dict[str, str], ...]


WORDS = {
    Standing.VALID: Words(
        "真实有效", "circle-check", "这本证书由发证机关颁发，现在有效。", "请再核对下面的内容与您手里的证书是否一致。"
    ),
    Standing.REVOKED: Words(
        "已撤销",
        "ban",
        "这本证书确由发证机关颁发，但已被撤销，不再有效。",
        "请不要再使用。对撤销有疑问的，请致电发证机关。",
    ),
    Standing.REPLACED: Words(
        "已换发新证",
        "refresh",
        "这本证书确由发证机关颁发，但已由新的证书替换，本证书不再使用。",
        "请向持证人索取新的证书；新证书的编号列在下面，可以直接核验。",
    ),
    Standing.ALTERED: Words(
        "被篡改或非本平台签发",
        "alert-triangle",
        "文件里有本平台的证书编号或签章，但内容与登记的原件不一致：哪怕只改动一个字节，也会是这个结果。",
        "请不要采信这个文件。请持证人登录平台重新下载原件，或用编号和姓名核验。",
    ),
    Standing.UNKNOWN: Words(
        "查无此证",
        "help",
        "登记簿里没有与您提供的内容相符的证书。",
        "请核对编号和姓名是否抄错；打印件、扫描件、截图和另存过的文件不能按文件核验，请用编号和姓名核验。",
    ),
    Standing.UNAVAILABLE: Words(
        "暂时无法核验",
        "hourglass",
        "核验所需的信息此刻取不到，这不说明证书有问题，也不说明没有问题。",
        "请过几分钟再试，或致电发证机关。",
    ),
    Standing.DOCUMENT: Words(
        "是公布文件，不是证书",
        "file-text",
        "这是本平台印发的职称初定公布文件原件，不是某一个人的证书。",
        "要核验某个人的证书，请使用他的证书文件，或证书编号和姓名。",
    ),
}
TONES = {Check.HOLDS: "good", Check.FAILS: "stop", Check.NOT_MADE: "quiet"}
WHOLE_FILE = {
    Check.HOLDS: ("完整", "文件的每一个字节都与签发时相同。"),
    Check.FAILS: ("不是原件", "文件的指纹不在登记簿里。"),
    Check.NOT_MADE: ("没有核对文件", "要核对文件本身有没有被改动，请用“按文件核验”。"),
}
REGISTER = {
    Check.HOLDS: ("登记有效", "登记簿里有这一份，没有撤销。"),
    Check.FAILS: ("没有有效登记", "登记簿里没有相符的有效证书。"),
    Check.NOT_MADE: ("没有查到", "登记簿此刻没有回答。"),
}
ISSUER = {
    Check.HOLDS: ("发证机关已确认", "由发证机关登记并签发。"),
    Check.FAILS: ("不能确认由发证机关签发", "没有发证机关对这份内容的有效签章。"),
    Check.NOT_MADE: ("未能确认", "此刻不能确认签章。"),
}


def finding_of(verdict: Verdict) -> Finding:
    """The verdict in words, with the certificate's own facts where the asker may see them."""
    lines = (
        _line("文件完整", WHOLE_FILE, verdict.whole_file),
        _register_line(verdict),
        _line("签发机关", ISSUER, verdict.issuer),
    )
    return Finding(verdict.standing.value, WORDS[verdict.standing], lines, _facts(verdict))


def _line(subject: str, words: dict[Check, tuple[str, str]], check: Check) -> CheckLine:
    word, because = words[check]
    return CheckLine(subject, word, TONES[check], because)


def _register_line(verdict: Verdict) -> CheckLine:
    revoked_on = verdict.certificate.revoked_on if verdict.certificate else None
    if revoked_on is None:
        return _line("登记状态", REGISTER, verdict.register)
    return CheckLine("登记状态", "已撤销", "stop", f"自{cn_date(revoked_on)}起撤销。")


def _facts(verdict: Verdict) -> tuple[dict[str, str], ...]:
    said = verdict.certificate
    if said is None:
        return ()
    rows = [
        ("姓名", verdict.name),
        ("资格名称", f"{said.title}（{said.level}）"),
        ("系列和专业", f"{said.series} · {said.speciality}"),
        ("取得时间", cn_date(said.obtained_on)),
        ("发证机关", said.authority),
        ("公布文件", said.document_number),
        ("证书编号", said.number),
    ]
    if said.issue_position is not None:
        rows.append(("公开登记", _log_words(said)))
    if said.revoked_on is not None:
        rows.insert(0, ("撤销日期", cn_date(said.revoked_on)))
    return tuple({"label": label, "value": value} for label, value in rows)


def _log_words(said: Registered) -> str:
    revoked = f"，撤销记在第 {said.revocation_position} 条" if said.revocation_position is not None else ""
    return f"颁发记在公开登记簿第 {said.issue_position} 条{revoked}"
