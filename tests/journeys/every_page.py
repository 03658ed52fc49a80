"""What holds for every page that anybody reaches: a title, one heading, axe at two widths, no sideways scrolling."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from tests.browser import DESKTOP, TELEPHONE, axe_violations

ZOOMED = {"width": 320, "height": 640}  # 1280 pixels at 400 %
HEADINGS = """() => ({
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
})"""
TOO_WIDE = """() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const wide = [...document.querySelectorAll('main *')].filter(one =>
        one.clientWidth && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'visible');
    return [page.scrollWidth, ...wide.slice(-4).map(one => one.tagName + '.' + one.className)];
}"""


Kind = tuple[str, str, int]  # audience, name of the address, status


class GoneThrough:
    """Who goes through which kind of page: the first of the run's processes that reaches one, marked in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._in_hand: set[Kind] = set()

    def is_mine(self, kind: Kind) -> bool:
        """Whether this process goes through it: nobody did so far, or it began to and was interrupted."""
        try:
            (self.folder / "_".join(map(str, kind))).touch(exist_ok=False)
        except FileExistsError:
            return kind in self._in_hand
        self._in_hand.add(kind)
        return True

    def done(self, kind: Kind) -> None:
        """All of it was seen."""
        self._in_hand.discard(kind)


class Inspector:
    """Looks at pages and keeps what is wrong; a kind of page is gone through once, also across the stories of a run."""

    def __init__(self, gone_through: GoneThrough) -> None:
        self.faults: list[str] = []
        self.reached: set[Kind] = set()
        self.gone_through = gone_through

    def fault(self, url: str, what: str) -> None:
        """Keep what is wrong, once."""
        said = f"{urlsplit(url).path}: {what}"
        if said not in self.faults:
            self.faults.append(said)

    def look(self, page: Page, audience: str, route: str, status: int) -> None:
        """A glance at every page, and all of it at the first page of its kind."""
        for _ in range(5):
            try:
                self._look(page, (audience, route, status))
                return
            except Error as error:
                if "context was destroyed" not in error.message:
                    raise
                page.wait_for_load_state()  # the page loaded itself anew, as it does when an answer has come

    def _look(self, page: Page, kind: Kind) -> None:
        seen = page.evaluate(HEADINGS)
        if not seen["title"] or seen["headings"] != 1:
            self.fault(page.url, f"title {seen['title']!r}, {seen['headings']} headings of the first rank")
        self.reached.add(kind)
        if not self.gone_through.is_mine(kind):
            return
        usual = page.viewport_size or DESKTOP
        try:
            self._go_through(page)
        finally:
            page.set_viewport_size(usual)
        self.gone_through.done(kind)

    def _go_through(self, page: Page) -> None:
        for size in (DESKTOP, TELEPHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            for line in axe_violations(page):
                self.fault(page.url, f"axe at {size['width']}: {line}")
        page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
        wide = page.evaluate(TOO_WIDE)
        if wide:
            self.fault(page.url, f"wider than 320 pixels: {wide}")
