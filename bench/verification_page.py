"""The verification page, hits on many certificates, beside a static page of its size from the same granian.

`python -m bench.verification_page [SECONDS] [CERTIFICATES]`: needs `wrk`. A platform of its own with that many issued
certificates (300) on SQLite, one process and four threads as `bin/run` serves it, in the demo's settings; static files
collected. Each request comes from another client address (ZHICHENG_CLIENT_HEADER, as behind a front), so that the dam
against floods works and stops nobody. Two ways: number and name typed, and the address of a QR code. First each
certificate is asked about once after a new start. Then all of them in turn, again and again, and the static page, in
five rounds of all three, so that whatever else the machine does falls on all of them; medians of the rounds are told.
Before and after, every answer must be the verdict that this very certificate is valid.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from tests.platform_process import Platform, migrate

MAKE = """
import json
from itertools import islice, product
from django.db import transaction
from tests.log_acts import issued
from tests.stories import decided
from zhicheng.documents.actions.certify import reserve_together
names = product("沈周吴郑王冯陈褚卫蒋韩杨朱秦尤许何吕施张", "明华芳敏静强磊洋勇艳杰娟涛超秀霞平刚桂英")
with transaction.atomic():
    for name in islice(map("".join, names), COUNT):
        story = decided(name=name)
        one = issued(story, reserve_together([story.case.pk], now=story.now)[0], f"%PDF-1.7 {name}".encode())
        print(json.dumps([one.number, name, one.handle]))
"""
HEADER = "X-Real-IP"
LUA = """
local at = 0
request = function()
  at = at + 1
  local asked = ASKED[at % #ASKED + 1]
  local address = string.format("10.%d.%d.%d", math.random(0, 255), math.floor(at / 256) % 256, at % 256)
  local headers = { ["X-Real-IP"] = address, ["Accept-Encoding"] = "identity" }
  if asked[3] ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
  return wrk.format(asked[1], asked[2], headers, asked[3])
end
"""
CONNECTIONS = 4
ROUNDS = 5


@dataclass(frozen=True)
class Asked:
    """One request, and what its answer must hold."""

    method: str
    path: str
    body: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """Requests a second, and the times of answers in milliseconds."""

    rate: float
    half: float
    most: float


def main() -> int:
    """Prints what was measured; no figure where an answer is not the right one."""
    seconds, count = (int(word) for word in (*sys.argv[1:], *("3", "300")[len(sys.argv) - 1 :]))
    if shutil.which("wrk") is None:
        sys.exit("wrk is not here: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        platform = Platform(Path(folder), ZHICHENG_CLIENT_HEADER=HEADER, ZHICHENG_COLLECTED="1")
        migrate(platform)
        platform.manage("collectstatic", "--no-input", "-v0")
        made = platform.manage("shell", "-v0", "-c", MAKE.replace("COUNT", str(count)), timeout=900)
        issued = [json.loads(line) for line in made.splitlines() if line.startswith("[")]
        try:
            measure(platform, issued, seconds)
        finally:
            platform.stop()
    return 0


def measure(platform: Platform, issued: list[list[str]], seconds: int) -> None:
    """First hits of each way after a new start, then rounds of hits and a file of as many bytes."""
    ways = {"number and name": typed(issued), "QR code": coded(issued)}
    found: dict[str, list[Measured]] = {}
    size = 0
    for way, asked in ways.items():
        platform.start("web")
        firsts, size = first(platform, asked)
        found[f"{way}, first"] = [firsts]
        platform.stop()
    (platform.folder / "static" / "page.html").write_bytes(b"x" * size)
    platform.start("web")
    everything = {f"{way}, again": asked for way, asked in ways.items()}
    everything["static page"] = [Asked("GET", "/static/page.html")]
    for asked in ways.values():
        first(platform, asked)
    for _ in range(ROUNDS):
        for what, asked in everything.items():
            found.setdefault(what, []).append(again(platform, asked, seconds))
    for asked in ways.values():
        first(platform, asked)
    print(f"{len(issued)} certificates, {size} bytes, {CONNECTIONS} connections, {ROUNDS} rounds of {seconds} s")
    print(f"  {'':24} {'a second':>9} {'median ms':>10} {'p99 ms':>8} {'share':>6}")
    static = [one.rate for one in found["static page"]]
    for what, several in found.items():
        rate, half, most = (median(each) for each in zip(*map(astuple, several), strict=True))
        share = median(one.rate for one in several) / median(static)
        if len(several) == ROUNDS:
            share = median(one.rate / beside for one, beside in zip(several, static, strict=True))
        print(f"  {what:24} {rate:9.1f} {half:10.2f} {most:8.2f} {share:6.2f}")


def typed(issued: list[list[str]]) -> list[Asked]:
    """The form of /verify/, filled in rightly."""
    return [
        Asked("POST", "/verify/number", urlencode({"number": number, "name": name}), ("真实有效", number, name))
        for number, name, _ in issued
    ]


def coded(issued: list[list[str]]) -> list[Asked]:
    """The address in the QR code."""
    return [Asked("GET", f"/v/{handle}", holds=("真实有效", number)) for number, _, handle in issued]


def first(platform: Platform, asked: list[Asked]) -> tuple[Measured, int]:
    """Each question once over as many connections, each answer checked; and the bytes of the last one."""
    shares = [asked[at::CONNECTIONS] for at in range(CONNECTIONS)]
    began = perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as askers:
        told = [
            pair
            for share in askers.map(lambda share: one_after_the_other(platform.port, share), shares)
            for pair in share
        ]
    rate = len(asked) / (perf_counter() - began)
    times = [1000 * took for took, _ in told]
    return Measured(rate, median(times), quantiles(times, n=100)[98]), told[-1][1]


def one_after_the_other(port: int, asked: list[Asked]) -> list[tuple[float, int]]:
    """Seconds and bytes of each answer on one connection; ends the run where an answer is not the right one."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    told = []
    for at, one in enumerate(asked):
        headers = {HEADER: f"10.0.{port % 251}.{at % 251}", "Content-Type": "application/x-www-form-urlencoded"}
        began = perf_counter()
        connection.request(one.method, one.path, one.body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        told.append((perf_counter() - began, len(content)))
        page = content.decode()
        if answer.status != 200 or not all(words in page for words in one.holds):
            sys.exit(f"{one.path} answers {answer.status} and no hit; no time is given")
    return told


def again(platform: Platform, asked: list[Asked], seconds: int) -> Measured:
    """All questions in turn, again and again, as wrk tells it, after a second to get warm."""
    rows = ",\n".join(f"{{'{one.method}', '{one.path}', '{one.body}'}}" for one in asked)
    script = platform.folder / "load.lua"
    script.write_text(f"ASKED = {{{rows}}}\n{LUA}", "utf-8")
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", "-s", str(script), platform.url]
    subprocess.run([*command, "-d1s"], check=True, capture_output=True)
    said = subprocess.run([*command, f"-d{seconds}s"], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{asked[0].path} was refused at times; no time is given\n{said}")
    rate = re.search(r"Requests/sec:\s+(\S+)", said)
    times = dict(re.findall(r"^ +(50|99)%\s+(\S+)$", said, re.MULTILINE))
    assert rate
    return Measured(float(rate[1]), milliseconds(times["50"]), milliseconds(times["99"]))


def milliseconds(words: str) -> float:
    """What wrk writes as 812.00us, 1.27ms or 2.00s."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", words).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


if __name__ == "__main__":
    sys.exit(main())
