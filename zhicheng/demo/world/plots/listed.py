"""Ways that a case goes once it stands on the bureau's list, and a title after it."""

from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.demo.world.moments import at
from zhicheng.demo.world.plots.way import approved, handed_in
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Plot
from zhicheng.documents.actions.propose_change import propose_correction, propose_revocation
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest
from zhicheng.domain.permissions import Role
from zhicheng.jobs.clock import real_now

OBJECTOR = ("鲁直言", "0000713")


def objected_at_bureau(story: Story, when: str, objection: str, decided: str = "", upheld: bool = False) -> Plot:
    """Objected to while on the bureau's list; decided on a later day, or held still."""
    yield from approved(story, when)
    now = yield at(objection)
    ground = "该同志填报的 2022 年工作经历与实际不符，当时他在另一家公司从事销售，请核实。"
    handle = story.object_to(now, "bureau", ground, *OBJECTOR)
    if decided:
        now = yield at(decided)
        finding = "经向两家单位核实，2022 年 3 月至 12 月本人从事销售工作，与填报不符，专业工作年限不足。"
        reviewer = story.of_bureau(Role.BUREAU_REVIEWER)
        decide_objection(handle, actor=reviewer, now=now, upheld=upheld, finding=finding)


CORRECTED = "申报时专业名称少录了几个字，与学历证书不一致。本人书面申请更正。"
PROOF = "本人更正申请、毕业证书原件。"
HEARD = "已书面告知本人拟撤销的事实、理由和依据，本人在十日内没有提出陈述、申辩。"
REVOKED = "复查发现年度考核登记表系伪造，原单位书面证明未作过该考核。"


def revoked(story: Story, when: str, paper: str, proposed: str, decided: str = "") -> Plot:
    """Certified; later one person proposes to revoke, and on the day `decided` another one does."""
    yield from handed_in(story, when, paper)
    now = yield at(proposed)
    reviewer = story.of_bureau(Role.BUREAU_REVIEWER)
    change = propose_revocation(
        story.case.pk,
        actor=reviewer,
        now=now,
        code="false_material",
        reason=REVOKED,
        heard=HEARD,
        evidence="年度考核登记表原件、原单位书面证明。",
    )
    if decided:
        now = yield at(decided)
        leader = story.of_bureau(Role.BUREAU_LEADER)
        revoke(story.case.pk, actor=leader, now=now, read=read_digest(change))


def corrected(story: Story, when: str, paper: str, proposed: str, decided: str, right: dict[str, str]) -> Plot:
    """Certified; later a clerk proposes to put facts of the certificate right, and a leader decides it."""
    yield from handed_in(story, when, paper)
    now = yield at(proposed)
    clerk = story.of_bureau(Role.BUREAU_CLERK)
    change = propose_correction(
        story.case.pk, actor=clerk, now=now, code="entry_error", reason=CORRECTED, evidence=PROOF, right=right
    )
    now = yield at(decided)
    leader = story.of_bureau(Role.BUREAU_LEADER)
    reissue(story.case.pk, actor=leader, now=now, read=read_digest(change), sealed_at=real_now())
