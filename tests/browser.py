"""A real headless Chromium, the one that the system has, driven by Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

HOW_TO_GET_IT = "Chromium is not here: apt-get install chromium (or name it: ZHICHENG_CHROMIUM=/path/to/chromium)"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PATIENCE = 60_000  # milliseconds: a busy machine is slow, and only what never comes is wrong
expect.set_options(timeout=PATIENCE)
DESKTOP = {"width": 1280, "height": 800}
TELEPHONE = {"width": 390, "height": 844}


def chromium() -> Path | None:
    """The browser to drive: ZHICHENG_CHROMIUM, else the first known name in PATH, else None."""
    named = os.environ.get("ZHICHENG_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module, since its event loop stays in the thread until it is stopped; skips without one."""
    path = chromium()
    if path is None:
        pytest.skip(HOW_TO_GET_IT)
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A function giving a fresh browser with its own cookies: new_context(viewport=TELEPHONE, base_url=…)."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        chosen = {"viewport": DESKTOP, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "accept_downloads": True}
        context = browser.new_context(**(chosen | options))
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A function giving a page in a browser of its own, with the options of `new_context`."""

    def make(**options: object) -> Page:
        return new_context(**options).new_page()

    return make


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line each: rule, what it says, where. Empty is good."""
    return [
        f"{fault['id']}: {fault['help']} at {', '.join(str(node['target']) for node in fault['nodes'])}"
        for fault in Axe().run(page).response["violations"]
    ]
