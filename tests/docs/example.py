"""A reader's directory, and his command line: the tool runs in this process, anything else in a shell."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from casetrust_audit import pipeline
from casetrust_audit.cli.app import app, run
from casetrust_audit.evidence.bundle import load
from casetrust_audit.facts import registry
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import Facts
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.load import RuleSet
from tests.docs.record import HELD, SHOPS, unpack

TOOL = "casetrust-audit"


class Judged:
    """Judging remembered. It is a pure function of evidence, rules and answers, and pages ask for the same again."""

    def __init__(self) -> None:
        self.rules = pipeline.rule_set
        self.check = pipeline.check
        self.extract = registry.extract
        self.known_rules: dict[Any, RuleSet] = {}
        self.known: dict[Any, pipeline.Checked] = {}
        self.known_facts: dict[Any, Facts] = {}

    def rule_set(self, extra: Sequence[Path] = (), profile: str = "default") -> RuleSet:
        key = (profile, tuple(_digest(folder) for folder in extra), _digest(Path(profile)))
        if key not in self.known_rules:
            self.known_rules[key] = self.rules(extra, profile)
        return self.known_rules[key]

    def checked(self, root: Path, rules: RuleSet, attestations: Path | None = None) -> pipeline.Checked:
        bundle = load(root)  # verified each time
        key = (bundle.digest, rules.digest, rules.profile.name, attestations and attestations.read_bytes())
        if key not in self.known:
            self.known[key] = self.check(root, rules, attestations)
        return pipeline.Checked(bundle, self.known[key].result)

    def facts(self, shop: Shop) -> Facts:
        run = shop.collection.run
        key = (run.target, run.started, len(shop.collection.captures))
        if key not in self.known_facts:
            self.known_facts[key] = self.extract(shop)
        return self.known_facts[key]


def _digest(place: Path) -> str:
    files = (
        sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [p for p in [place] if p.is_file()]
    )
    return hashlib.sha256(b"\0".join(p.as_posix().encode() + p.read_bytes() for p in files)).hexdigest()


@contextlib.contextmanager
def remembering(judged: Judged) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "rule_set", judged.rule_set)
        patch.setattr(pipeline, "check", judged.checked)
        patch.setattr(registry, "extract", judged.facts)
        yield


def furnish(place: Path) -> None:
    """What `casetrust-audit demo` leaves in a directory, but for the pictures and the HTML reports; and a rule."""
    for shop in SHOPS:
        unpack(HELD / f"{shop}.tar.xz", place / "audit-demo" / shop / "bundle")
        code, said = call(place, f"{TOOL} check audit-demo/{shop} --gate none --quiet --output audit-demo/{shop}"
                                 " --format md --format json --format html")  # fmt: skip
        assert code == 0, said
    rule = rules_directory() / "identity" / "idn-uen.yaml"
    (place / "rules").mkdir()
    shutil.copy(rule, place / "rules")


def call(place: Path, command: str) -> tuple[int, str]:
    """Run one command in `place`; gives its exit code and what a terminal of 100 columns would show."""
    words = shlex.split(command.replace("\\\n", " "), comments=True)
    if words[:1] != [TOOL]:
        done = subprocess.run(
            ["sh", "-c", command], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode, done.stdout
    assert not set(words) & {"|", ">", ">>", "&&", "||", ";", "&"}, f"only a plain call of the tool: {command}"
    shown = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.chdir(place),
        contextlib.redirect_stdout(shown),
        contextlib.redirect_stderr(shown),
    ):
        for name in [n for n in os.environ if n.startswith("CASETRUST_") and n != "CASETRUST_BROWSER"]:
            patch.delenv(name)
        patch.setenv("COLUMNS", "100")
        patch.setenv("NO_COLOR", "1")
        patch.delenv("FORCE_COLOR", raising=False)
        patch.setattr("sys.stdin", io.StringIO())
        code = run(lambda: app(words[1:], prog_name=TOOL, standalone_mode=False))
    return code, shown.getvalue()


@cache
def tree() -> Any:
    """The command tree as the library made it."""
    return typer.main.get_command(app)


def parse(words: Sequence[str]) -> None:
    """Read the words of a call as the tool would, and run nothing. Raises where they are none of its words."""
    context = tree().make_context(TOOL, list(words))
    arguments = [*context._protected_args, *context.args]
    command = context.command
    while getattr(command, "commands", None):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None, name
        context = found.make_context(name, arguments, parent=context)
        command, arguments = found, [*getattr(context, "_protected_args", []), *context.args]
