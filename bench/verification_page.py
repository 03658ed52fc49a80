"""The verification page, hits on many certificates, beside a static page of its size from the same granian.

`python -m bench.verification_page [SECONDS] [CERTIFICATES]`: needs `wrk`. A platform of its own with that many issued
certificates (300) on SQLite, one process and four threads as `bin/run` serves it, in the demo's settings; static files
collected. Each request comes from another client address (ZHICHENG_CLIENT_HEADER, as behind a front), so that the dam
against floods works and stops nobody. Two ways: number and name typed, and the address of a QR code. Five rounds, each
with a new start: each certificate is asked about once (a few more before, not counted, so that the process is warm),
then all of them in turn, again and again by `wrk`. The static page is asked for as often by either client in the same
round, so that whatever else the machine does falls on all of them; medians of the rounds are told, and of the shares.
Every answer to a first question must be the verdict that this very certificate is valid.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path
from socket import create_connection
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
WARM = 10  # questions on each connection
STATIC = "static page"


@dataclass(frozen=True)
class Asked:
    """One request, and what its answer must hold."""

    method: str
    path: str
    body: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """Requests a second, the times of answers, and the CPU that the server took for one, in milliseconds."""

    rate: float
    half: float
    most: float
    cpu: float


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
    """In each round first answers after a new start, then answers again, each beside a file of as many bytes."""
    ways = {"number and name": typed(issued), "QR code": coded(issued)}
    static = [Asked("GET", "/static/page.html")] * len(issued)
    found: dict[str, list[Measured]] = {}
    for _ in range(ROUNDS):
        platform.start("web")
        size = len(asked_once(platform.port, ways["QR code"][:WARM])[0][1])
        (platform.folder / "static" / "page.html").write_bytes(b"x" * size)
        platform.stop()
        platform.start("web")  # which files there are is read at the start
        for way, asked in (ways | {STATIC: static}).items():
            found.setdefault(f"{way}, first", []).append(first(platform, asked))
        for way, asked in (ways | {STATIC: static[:1]}).items():
            found.setdefault(f"{way}, again", []).append(again(platform, asked, seconds))
        platform.stop()
    print(f"{len(issued)} certificates, {size} bytes, {CONNECTIONS} connections, {ROUNDS} rounds of {seconds} s")
    print(f"  {'':24} {'a second':>9} {'median ms':>10} {'p99 ms':>8} {'CPU ms':>7} {'share':>6}")
    for what, several in found.items():
        rate, half, most, cpu = (median(each) for each in zip(*map(astuple, several), strict=True))
        beside = found[f"{STATIC}, {what.split(', ')[1]}"]
        share = median(one.rate / other.rate for one, other in zip(several, beside, strict=True))
        print(f"  {what:24} {rate:9.1f} {half:10.2f} {most:8.2f} {cpu:7.2f} {share:6.2f}")


def typed(issued: list[list[str]]) -> list[Asked]:
    """The form of /verify/, filled in rightly."""
    return [
        Asked("POST", "/verify/number", urlencode({"number": number, "name": name}), ("真实有效", number, name))
        for number, name, _ in issued
    ]


def coded(issued: list[list[str]]) -> list[Asked]:
    """The address in the QR code."""
    return [Asked("GET", f"/v/{handle}", holds=("真实有效", number)) for number, _, handle in issued]


def first(platform: Platform, asked: list[Asked]) -> Measured:
    """Each question once over as many connections, but for the first few; each answer is checked afterwards."""
    shares = [asked[at::CONNECTIONS] for at in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as askers:
        list(askers.map(lambda share: asked_once(platform.port, share[:WARM]), shares))
        began, spent = perf_counter(), cpu_of(platform)
        told = [
            pair
            for share in askers.map(lambda share: asked_once(platform.port, share[WARM:]), shares)
            for pair in share
        ]
        rate, spent = len(told) / (perf_counter() - began), cpu_of(platform) - spent
    for one, (_, content) in zip([one for share in shares for one in share[WARM:]], told, strict=True):
        page = content.decode()
        if not all(words in page for words in one.holds):
            sys.exit(f"{one.path} answers no hit; no time is given\n{page}")
    times = [1000 * took for took, _ in told]
    return Measured(rate, median(times), quantiles(times, n=100)[98], 1000 * spent / len(told))


def asked_once(port: int, asked: list[Asked]) -> list[tuple[float, bytes]]:
    """Seconds and body of each answer on one connection, with as little work on this side as can be."""
    told = []
    with create_connection(("127.0.0.1", port), timeout=30) as connection:
        for at, one in enumerate(asked):
            question = (
                f"{one.method} {one.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{HEADER}: 10.0.{port % 251}.{at % 251}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(one.body)}\r\n\r\n{one.body}"
            ).encode()
            began = perf_counter()
            connection.sendall(question)
            head, _, content = connection.recv(65536).partition(b"\r\n\r\n")
            length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]
            while len(content) < length:
                content += connection.recv(65536)
            told.append((perf_counter() - began, content))
            if not head.startswith(b"HTTP/1.1 200"):
                sys.exit(f"{one.path} answers {head.decode()}; no time is given")
    return told


def again(platform: Platform, asked: list[Asked], seconds: int) -> Measured:
    """All questions in turn, again and again, as wrk tells it, after a second to get warm."""
    rows = ",\n".join(f"{{'{one.method}', '{one.path}', '{one.body}'}}" for one in asked)
    script = platform.folder / "load.lua"
    script.write_text(f"ASKED = {{{rows}}}\n{LUA}", "utf-8")
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", "-s", str(script), platform.url]
    subprocess.run([*command, "-d1s"], check=True, capture_output=True)
    spent = cpu_of(platform)
    said = subprocess.run([*command, f"-d{seconds}s"], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        sys.exit(f"{asked[0].path} was refused at times; no time is given\n{said}")
    spent = cpu_of(platform) - spent
    rate, count = re.search(r"Requests/sec:\s+(\S+)", said), re.search(r"(\d+) requests in", said)
    times = dict(re.findall(r"^ +(50|99)%\s+(\S+)$", said, re.MULTILINE))
    assert rate
    assert count
    return Measured(float(rate[1]), milliseconds(times["50"]), milliseconds(times["99"]), 1000 * spent / int(count[1]))


def cpu_of(platform: Platform) -> float:
    """Seconds of CPU that the web's processes took so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # a process that ended meanwhile
            words = stat.read_text().rpartition(")")[2].split()
            if int(words[2]) == platform.processes["web"].pid:
                ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def milliseconds(words: str) -> float:
    """What wrk writes as 812.00us, 1.27ms or 2.00s."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", words).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


if __name__ == "__main__":
    sys.exit(main())
