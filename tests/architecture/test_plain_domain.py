"""The domain stands on the standard library alone."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_domain_imports_the_standard_library_and_itself_only(repository: Path) -> None:
    files = sorted((repository / "zhicheng" / "domain").rglob("*.py"))
    assert files
    strangers = [
        f"{path.name}: {module}"
        for path in files
        for module in _imported(path.read_text("utf-8"))
        if module.split(".")[0] not in sys.stdlib_module_names and not module.startswith("zhicheng.domain")
    ]
    assert strangers == []
