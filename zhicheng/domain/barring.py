"""The years in which nobody applies again whose title was revoked because it was got by false material."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhicheng.domain.certificate_changes import ChangeKind, barred_until, reasons_for
from zhicheng.domain.faults import Defect
from zhicheng.domain.words import cn_date

CLAUSE = (
    "《职称评审管理暂行规定》（人社部令第40号）、《职称评审监管暂行办法》（人社部发〔2024〕56号）关于弄虚作假的规定"
)
REMEDY = "不服撤销决定的，可以自收到决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼。"
WHERE = "apply:barred"


@dataclass(frozen=True, slots=True)
class Revoked:
    """A revocation of a title: its reason (a code of the closed list), its legal day, the number of its decision."""

    code: str
    on: date
    number: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Nobody with it applies from `since` to `until`, both legal days included; `number` is that of the decision."""

    number: str
    since: date
    until: date

    @property
    def again_on(self) -> date:
        """The first legal day on which the person may apply again."""
        return self.until + timedelta(days=1)

    @property
    def what(self) -> str:
        """What holds, by which decision, until when, by which rules."""
        by = f"（决定书 {self.number}）" if self.number else ""
        return (
            f"您的职称因以不正当手段取得，于{cn_date(self.since)}被撤销{by}。"
            f"按{CLAUSE}，到{cn_date(self.until)}为止（含当日）不得申报职称"
        )

    @property
    def cure(self) -> str:
        """What can be done."""
        return f"{REMEDY}{cn_date(self.again_on)}起可以重新申报"

    def defect(self) -> Defect:
        """What stands in the way of an application."""
        return Defect(self.what, WHERE, cure=self.cure)


def bar_on(day: date, revocations: Iterable[Revoked]) -> Bar | None:
    """The bar under which the person stands on this legal day, of several the one that ends last; None without one."""
    by_code = {reason.code: reason for reason in reasons_for(ChangeKind.REVOCATION)}
    bars = [
        Bar(one.number, one.on, until)
        for one in revocations
        if one.code in by_code and (until := barred_until(by_code[one.code], one.on))
    ]
    return max((bar for bar in bars if bar.since <= day <= bar.until), key=lambda bar: bar.until, default=None)


def codes_that_bar() -> tuple[str, ...]:
    """The codes of the reasons that bar."""
    return tuple(one.code for one in reasons_for(ChangeKind.REVOCATION) if one.years_barred)
