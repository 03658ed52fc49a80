"""What a unit does: look a case through, publicise, recommend."""

from tests.journeys.visitor import Visitor


def open_case(clerk: Visitor, name: str) -> None:
    """From those who wait to be checked to the person's case."""
    clerk.go("/unit/?heap=check")
    clerk.press(name, within="main table")
    clerk.reads(name)


def confirm_everything(clerk: Visitor, name: str) -> None:
    """Look at the case and its scans, confirm each claim; the rest at once."""
    open_case(clerk, name)
    clerk.press("属实", within=".claims", number=0)
    clerk.press("其余全部属实")
    clerk.reads("项均已核实属实")


def publicise(clerk: Visitor) -> str:
    """Hang up a list of everybody who is ready; returns its address within the unit."""
    clerk.go("/unit/publicities/")
    clerk.go("/unit/publicities/new")
    boxes = clerk.page.locator('input[name="case"]')
    for box in boxes.all():
        box.check()
    clerk.fill(place="办公楼一楼公告栏", contact="人事科 0500-2000201")
    clerk.reads("按工作日计算")
    clerk.press("开始公示", within="form")
    clerk.reads("公示期", "没有异议")
    return clerk.page.url


def recommend(head: Visitor, name: str, opinion: str = "") -> None:
    """After the days: the responsible person recommends, in the words proposed or in others."""
    open_recommendable(head, name)
    head.press("推荐上报", within=".actionbar")
    if opinion:
        head.fill(opinion=opinion)
    head.press("推荐上报", within="main form")
    head.reads("推荐")


def open_recommendable(head: Visitor, name: str) -> None:
    """From those whose days are over to the person's case."""
    head.go("/unit/?heap=recommend")
    head.press(name, within="main table")
