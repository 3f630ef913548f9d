"""The parts of the documentation that are made from the program: commands, configuration, formats, words, weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casetrust_audit import settings
from casetrust_audit.cli.config_commands import _NO_OPTION, _defaults, as_schema
from casetrust_audit.cli.configuration import JUDGING, env_name
from casetrust_audit.model.rule import Mode
from casetrust_audit.pipeline import rule_set
from casetrust_audit.report.formats import DEFAULT_FORMATS, FORMATS
from casetrust_audit.report.words import MODES, READINESS, SEVERITIES, VERDICTS
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.profiles import profile_names
from tests.docs.example import TOOL, tree

FOR = {
    "html": "people: everything, with pictures; one file, no script, nothing fetched",
    "pdf": "people who want pages: the HTML printed by the browser, tagged and numbered",
    "brief": "clients: one printed page: verdict, price story, open points in plain words, what comes next",
    "brief-pdf": "the same, printed by the browser",
    "md": "people: the same content as text",
    "json": "programs: the whole result, by a JSON Schema; the one all others are made from",
    "sarif": "code scanning (SARIF 2.1.0): what fails or needs a look, at the line of the configuration with the shop",
    "junit": "pipelines: a suite an area, a test case a requirement",
    "csv": "spreadsheets: a row a finding, one more for each subject that fails; no cell is a formula",
    "earl": "linked data (EARL 1.0 as JSON-LD), for tools that join reports of many kinds",
    "job-summary": "the summary page of a job: Markdown within 1 MiB",
    "annotations": "GitHub: workflow commands, the most urgent first",
}
KEYS = {
    "own_site": "You answer for this shop: robots.txt is read and recorded, not obeyed.",
    "ca_file": "Certificate authority (PEM) to trust as well.",
    "browser": "Path of the Chromium to use.",
    "max_pages": "Most pages the crawl may visit.",
    "max_seconds": "Most seconds the collection may take.",
    "max_megabytes": "Most megabytes the collection may load.",
    "page_seconds": "Most seconds a page may take.",
    "pace_seconds": "Least time between two page loads.",
    "journeys": "Whether the shopper walks to the checkout.",
    "screenshots": "Whether pictures of pages are kept.",
    "plain_url": "Address to ask for the redirect from plain http, where it is not port 80 of the shop.",
    "contact": "Your address, told to the shop in the user agent.",
    "identity": "The invented shopper: name, address, phone, e-mail.",
    "walks": "Products to buy, and how, in place of the tool's own choice.",
    "selectors": "CSS of buttons the shopper does not find.",
    "login_state": "File written by `casetrust-audit login`.",
    "price_log": "CSV of the shop's own past prices.",
    "dns_server": "Who is asked about the shop's mail domain.",
    "accredited_names": "Legal names in the public list of CaseTrust, to hold a shop's claim against.",
}
"""What the schema does not say of the settings of a collection."""
_KINDS = {"string": "text", "integer": "number", "number": "number", "boolean": "true or false", "array": "list",
          "object": "keys"}  # fmt: skip


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def commands() -> str:
    """Every command with its arguments and options, as the tree of the program has them."""
    return "\n".join(_commands(tree(), (TOOL,)))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    below = getattr(command, "commands", {})
    if not below:
        yield _command(command, path)
    for name in below:
        yield from _commands(below[name], (*path, name))


def _command(command: Any, path: tuple[str, ...]) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join((*path, *map(_argument, arguments), *(["[OPTIONS]"] if options else [])))
    lines = [f"## {' '.join(path[1:])}\n", f"{_one_line(command.help)}\n", f"`{usage}`\n"]
    if arguments or options:
        rows = [(f"`{_argument(p)}`", _one_line(p.help)) for p in arguments]
        rows += [(_names(p), _option(p)) for p in options]
        lines.append(table(("word", "meaning"), iter(rows)))
    return "\n".join(lines)


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required else f"[{name}]"


def _names(option: Any) -> str:
    return ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))


def _option(option: Any) -> str:
    default = option.show_default if isinstance(option.show_default, str) else option.default
    told = [_one_line(option.help)]
    if default not in (None, False, "", 0) and not callable(default):
        told.append(f"Default: `{default}`.")
    if option.envvar:
        told.append(f"Environment: `{option.envvar}`.")
    return " ".join(told)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def configuration() -> str:
    """Keys of casetrust.yaml, from the schema that the tool ships."""
    properties: Mapping[str, Any] = as_schema()["properties"]
    defaults = dict(_defaults())
    assert set(properties) == {*JUDGING, *KEYS} == set(defaults)
    return table(("key", "kind", "default", "meaning", "environment"), (
        (f"`{key}`", _KINDS[shape["type"]], _default(defaults[key]), shape.get("description") or KEYS[key],
         "–" if key in _NO_OPTION or key == "url" else f"`{env_name(key)}`")
        for key, shape in properties.items()
    ))  # fmt: skip


def _default(value: Any) -> str:
    if isinstance(value, settings.Identity):
        return "see below"
    plain = value is None or value == "" or value in ((), []) or not isinstance(value, str | int | float | bool | list)
    return "–" if plain else f"`{json.dumps(value).strip(chr(34))}`"


def identity() -> str:
    properties = as_schema()["properties"]["identity"]["properties"]
    return table(("key", "default"), ((f"`{k}`", f"`{getattr(settings.Identity(), k)}`") for k in properties))


def formats() -> str:
    assert set(FOR) == set(FORMATS)
    return table(("format", "file", "for"), (
        (f"`{name}`" + (" (default)" if name in DEFAULT_FORMATS else ""), f"`{file}`", FOR[name])
        for name, file in FORMATS.items()
    ))  # fmt: skip


def readiness() -> str:
    return table(("verdict on the shop", "meaning"), ((f"**{r.value}**", w.meaning) for r, w in READINESS.items()))


def verdicts() -> str:
    return table(("sign", "verdict", "in the report", "meaning"), (
        (w.sign, f"`{v.value}`", w.text, w.meaning) for v, w in VERDICTS.items()
    ))  # fmt: skip


def severities() -> str:
    rules = rule_set()
    return table(("severity", "weight", "requirements", "meaning"), (
        (severity.value, str(rules.weights[severity]), str(sum(r.severity is severity for r in rules.catalogue)),
         word.meaning)
        for severity, word in SEVERITIES.items()
    ))  # fmt: skip


def modes() -> str:
    rules = rule_set()
    return table(("mode", "requirements", "meaning"), (
        (mode.value, str(sum(r.mode is mode for r in rules.catalogue)), MODES[mode.value]) for mode in Mode
    ))  # fmt: skip


def profiles() -> str:
    sets = [rule_set(profile=name).profile for name in profile_names(rules_directory())]
    return table(("profile", "changes", "what it is", "for whom"), (
        (f"`{one.name}`", str(len(one.changes)), one.title, one.use) for one in sets
    ))  # fmt: skip


MADE: Mapping[str, Callable[[], str]] = {
    "commands": commands,
    "configuration": configuration,
    "identity": identity,
    "formats": formats,
    "readiness": readiness,
    "verdicts": verdicts,
    "severities": severities,
    "modes": modes,
    "profiles": profiles,
}
