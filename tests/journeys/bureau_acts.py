"""What a bureau does: review, approve by two, publish, issue, take in paper."""

from tests.journeys.visitor import Visitor


def open_case(officer: Visitor, name: str, tab: str = "") -> None:
    """From the queue to the person's case."""
    officer.go(f"/bureau/?tab={tab}" if tab else "/bureau/")
    officer.press(name, within="main table")
    officer.reads(name, "核对")


def check_rest(officer: Visitor) -> None:
    """Whatever of the check list is open is in order."""
    officer.page.locator("#check-rest").click()
    officer.page.locator("#check-rest").wait_for(state="detached")


def propose(clerk: Visitor, name: str) -> None:
    """The first pair of eyes: the check list, then the proposal."""
    open_case(clerk, name)
    check_rest(clerk)
    clerk.press("提出通过", within=".actionbar, #acts", number=0)
    clerk.fill(note="材料齐全，建议通过。")
    clerk.press("提出通过", within="main form")
    clerk.reads("等待第二人批准")


def approve(reviewer: Visitor, name: str) -> None:
    """The second pair of eyes."""
    open_case(reviewer, name, "second")
    reviewer.press("批准", within="#acts", number=0)
    reviewer.press("批准", within="main form")
    reviewer.reads(f"已批准{name}")


def publish(clerk: Visitor, title: str) -> str:
    """Everybody who waits goes on one public list; returns its handle."""
    clerk.go("/bureau/publicities/new/")
    clerk.fill(title=title)
    clerk.press("预览公示")
    clerk.reads("公众看到的就是下面的内容", title)
    clerk.press("开始公示", within="main form")
    clerk.reads("已开始公示", title)
    return clerk.page.url.rstrip("/").rpartition("/")[2]


def draft_document(clerk: Visitor, title: str) -> str:
    """Everybody who is clear goes on one document; returns its handle."""
    clerk.go("/bureau/documents/")
    clerk.go("/bureau/documents/new/")
    clerk.fill(title=title)
    clerk.press("起草", within="main form")
    clerk.reads("待签发", title)
    return clerk.page.url.rstrip("/").rpartition("/")[2]


def issue_document(leader: Visitor, handle: str) -> None:
    """Read the list, sign; then wait for the certificates."""
    leader.go(f"/bureau/documents/{handle}/")
    leader.press("阅读名单并签发")
    leader.press("签发", within="main form")
    leader.page.locator("#progress:not([hx-get])").wait_for(timeout=120_000)


def take_in_paper(counter: Visitor, number: str, version: str) -> None:
    """At the counter: a print of another version is refused, the right one is ticked off."""
    counter.go("/bureau/paper/")
    counter.fill(q=number)
    counter.press("查找")
    counter.fill(version="00000000", copies="2")
    counter.press("登记收到")
    assert counter.status == 422
    counter.reads("版本码与审定内容不一致")
    assert counter.page.locator('[name="version"]').input_value() == "00000000"
    counter.fill(version=version, copies="2")
    counter.press("登记收到")
    counter.reads("已收到", "2 份")
