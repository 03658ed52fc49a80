"""The verification page by number, a hit, beside a static page of its size from the same granian: needs `wrk`.

`python -m bench.verification_page [SECONDS]`. A platform of its own with one certificate on SQLite, one process and
four threads as `bin/run` serves it, in the demo's settings; static files collected. Each request comes from another
client address (ZHICHENG_CLIENT_HEADER, as behind a front), so that the dam against floods works and stops nobody.
Before and after, the answer must be the verdict that the certificate is valid.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import httpx

from tests.platform_process import Platform, migrate

MAKE = """
from tests.stories import decided
from zhicheng.documents.models import Certificate
from zhicheng.jobs.worker import carry_out_all_due
story = decided()
carry_out_all_due(story.now)
one = Certificate.objects.get(state="issued")
print(one.number, one.stated["name"])
"""
HEADER = "X-Real-IP"
LUA = """
local at = 0
request = function()
  at = at + 1
  local address = string.format("10.%d.%d.%d", math.random(0, 255), math.floor(at / 256) % 256, at % 256)
  local headers = { ["X-Real-IP"] = address, ["Accept-Encoding"] = "identity" }
  for name, value in pairs(OWN) do headers[name] = value end
  return wrk.format(METHOD, PATH, headers, BODY)
end
"""
CONNECTIONS = 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def main() -> int:
    """Prints requests a second, median and 99th percentile of both pages; none where an answer is not the right one."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    if shutil.which("wrk") is None:
        sys.exit("wrk is not here: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder), ZHICHENG_CLIENT_HEADER=HEADER, ZHICHENG_COLLECTED="1")
        migrate(platform)
        platform.manage("collectstatic", "--no-input", "-v0")
        number, name = platform.manage("shell", "-v0", "-c", MAKE).splitlines()[-1].split()
        (Path(folder) / "static" / "page.html").write_bytes(b"")
        platform.start("web")
        try:
            measured(platform, number, name, seconds)
        finally:
            platform.stop()
    return 0


def measured(platform: Platform, number: str, name: str, seconds: int) -> None:
    """The page first, then a file of as many bytes, served after a new start."""
    with httpx.Client(base_url=platform.url) as client:
        token = TOKEN.search(client.get("/verify/").text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "number": number, "name": name}
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
    own = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded", "Referer": f"{platform.url}/verify/"}

    def ask() -> bytes:
        answer = httpx.post(f"{platform.url}/verify/number", data=form, headers={"Cookie": cookies})
        if answer.status_code != 200 or number not in answer.text or "有效" not in answer.text:
            sys.exit(f"the page answers {answer.status_code} and no hit; no time is given")
        return answer.content

    size = len(ask())
    page = load(platform, seconds, "POST", "/verify/number", own, urlencode(form))
    ask()
    (platform.folder / "static" / "page.html").write_bytes(b"x" * size)
    platform.stop()
    platform.start("web")
    static = load(platform, seconds, "GET", "/static/page.html", {}, "")
    print(f"{size} bytes, {CONNECTIONS} connections, {seconds} s each")
    for what, (rate, half, most) in (("verification by number", page), ("static page", static)):
        print(f"  {what:24} {rate:8.1f} requests a second, median {half}, 99th percentile {most}")
    print(f"  the page's share of the static page's rate: {page[0] / static[0]:.2f}")


def load(
    platform: Platform, seconds: int, method: str, path: str, own: dict[str, str], body: str
) -> tuple[float, str, str]:
    """Requests a second, median and 99th percentile as wrk tells them, after two seconds to get warm."""
    headers = ", ".join(f'["{name}"] = [==[{value}]==]' for name, value in own.items())
    script = platform.folder / "load.lua"
    script.write_text(
        f"METHOD, PATH, BODY, OWN = '{method}', '{path}', [==[{body}]==], {{ {headers} }}\n{LUA}", "utf-8"
    )
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", "-s", str(script), platform.url]
    subprocess.run([*command, "-d2s"], check=True, capture_output=True)
    said = subprocess.run([*command, f"-d{seconds}s"], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{path} was refused at times; no time is given\n{said}")
    found = {name: re.search(rf"{name}:?\s+(\S+)", said) for name in ("Requests/sec", "50%", "99%")}
    rate, half, most = (one[1] if one else "" for one in found.values())
    return float(rate), half, most


if __name__ == "__main__":
    sys.exit(main())
