"""Hold what was entered of printed heads against the papers that print them, some at each run."""

from dataclasses import dataclass, field
from hashlib import sha256

from zhicheng.documents.actions.print_head import enter_printed
from zhicheng.documents.file_kinds import title_of
from zhicheng.documents.log_prints import paper_words
from zhicheng.documents.models import LogHead, LogPrint, Paper
from zhicheng.documents.printed_text import PRINTS_A_HEAD, not_on_paper, roots_in, text_of
from zhicheng.outbox.deliver import renew

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Course:
    """How far the papers were gone through: up to which, whether all were once, and which of them were wrong.

    From the time when all were gone through each has its entry before it is drawn: one that is lacking was removed.
    """

    after: int = 0
    whole: bool = False
    wrong: tuple[int, ...] = ()


@dataclass(slots=True)
class Found:
    """What a run found: faults in Chinese, how many papers of before were entered, and where the next run goes on."""

    course: Course
    faults: list[str] = field(default_factory=list)
    entered: int = 0


def check_prints(course: Course, *, most: int | None = AT_ONCE, enter: bool = False) -> Found:
    """Go on with the next papers, at most so many (None: all), and once more with those that were wrong.

    A paper without its entry is entered from what it prints, the first time that all are gone through or if `enter`.
    """
    printing = Paper.objects.filter(kind__in=PRINTS_A_HEAD)
    found, wrong = Found(course), list[int]()
    coming = list(printing.filter(pk__gt=course.after).order_by("pk").values_list("pk", flat=True)[:most])
    for pk in dict.fromkeys([*course.wrong, *coming]):
        renew()
        paper = Paper.objects.filter(pk=pk).first()
        if paper is None:  # removed since, perhaps to be drawn anew: told once
            found.faults.append(f"编号 {pk} 的文书上次查出有问题，现在没有了")
        elif fault := _fault_of(paper, found, enter=enter or not course.whole):
            found.faults.append(fault)
            wrong.append(pk)
    more = bool(coming) and printing.filter(pk__gt=coming[-1]).exists()
    found.course = Course(coming[-1] if more else 0, course.whole or not more, tuple(wrong))
    return found


def _fault_of(paper: Paper, found: Found, *, enter: bool) -> str:
    """What is wrong with the paper or its entry, "" if nothing is."""
    entered = LogPrint.objects.select_related("head").filter(key=paper.key).first()
    name = paper_words(entered) if entered else f"{title_of(paper.kind)}（{paper.key}）"
    content = bytes(paper.content or b"")
    text = text_of(content)
    if text is None or sha256(content).hexdigest() != paper.sha256:
        return f"{name}：保存的文件被改动过"
    if entered:
        different = not_on_paper(entered, text)
        return f"{name}：登记的{'、'.join(different)}与文书上印的不同" if different else ""
    return _fault_of_unentered(paper, name, text, found, enter=enter)


def _fault_of_unentered(paper: Paper, name: str, text: str, found: Found, *, enter: bool) -> str:
    roots = roots_in(text)
    if not roots:
        return ""
    head = LogHead.objects.filter(root__in=roots).first()
    if head is None:
        return f"{name}：印着的校验值登记簿里没有"
    if not enter:
        return f"{name}：印着登记簿的校验值，这份文书的登记却没有了"
    enter_printed(paper, head, text)
    found.entered += 1
    return ""
