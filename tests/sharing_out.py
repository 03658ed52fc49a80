"""How tests are shared out among the processes of a run: a file to each, and a few files test by test."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

# What takes longest, so that no process is left alone with it at the end; the first are begun first, one a process,
# and whoever runs the last test of a file already has the next file waiting behind it.
LONG = (
    "tests/faults/test_kills.py::test_nothing_acknowledged_is_lost_on_sqlite",
    "tests/demo/test_serve_ports.py::test_one_signal_stops_the_whole_demo[ctrl-c]",
    "tests/journeys/test_one_batch.py",
    "tests/demo/test_serve_ports.py::test_one_signal_stops_the_whole_demo[sigterm]",
    "tests/faults/test_kills.py",
    "tests/faults/",
    "tests/journeys/test_city_way.py",
    "tests/journeys/test_county_way.py",
    "tests/journeys/test_every_page.py",
    "tests/journeys/",
    "tests/demo/test_demo.py",
    "tests/web/test_matrix_rights.py",
    "tests/web/test_matrix_forms.py",
    "tests/web/test_matrix_privacy.py",
    "tests/web/test_matrix_queries.py",
    "tests/policy/test_mutants.py",
    "tests/cases/test_door.py",
)
TEST_BY_TEST = ("tests/faults/test_kills.py", "tests/journeys/test_every_page.py", "tests/demo/test_serve_ports.py")


class ByFile(LoadFileScheduling):
    """As `--dist loadfile`, but for the files whose tests share nothing that is dear."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(TEST_BY_TEST) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Whatever --dist says."""
    config.option.loadscopereorder = False  # in the order below, not by how many tests a file has
    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, and in their order."""
    items.sort(key=lambda item: [item.nodeid.startswith(name) for name in LONG], reverse=True)
