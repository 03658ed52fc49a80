"""The words of a verdict: what it is, what it means, what to do, and the three checks behind it."""

from dataclasses import dataclass

from zhicheng.documents.verification import Check, Registered, Verdict
from zhicheng.documents.words.of_verdicts import VERDICTS, WHOLE_FILE, Words
from zhicheng.domain.words import cn_date


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


TONES = {Check.HOLDS: "good", Check.FAILS: "stop", Check.NOT_MADE: "quiet"}
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
    return Finding(verdict.standing.value, VERDICTS[verdict.standing], lines, _facts(verdict))


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
