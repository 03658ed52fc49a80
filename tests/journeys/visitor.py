"""Somebody at a browser: goes, presses, reads; every page on the way is looked at as it is reached."""

import time
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, BrowserContext, ConsoleMessage, Page, Response

from tests.browser import DESKTOP, TELEPHONE
from tests.journeys.every_page import Inspector

PATIENCE = 120  # seconds for what the worker makes


class Visitor:
    """One person with a browser of their own; `audience` is the site they use."""

    def __init__(self, name: str, audience: str, context: BrowserContext, inspector: Inspector) -> None:
        self.name, self.audience, self.context, self.inspector = name, audience, context, inspector
        self.status = 0
        self.page = self.open_page()

    def open_page(self) -> Page:
        """One more tab, listened to as the first is."""
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.inspector.fault(page.url, f"script error: {error}"))
        page.on("response", self._answered)
        return page

    # -- going about --------------------------------------------------------------------------------
    def go(self, address: str) -> None:
        """Open an address of the platform."""
        self.page.goto(address)
        self.look()

    def press(self, words: str, *, within: str = "body", number: int = 0, exact: bool = False) -> None:
        """Press the button or link with these words and arrive at the next page."""
        place = self.page.locator(within)
        wanted = place.get_by_role("button", name=words, exact=exact).or_(
            place.get_by_role("link", name=words, exact=exact)
        )
        with self.page.expect_navigation():
            wanted.nth(number).click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, **values: str) -> None:
        """Type into fields by their names."""
        for name, value in values.items():
            self.page.locator(f'[name="{name}"]:visible').first.fill(value)

    def look(self) -> None:
        """What holds for every page, and at the first sight of its kind axe and three widths."""
        self.inspector.look(self.page, self.audience, self.route(), self.status)

    def route(self) -> str:
        """The name of the page's address; empty for an address that there is none of."""
        try:
            return str(resolve(urlsplit(self.page.url).path).url_name)
        except Resolver404:
            return ""

    # -- reading ------------------------------------------------------------------------------------
    @property
    def words(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("body").inner_text()

    def reads(self, *sentences: str) -> None:
        """Each of these stands on the page."""
        seen = self.words
        missing = [one for one in sentences if one not in seen]
        assert not missing, f"{self.name} at {self.page.url} does not read {missing} in:\n{seen}"

    def waits_for(self, selector: str) -> None:
        """Come back to the page until the worker has made what the selector finds."""
        end = time.monotonic() + PATIENCE
        while not self.page.locator(selector).count():
            assert time.monotonic() < end, f"{selector} did not come at {self.page.url}:\n{self.words}"
            time.sleep(0.4)
            self.page.reload()

    def waits_to_read(self, words: str) -> None:
        """Come back to the page until these words stand on it."""
        end = time.monotonic() + PATIENCE
        while words not in self.words:
            assert time.monotonic() < end, f"{words!r} did not come at {self.page.url}:\n{self.words}"
            time.sleep(0.4)
            self.page.reload()

    def address_behind(self, selector: str) -> str:
        """Where a link leads, once the worker has made what it links to."""
        self.waits_for(selector)
        return str(self.page.locator(selector).first.get_attribute("href"))

    def fetch(self, address: str) -> bytes:
        """The bytes at an address, as this person gets them."""
        answer = self.context.request.get(address)
        assert answer.status == 200, f"{answer.status} at {address}"
        return answer.body()

    def send(self, address: str, form: dict[str, Any], **options: Any) -> APIResponse:
        """Post a form without a page, as a script of the site does; redirects are not followed."""
        token = next((one["value"] for one in self.context.cookies() if one["name"] == "csrf"), "")
        headers = {"X-CSRFToken": token, **options.pop("headers", {})}
        kind = "multipart" if options.pop("multipart", False) else "form"
        return self.context.request.post(address, headers=headers, max_redirects=0, **{kind: form}, **options)

    # -- what the browser reports ---------------------------------------------------------------------
    def _heard(self, message: ConsoleMessage) -> None:
        refused = "the server responded with a status of 4" in message.text
        if message.type == "error" and not refused:
            self.inspector.fault(self.page.url, f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.status = response.status
        of_the_page = request.resource_type in {"script", "stylesheet", "image", "font"}
        if response.status >= 500 or (of_the_page and response.status >= 400):
            self.inspector.fault(self.page.url, f"{response.status} at {response.url}")


def viewport_of(audience: str) -> dict[str, int]:
    """Applicants and the public hold a telephone, everybody else sits at a desk."""
    return TELEPHONE if audience in {"applicant", "public"} else DESKTOP
