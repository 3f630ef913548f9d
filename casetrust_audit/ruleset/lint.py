"""Everything wrong with a directory of rules, told at once, and what in it is not read at all.

Where a file is no YAML, the first fault is told: what follows one cannot be known. Of every other file all is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetrust_audit.errors import RuleFileError, UsageError
from casetrust_audit.model.fact import FactSchema
from casetrust_audit.ruleset.build import build_rule
from casetrust_audit.ruleset.catalogue import CATALOGUE_FILE, read_catalogue
from casetrust_audit.ruleset.load import SETTINGS_FILE, load_rules, read_settings, rule_files
from casetrust_audit.ruleset.mend import beyond_shape
from casetrust_audit.ruleset.problems import Problems, did_you_mean
from casetrust_audit.ruleset.profiles import with_profile
from casetrust_audit.ruleset.wording import loose
from casetrust_audit.ruleset.yaml_source import load_yaml, survey_yaml
from casetrust_audit.text.phrases import LANGUAGES, survey_lexicon

LEXICONS, PROFILES = "lexicons", "profiles"
_PLACED = re.compile(r"(.+?):(\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing to correct, or (`wrong` is false) to know. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    text: str
    wrong: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {'' if self.wrong else 'note: '}{self.text}"


@dataclass(frozen=True, slots=True)
class Linted:
    """What was looked at, and what came of it, sorted by place."""

    rules: int
    lexicons: int
    flaws: tuple[Flaw, ...]

    @property
    def wrong(self) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in self.flaws if flaw.wrong)


def lint(directory: Path, shipped: Path, schema: FactSchema) -> Linted:
    """Look at every file of a directory: a whole rule set (it has a catalogue), or rules to be added to the shipped
    ones. Never raises on what is in the files; RuleFileError where `directory` is none."""
    if not directory.is_dir():
        raise RuleFileError(f"{directory}:1:1: is not a directory of rules", "Name the directory that holds the rules.")
    whole = (directory / CATALOGUE_FILE).exists()
    base = directory if whole else shipped
    files = rule_files(directory)
    flaws = [] if files else [Flaw(str(directory), 1, 1, "holds no rule file")]
    flaws += _placed(_of_loading(base, () if whole else (directory,), schema))
    areas = _areas(base)
    for path in files:
        flaws += _placed(_of_rule(path, schema, areas))
    lexicons = _yaml_below(directory / LEXICONS)
    flaws += _of_lexicons(lexicons, whole)
    flaws += _placed(_of_profiles(_yaml_below(directory / PROFILES), base, () if whole else (directory,), schema))
    return Linted(len(files), len(lexicons), tuple(sorted(set(flaws))))


def _of_loading(base: Path, extra: tuple[Path, ...], schema: FactSchema) -> Iterator[str]:
    """What an audit would say, and what it would say once the catalogue is right."""
    yield from _raised(load_rules, base, schema, extra)
    yield from _raised(read_settings, base / SETTINGS_FILE)


def _of_profiles(paths: Iterable[Path], base: Path, extra: tuple[Path, ...], schema: FactSchema) -> Iterator[str]:
    """What is wrong with profiles; only their YAML is looked at while the rules they change cannot be loaded."""
    try:
        rules = load_rules(base, schema, extra)
    except RuleFileError:
        rules = None
    for path in paths:
        yield from _raised(load_yaml, path) if rules is None else _raised(with_profile, rules, path.parent, str(path))


def _raised(load: Callable[..., Any], *given: Any) -> Iterator[str]:
    try:
        load(*given)
    except (RuleFileError, UsageError) as error:
        yield from str(error).split("\n")


def _areas(base: Path) -> Mapping[str, str]:
    try:
        return read_catalogue(base)[0]
    except RuleFileError:
        return {}


def _of_rule(path: Path, schema: FactSchema, areas: Mapping[str, str]) -> Iterator[str]:
    try:
        source, wrong = survey_yaml(path)
    except RuleFileError as error:
        yield from str(error).split("\n")
        return
    yield from wrong
    problems = Problems(source)
    rule = build_rule(problems, schema)
    if rule is not None:
        for place, text in loose(rule):
            problems.add(place, text)
    found = problems.lines + (beyond_shape(problems, schema) if rule is None else [])
    area = source.data.get("area") if isinstance(source.data, dict) else None
    if isinstance(area, str) and areas and area not in areas:
        found.append(f"{source.place(('area',))}: unknown area {area!r}{did_you_mean(area, areas)}")
    # What was left out for being wrong looks missing, or empty: that is told once, where it is.
    told = {_line(line) for line in wrong}
    yield from (line for line in found if _line(line) not in told)


def _line(text: str) -> str:
    found = _PLACED.match(text)
    return f"{found[1]}:{found[2]}" if found else text


def _of_lexicons(paths: Iterable[Path], whole: bool) -> Iterator[Flaw]:
    for path in paths:
        yield from _placed(survey_lexicon(path)[1])
        if not whole:
            yield Flaw(str(path), 1, 1, "is not read: word lists come with the tool, not with added rules", wrong=False)
        elif path.suffix != ".yaml" or path.stem not in LANGUAGES:
            names = ", ".join(f"{language}.yaml" for language in LANGUAGES)
            yield Flaw(str(path), 1, 1, f"is not read: the word lists are {names}", wrong=False)
    there = {path.name: path for path in paths}
    if whole and there:
        folder = next(iter(there.values())).parent
        missing = (language for language in LANGUAGES if f"{language}.yaml" not in there)
        yield from (Flaw(str(folder / f"{language}.yaml"), 1, 1, "is missing") for language in missing)


def _yaml_below(directory: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in directory.rglob("*") if path.suffix in (".yaml", ".yml")))


def _placed(lines: Iterable[str]) -> Iterator[Flaw]:
    for line in lines:
        found = _PLACED.match(line)
        yield Flaw(found[1], int(found[2]), int(found[3]), found[4]) if found else Flaw("", 1, 1, line)
