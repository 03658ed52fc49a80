from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import TELEPHONE, axe_violations


@pytest.mark.journey
def test_axe_finds_a_picture_without_words(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.set_content("<html lang=zh><title>职称</title><main><h1>职称</h1><img src='data:,'></main>")
    assert any(line.startswith("image-alt") for line in axe_violations(page))


@pytest.mark.journey
def test_a_sound_page_has_no_violations_on_a_telephone(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=TELEPHONE)
    page.set_content("<html lang=zh><title>职称</title><main><h1>职称初定</h1><p>您好</p></main>")
    assert axe_violations(page) == []
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"
