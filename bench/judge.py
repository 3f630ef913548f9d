"""Times judging: a bundle of the deterministic shop, judged by this checkout and, in the same run, by another.

    python -m bench.judge [--captures 53] [--rounds 3] [--against CHECKOUT] [--growth N]

The bundle is collected once with a browser and kept in the given directory, or in a temporary one. Each round judges
it once with each checkout, in turn, in processes of their own; printed are the CPU seconds of each (user and system),
the median of the rounds' ratios, and whether the verdicts are equal. `--growth` judges a bundle of that many captures
too, and prints how many times more CPU and memory it took.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.shop import served

HERE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """CPU seconds, the largest memory in MiB, and what was found."""

    cpu: float
    memory: float
    result: dict[str, Any]


def bundle(folder: Path, captures: int) -> Path:
    """A bundle of that many captures, collected now where the folder has none yet."""
    out = folder / f"shop-{captures}"
    if not (known := list(out.glob("**/manifest.jsonl"))):
        with served() as origin:
            _run(
                HERE, "collect", origin, "--own-site", "--max-pages", str(captures), "--output", str(out)
            )  # fmt: skip
        known = list(out.glob("**/manifest.jsonl"))
    if not known:
        raise SystemExit(f"collect wrote no bundle below {out}")
    return known[0].parent


def judged(checkout: Path, evidence: Path) -> Cost:
    """What judging the bundle costs with the code of a checkout, its start included."""
    with tempfile.TemporaryDirectory() as out:
        file = Path(out, "audit.json")
        used = _run(checkout, "check", str(evidence), "--exit-zero", "--format", f"json={file}", "--output", out)
        return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json.loads(file.read_text(encoding="utf-8")))


def _run(checkout: Path, *arguments: str) -> resource.struct_rusage:
    """Runs the checkout's command; gives what that process used."""
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", "from casetrust_audit.cli.app import main; main()", *arguments]
    child = subprocess.Popen(  # noqa: S603  our own command
        command, cwd=checkout, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert child.stderr is not None
    told = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{told[-800:]}")
    return used


def _verdicts(result: dict[str, Any]) -> dict[str, str]:
    return {finding["rule"]: finding["verdict"] for finding in result["findings"]}


def main() -> int:
    """Exit code of the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.judge", description=__doc__.split("\n")[0])
    parser.add_argument("--captures", type=int, default=53, help="captures of the bundle (default 53)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each checkout once in each (default 3)")
    parser.add_argument("--against", type=Path, help="another checkout, judged beside this one")
    parser.add_argument("--growth", type=int, help="captures of a second, larger bundle")
    parser.add_argument("--keep", type=Path, help="directory for the bundles, used again where it has them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = (given.keep or Path(passing)).resolve()
        evidence = bundle(folder, given.captures)
        checkouts = [HERE, *([given.against.resolve()] if given.against else [])]
        rounds = [[judged(checkout, evidence) for checkout in checkouts] for _ in range(given.rounds)]
        for at, checkout in enumerate(checkouts):
            costs = [one[at] for one in rounds]
            print(
                f"{'this checkout' if at == 0 else checkout}: CPU {statistics.median(c.cpu for c in costs):.2f} s,"
                f" memory {statistics.median(c.memory for c in costs):.0f} MiB ({given.captures} captures)"
            )
        if given.against:
            ratio = statistics.median(one[1].cpu / one[0].cpu for one in rounds)
            ours, theirs = _verdicts(rounds[0][0].result), _verdicts(rounds[0][1].result)
            other = {
                rule: (theirs.get(rule), ours.get(rule)) for rule in ours | theirs if ours.get(rule) != theirs.get(rule)
            }
            print(f"the other takes {ratio:.1f} × the CPU; verdicts {'equal' if not other else f'differ: {other}'}")
        if given.growth:
            more = judged(HERE, bundle(folder, given.growth))
            less = rounds[0][0]
            grown = given.growth / given.captures
            print(
                f"{grown:.1f} × the captures: {more.cpu / less.cpu:.1f} × the CPU,"
                f" {more.memory / less.memory:.1f} × the memory"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
