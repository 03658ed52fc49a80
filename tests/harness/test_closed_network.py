import socket

import pytest

from tests.closed_network import OutsideNetwork
from tests.platform_process import free_port


@pytest.mark.parametrize("address", [("93.184.216.34", 80), ("register.example.cn", 443), ("192.168.1.1", 80)])
def test_a_test_cannot_reach_another_machine(address: tuple[str, int]) -> None:
    with socket.socket() as caller, pytest.raises(OutsideNetwork):
        caller.connect(address)


def test_a_test_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as listener, socket.socket() as caller:
        caller.connect(listener.getsockname())
        assert caller.getpeername() == listener.getsockname()
