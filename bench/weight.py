"""Bytes of a first visit as they travel: `python -m bench.weight http://127.0.0.1:8000/ [ADDRESS …]`."""

import shutil
import sys

from playwright.sync_api import sync_playwright

LIMIT = 250_000


def weigh(address: str) -> dict[str, int]:
    """Encoded bytes by file for one page in a browser with an empty cache."""
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    with sync_playwright() as play:
        binary = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]}))
        wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
        page.goto(address, wait_until="networkidle")
        browser.close()
    return {names.get(request, request): size for request, size in sizes.items()}


def main() -> int:
    worst = 0
    for address in sys.argv[1:] or ["http://127.0.0.1:8000/"]:
        files = weigh(address)
        total = sum(files.values())
        worst = max(worst, total)
        print(f"{address}: {total:,d} bytes in {len(files)} files, {total / LIMIT:.0%} of the limit")
        for name, size in sorted(files.items(), key=lambda one: -one[1])[:8]:
            print(f"  {size:9,d}  {name}")
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
