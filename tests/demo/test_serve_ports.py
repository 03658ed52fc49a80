import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_world import a_demo
from tests.platform_process import Platform


def _serve(repository: Path, port: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zhicheng.demo.serve"]
    environment = os.environ | {"PORT": port}
    return subprocess.run(
        command, cwd=repository, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_a_port_in_use_is_named_with_the_way_out(repository: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _serve(repository, str(port))
    assert done.returncode == 1
    assert f"端口 {port} 已被占用" in done.stdout
    assert f"PORT={port + 1} bin/run" in done.stdout


@pytest.mark.parametrize("port", ["0", "65536", "eighty", ""])
def test_a_port_that_is_none_is_refused(repository: Path, port: str) -> None:
    done = _serve(repository, port)
    assert done.returncode == 1
    assert "PORT must be 1 to 65535" in done.stdout


@pytest.fixture
def demo_folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demo that was served before."""
    return a_demo(Platform(tmp_path), tmp_path_factory).folder


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_one_signal_stops_the_whole_demo(
    repository: Path, demo_folder: Path, unused_port: int, number: signal.Signals
) -> None:
    environment = os.environ | {"PORT": str(unused_port), "ZHICHENG_DATA": str(demo_folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("ZHICHENG_DATABASE")
    with subprocess.Popen(
        [sys.executable, "-m", "zhicheng.demo.serve"],
        cwd=repository,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        heard = []
        for line in demo.stdout:
            heard.append(line)
            if "The demo is running" in line:
                break
        assert any("演示已启动" in line for line in heard), "".join(heard)
        assert socket.create_connection(("127.0.0.1", unused_port), timeout=5).close() is None
        demo.send_signal(number)
        assert demo.wait(timeout=120) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", unused_port), timeout=5)
