"""Our eligibility check beside zen-engine and OpenFisca: same people, same run, every answer compared before a time.

`python -m bench.eligibility [--one PEOPLE] [--bulk PEOPLE]`. The peers run in processes of their own, in a virtual
environment made from requirements-eligibility.txt. All times are of CPU, the fastest round of several.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench import flat
from bench.peers_environment import peers_python
from bench.people import people
from zhicheng.domain.eligibility import Facts, decide
from zhicheng.domain.eligibility.codes import severity
from zhicheng.policy.packs import load_pack

HERE = Path(__file__).resolve().parent
PINNED = HERE / "requirements-eligibility.txt"
PACK = load_pack("huzhou-2024")
ROUNDS = 7
AT_ONCE = 20_000
SCHEMA = {
    "schooling": {"words": flat.SCHOOLING, "flags": flat.SCHOOLING_FLAGS, "years": flat.SCHOOLING_YEARS},
    "person": {"words": flat.PERSON, "flags": flat.PERSON_FLAGS, "years": ()},
}
Columns = dict[str, np.ndarray]


def peer(script: str, *arguments: object) -> dict[str, Any]:
    """What a peer's script prints."""
    command = [peers_python(PINNED, "eligibility"), HERE / "peers" / script, *map(str, arguments)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    answer: dict[str, Any] = json.loads(said)
    return answer


def main() -> None:
    """Measures one at a time, then all at once."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--one", type=int, default=2_000, help="people for one at a time")
    asked.add_argument("--bulk", type=int, default=1_000_000, help="people for all at once")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.one:
            one_at_a_time(given.one, Path(folder))
        if given.bulk:
            all_at_once(given.bulk, Path(folder))


def one_at_a_time(count: int, folder: Path) -> None:
    """One explained decision, beside a verdict without reasons from flattened facts."""
    asked = list(people(count))
    ours = [severity(decide(one, PACK).verdict) for one in asked]
    used = min(_seconds(asked) for _ in range(ROUNDS))
    flattened = [flat.flatten(one, PACK) for one in asked]
    (folder / "people.jsonl").write_text("".join(json.dumps(one) + "\n" for one in flattened))
    zen = {how: peer("zen_table.py", folder / "people.jsonl", how) for how in ("one", "each")}
    for found in zen.values():
        _agreed("zen-engine", ours, found["verdicts"])
    fisca, verdicts = openfisca(folder, columns_of(flattened), "one")
    _agreed("openfisca-core", ours, verdicts)
    print(f"\none at a time, {count} people, every verdict the same; µs of CPU a person")
    _row("zhicheng decide: all findings, materials, earliest", used / count, None)
    _row("zen-engine, a table of schoolings and one of the person", zen["one"]["seconds"] / count, used / count)
    _row("zen-engine, a table for each condition of the person", zen["each"]["seconds"] / count, used / count)
    _row("openfisca-core: verdict alone", fisca["seconds"] / count, used / count)


def _seconds(asked: list[Facts]) -> float:
    started = time.process_time()
    for one in asked:
        decide(one, PACK)
    return time.process_time() - started


def all_at_once(count: int, folder: Path) -> None:
    """Verdicts from raw lists, beside a vectorised run on flattened columns."""
    out = folder / "ours.npy"
    said = subprocess.run(
        [sys.executable, "-m", "bench.bulk", str(count), "--out", out], stdout=subprocess.PIPE, check=True, text=True
    )
    ours, verdicts = json.loads(said.stdout), np.load(out)
    columns, flattening = flattened_columns(count)
    runs = {}
    for how in ("all", "tables"):
        runs[how], theirs = openfisca(folder, columns, how)
        _agreed("openfisca-core", verdicts, theirs)
    bulk = ours["verdicts"] / count
    print(f"\nall at once, {count} people, every verdict the same; µs of CPU a person")
    _row("zhicheng bulk verdicts from raw lists", bulk, None)
    _row(
        "openfisca-core, its simulation built and run", (runs["all"]["building"] + runs["all"]["seconds"]) / count, bulk
    )
    _row("openfisca-core, its simulation run", runs["all"]["seconds"] / count, bulk)
    _row("openfisca-core with tables instead of select, run", runs["tables"]["seconds"] / count, bulk)
    filling = ours["columns"] / count
    print(f"apart: facts to our columns {filling * 1e6:.2f}, flattening for the peer {flattening / count * 1e6:.2f}")
    print(f"most memory of the zhicheng process: {ours['megabytes']:.0f} MB")


def openfisca(folder: Path, columns: Columns, how: str) -> tuple[dict[str, Any], np.ndarray]:
    """Times and verdicts of the OpenFisca model on these columns."""
    path, schema = folder / "columns.npz", folder / "schema.json"
    np.savez(path, **columns)
    schema.write_text(json.dumps(SCHEMA))
    said = peer("openfisca_model.py", path, schema, how)
    return said, np.load(f"{path}.verdicts.npy")


def flattened_columns(count: int) -> tuple[Columns, float]:
    """The columns of so many people, made some thousands at a time, and the CPU seconds of flattening them."""
    parts, seconds = [], 0.0
    for batch in _batches(people(count)):
        started = time.process_time()
        parts.append(columns_of([flat.flatten(one, PACK) for one in batch]))
        seconds += time.process_time() - started
    return {name: np.concatenate([one[name] for one in parts]) for name in parts[0]}, seconds


def _batches(stream: Iterator[Facts]) -> Iterator[list[Facts]]:
    while batch := list(islice(stream, AT_ONCE)):
        yield batch


def columns_of(flattened: list[flat.Flat]) -> Columns:
    """Words as numbers, in the order of their lists; schoolings end to end, `count` of them a person."""
    rows = [row for one in flattened for row in one["schoolings"]]
    return {
        "count": np.array([len(one["schoolings"]) for one in flattened]),
        **_columns(rows, flat.SCHOOLING, flat.SCHOOLING_FLAGS, flat.SCHOOLING_YEARS),
        **_columns(flattened, flat.PERSON, flat.PERSON_FLAGS, ()),
    }


def _columns(
    rows: list[flat.Flat], words: dict[str, tuple[str, ...]], flags: Iterable[str], years: Iterable[str]
) -> Columns:
    return {
        **{name: np.array([known.index(row[name]) for row in rows], np.uint8) for name, known in words.items()},
        **{name: np.array([row[name] for row in rows], bool) for name in flags},
        **{name: np.array([row[name] for row in rows], np.int32) for name in years},
    }


def _agreed(name: str, ours: Iterable[int], theirs: Iterable[int]) -> None:
    different = np.count_nonzero(np.asarray(ours) != np.asarray(theirs))
    if different:
        sys.exit(f"{name} answers {different} people otherwise; no time is given")


def _row(what: str, seconds: float, ours: float | None) -> None:
    print(f"  {what:58} {seconds * 1e6:10.3f}" + (f"   {seconds / ours:6.2f} times ours" if ours else ""))


if __name__ == "__main__":
    main()
