"""The command line answers where Django is not there at all, although packs have tables now."""

import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from zhicheng.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["workdays", "2024-12-02", "--count", "5"], "2024-12-09"),
        (["check", "-", "--policy", "tiaozhou-2024"], "助理级"),
    ],
)
def test_the_command_line_needs_no_django(repository: Path, words: list[str], said: str) -> None:
    facts = '{"target": {"level": "assistant", "series": "engineering"}}'
    command = [sys.executable, "-c", WITHOUT_DJANGO, *words]
    done = subprocess.run(command, cwd=repository, input=facts, capture_output=True, text=True, timeout=600)
    assert (done.returncode, said in done.stdout) == (0, True), done.stderr
