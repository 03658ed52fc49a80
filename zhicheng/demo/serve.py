"""Serves the demo: the signer, the registers' stand-in, the worker and the web, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from zhicheng.demo.processes import Part, stop_all, watch
from zhicheng.demo.signer import signer_command

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
STANDIN_PORT = 8010
SECONDS_TO_ANSWER = 60.0
SECONDS_TO_LISTEN = 10.0
STOPPERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Ctrl-C or SIGTERM came."""


def main() -> int:
    """Readies the demo, serves it on PORT until told to stop, and returns the exit status."""
    for number in STOPPERS:
        signal.signal(number, _stop)
    port = os.environ.setdefault("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        return _fail(f"PORT 必须是 1 到 65535 的数字，而不是 {port!r}。", f"PORT must be 1 to 65535, got {port!r}.")
    if not _is_free(int(port)):
        other = f"PORT={int(port) + 1} bin/run"
        return _fail(f"端口 {port} 已被占用，请换一个端口：{other}", f"Port {port} is in use; choose another: {other}")
    try:
        _ready()
        return _serve(_parts(port), port)
    except Stopped:
        return 0
    except subprocess.CalledProcessError:
        return _fail("演示未能准备好，原因见上文。", "The demo could not be made ready; the reason stands above.")


def _ready() -> None:
    standin = STANDIN_PORT if _is_free(STANDIN_PORT) else 0
    os.environ.setdefault("ZHICHENG_STANDIN_URL", f"http://{HOST}:{standin or _any_free_port()}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("ZHICHENG_SEAL", "zhicheng.gateways.eseal.signer.SignerSeal")
    os.environ["ZHICHENG_COLLECTED"] = "1"
    subprocess.run([sys.executable, "-m", "zhicheng.demo.ready"], cwd=ROOT, check=True)


def _parts(port: str) -> list[Part]:
    python = sys.executable
    standin_port = os.environ["ZHICHENG_STANDIN_URL"].rpartition(":")[2]
    data = ROOT / os.environ.get("ZHICHENG_DATA", ".data")
    standin = [python, "-m", "zhicheng.gateways.standin", "--port", standin_port]
    standin += ["--people", str(data / "standin-people.json"), "--seal", str(data / "seal")]
    web = [python, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", port, "--no-ws"]
    return [
        Part("signer", signer_command(data), may_fall=True),
        Part("stand-in", standin, may_fall=True),
        Part("worker", [python, "manage.py", "work"], may_fall=True),
        Part(
            "web",
            [*web, "--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "config.wsgi:application"],
            may_fall=False,
        ),
    ]


def _serve(parts: list[Part], port: str) -> int:
    url = f"http://{HOST}:{port}"
    try:
        for part in parts:
            part.start(ROOT)
            if part.name == "stand-in":  # the worker may have a question at once
                _wait_until_taken(int(part.command[part.command.index("--port") + 1]))
        web = parts[-1]
        if not _answers(web, int(port)):
            return _fail("网站未能启动，原因见上文。", "The web did not start; the reason stands above.")
        web.may_fall = True
        _say(
            f"职称初定演示已启动，请打开：{url}/ 按 Ctrl-C 停止。",
            f"The demo is running; open {url}/ and press Ctrl-C to stop it.",
        )
        part, status = watch(parts, ROOT, _say_restart)
        return _fail(
            f"{part.name} 已退出（{status}），其余随之停止。", f"{part.name} ended ({status}); the rest stops."
        )
    except Stopped:
        return 0
    finally:
        for number in STOPPERS:
            signal.signal(number, signal.SIG_IGN)
        stop_all(parts)


def _answers(web: Part, port: int) -> bool:
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end and web.ended_with() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == HTTPStatus.OK:
                return True
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    return False


def _wait_until_taken(port: int) -> None:
    end = time.monotonic() + SECONDS_TO_LISTEN
    while _is_free(port) and time.monotonic() < end:
        time.sleep(0.05)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _say_restart(part: Part, status: int) -> None:
    _say(f"{part.name} 已退出（{status}），正在重新启动。", f"{part.name} ended ({status}); starting it again.")


def _say(chinese: str, english: str) -> None:
    sys.stdout.write(f"\n  {chinese}\n  {english}\n\n")
    sys.stdout.flush()


def _fail(chinese: str, english: str) -> int:
    _say(chinese, english)
    return 1


if __name__ == "__main__":
    sys.exit(main())
