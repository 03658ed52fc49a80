"""The words of a verdict: what it is, what it means, what to do, and the three checks behind it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from zhicheng.documents.handed import Handed
from zhicheng.documents.verification import Check, Registered, Standing, Verdict, masked
from zhicheng.documents.words.of_files import ASKED_OTHERWISE, words_of
from zhicheng.documents.words.of_verdicts import PROOF, VERDICTS, WHOLE_FILE, Words
from zhicheng.domain.given import given
from zhicheng.domain.words import cn_date


class CheckLine(NamedTuple):
    """One of the three checks in words."""

    subject: str
    word: str
    tone: str
    because: str


class Fact(NamedTuple):
    """One thing that the certificate says, or that became of it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict ready to be read; `new_number` is that of the certificate to look at instead, or "".

    `name_is_masked` where the asker sees the family name only; `asks_otherwise` where number and name may help.
    """

    standing: str
    words: Words
    lines: tuple[CheckLine, ...]
    facts: tuple[Fact, ...]
    new_number: str = ""
    name_is_masked: bool = False
    asks_otherwise: bool = False


TONES = {Check.HOLDS: "good", Check.FAILS: "stop", Check.NOT_MADE: "quiet"}
REGISTER = {
    Check.HOLDS: ("登记有效", "登记簿里有这一份，没有撤销。"),
    Check.FAILS: ("没有有效登记", "登记簿里没有相符的有效证书。"),
    Check.NOT_MADE: ("没有查登记簿", "没有确定是哪一本证书，或登记簿此刻没有回答。"),
}
ISSUER = {
    Check.HOLDS: ("发证机关已确认", "由发证机关登记并签发。"),
    Check.FAILS: ("不能确认由发证机关签发", "没有发证机关对这份内容的有效签章。"),
    Check.NOT_MADE: ("未能确认", "没有查到证书，或此刻不能确认签章。"),
}


def finding_of(verdict: Verdict) -> Finding:
    """The verdict in words, with the certificate's own facts where the asker may see them."""
    if verdict.handed is not None:
        return _finding_of_file(verdict.standing, verdict.handed)
    lines = [
        _line("文件完整", WHOLE_FILE, verdict.whole_file),
        _register_line(verdict),
        _line("签发机关", ISSUER, verdict.issuer),
    ]
    if verdict.proof is not Check.NOT_MADE:
        lines.insert(1, _line("二维码", PROOF, verdict.proof))
    said = verdict.certificate
    new_number = said.replaced_by if said and verdict.standing is Standing.REPLACED else ""
    return Finding(
        verdict.standing.value,
        VERDICTS[verdict.standing],
        tuple(lines),
        _facts(verdict),
        new_number,
        name_is_masked=said is not None and verdict.name == masked(said.name),
    )


def with_holes(finding: Finding, hole: Callable[[int], str]) -> tuple[Finding, tuple[str, ...]]:
    """The finding with `hole(n)` in place of each text that may be this certificate's own, and those texts, from 1.

    So it is the same for many certificates. An empty text has no hole: the page has words of its own for that.
    """
    texts: list[str] = []

    def left_out(text: str) -> str:
        if text:
            texts.append(text)
        return text and hole(len(texts))

    shape = replace(
        finding,
        lines=tuple(line._replace(because=left_out(line.because)) for line in finding.lines),
        facts=tuple(Fact(label, left_out(value)) for label, value in finding.facts),
        new_number=left_out(finding.new_number),
    )
    return shape, tuple(texts)


def _finding_of_file(standing: Standing, handed: Handed) -> Finding:
    """A file that is none of those we issued, in the same words as offline; against a strange one nothing stands."""
    words = words_of(standing, handed)
    word, because = WHOLE_FILE[Check.FAILS]
    lines = (CheckLine("文件完整", word, TONES[Check.FAILS], because),) if standing is Standing.ALTERED else ()
    return Finding(standing.value, words, lines, (), asks_otherwise=handed in ASKED_OTHERWISE)


def _line(subject: str, words: dict[Check, tuple[str, str]], check: Check) -> CheckLine:
    word, because = words[check]
    return CheckLine(subject, word, TONES[check], because)


def _register_line(verdict: Verdict) -> CheckLine:
    said = verdict.certificate
    if said is None or said.since is None:
        return _line("登记状态", REGISTER, verdict.register)
    tone, what = ("stop", "不再有效") if said.standing is Standing.REVOKED else ("wait", "由新证书代替")
    return CheckLine("登记状态", VERDICTS[said.standing].word, tone, f"自{cn_date(said.since)}起{what}。")


def _facts(verdict: Verdict) -> tuple[Fact, ...]:
    said = verdict.certificate
    if said is None:
        return ()
    rows = [
        *_change(said),
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
    return tuple(Fact(label, value) for label, value in rows)


def _change(said: Registered) -> list[tuple[str, str]]:
    """What became of it: when that was decided, from when it counts, why as everybody may read, and what to look at."""
    if said.since is None:
        return []
    revoked = said.standing is Standing.REVOKED
    decided = said.revoked_on if revoked else said.replaced_on
    rows = [("新证书编号", said.replaced_by)] if said.replaced_by and not revoked else []
    if said.reinstated_on is not None:
        return [
            *rows,
            ("撤销日期", cn_date(given(said.revoked_on))),
            ("恢复日期", cn_date(said.reinstated_on)),
            ("经过", said.change_words),
        ]
    rows.append(("撤销日期" if revoked else "换发日期", cn_date(given(decided))))
    if said.since != decided:
        rows.append(("自何日起不再有效", cn_date(said.since)))
    if said.change_words:
        rows.append(("撤销原因" if revoked else "换发原因", said.change_words))
    return rows


def _log_words(said: Registered) -> str:
    told = f"颁发记在公开登记簿第 {said.issue_position} 条"
    if said.revocation_position is not None:
        told += f"，撤销记在第 {said.revocation_position} 条"
    return told if said.reinstatement_position is None else f"{told}，恢复记在第 {said.reinstatement_position} 条"
