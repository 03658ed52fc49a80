"""An answer about a certificate as the command tells it: in Chinese for people, in JSON for programs."""

import json
from dataclasses import asdict
from typing import Any

from zhicheng.documents.bundle.answer import Answer, Checks
from zhicheng.documents.verification import Check, Standing
from zhicheng.documents.words.of_files import ASKED_OTHERWISE, words_of
from zhicheng.documents.words.of_verdicts import LOG, OFFLINE_ADVICE, PROOF, SEAL, STATUS, WHOLE_FILE
from zhicheng.domain.words import cn_date, cn_datetime

EXITS = {
    Standing.VALID: 0,
    Standing.REVOKED: 3,
    Standing.REPLACED: 4,
    Standing.ALTERED: 5,
    Standing.UNKNOWN: 6,
    Standing.DOCUMENT: 6,
    Standing.UNAVAILABLE: 7,
}
SCANNED = "扫出的文字也可以这样核验：zhicheng verify '扫出的文字'"
MARKS = {Check.HOLDS: "✓", Check.FAILS: "✗", Check.NOT_MADE: "-"}
SUBJECTS = {
    "whole_file": ("文件", WHOLE_FILE),
    "seal": ("签章", SEAL),
    "proof": ("二维码", PROOF),
    "status": ("状态", STATUS),
    "log": ("登记簿", LOG),
}


def in_json(answer: Answer) -> str:
    """The answer as one JSON object; days and moments as ISO text, what is not known as null."""
    words = words_of(answer.standing, answer.handed)
    said: dict[str, Any] = {
        "verdict": answer.standing.value,
        "exit": EXITS[answer.standing],
        "number": answer.number or None,
        "facts": asdict(answer.facts) if answer.facts else None,
        "checks": {name: check.value for name, check in asdict(answer.checks).items()},
        "as_of": answer.as_of,
        "since": answer.since,
        "replaced_by": answer.replaced_by or None,
        "reason": answer.words or None,
        "words": {"verdict": words.word, "meaning": "".join(_meaning(answer)), "advice": _advice(answer)},
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=lambda moment: moment.isoformat())


def in_words(answer: Answer) -> str:
    """The answer for people: verdict, what it means, what to do, the facts, each check, and as of when."""
    words = words_of(answer.standing, answer.handed)
    lines = [words.word, *_meaning(answer), *filter(None, [_advice(answer)])]
    if answer.handed in ASKED_OTHERWISE:
        lines.append(SCANNED)
    lines += [f"{label}：{value}" for label, value in _facts(answer)]
    if answer.checks != Checks():
        lines += ["依据", *_checks(answer.checks)]
    if answer.as_of:
        lines.append(f"截至 {answer.as_of.isoformat(timespec='seconds')}；此后有无撤销或换发，不在其内。")
    return "\n".join(lines)


def _meaning(answer: Answer) -> list[str]:
    """A standing of ours is told in its words; what stands against an answer is told instead of them."""
    meaning, because = words_of(answer.standing, answer.handed).meaning, answer.because
    if answer.standing is Standing.VALID and answer.as_of:
        meaning = f"这本证书由发证机关颁发，截至{cn_datetime(answer.as_of)}有效。"
    if not because:
        return [meaning]
    return [meaning, because] if answer.number else [because]


def _advice(answer: Answer) -> str:
    """What to do; nothing where nothing was looked at, for then the reason says what to give instead."""
    if answer.because and answer.standing is Standing.UNKNOWN and answer.checks == Checks():
        return ""
    if answer.standing is Standing.UNAVAILABLE:
        return OFFLINE_ADVICE
    return words_of(answer.standing, answer.handed).advice


def _facts(answer: Answer) -> list[tuple[str, str]]:
    rows = [("证书编号", answer.number)] if answer.number else []
    if answer.since:
        rows.append(("自何日起不再有效", cn_date(answer.since)))
    if answer.words:
        rows.append(("原因", answer.words))
    if answer.replaced_by:
        rows.append(("新证书编号", answer.replaced_by))
    if answer.facts:
        said = answer.facts
        rows += [
            ("姓名", said.name),
            ("资格名称", f"{said.title}（{said.level}）"),
            ("系列和专业", f"{said.series} · {said.speciality}"),
            ("取得时间", cn_date(said.obtained_on)),
            ("发证机关", said.authority),
            ("公布文件", said.document_number),
        ]
    return rows


def _checks(checks: Checks) -> list[str]:
    found = asdict(checks)
    told = ((MARKS[found[name]], subject, words[found[name]]) for name, (subject, words) in SUBJECTS.items())
    return [f"  {mark} {subject}：{word}。{because}" for mark, subject, (word, because) in told]
