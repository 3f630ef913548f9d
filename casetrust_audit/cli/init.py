"""`init`: a configuration to begin with, a file for waivers, and one for a person's answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from casetrust_audit.cli.configuration import NAMES
from casetrust_audit.errors import UsageError
from casetrust_audit.overlay.gate import GATES
from casetrust_audit.resources import rules_directory
from casetrust_audit.ruleset.profiles import DEFAULT_NAME, profile_names
from casetrust_audit.settings import shop_url
from casetrust_audit.text.urls import site_of

WAIVERS, ATTESTATIONS = "waivers.yaml", "attestations.yaml"

_CONFIG = """\
# casetrust-audit: the command line goes before the environment (CASETRUST_GATE ...), that before this file.
# `casetrust-audit config show` tells each value and where it comes from.
url: {url}
own_site: {own_site}       # true: you answer for this shop, and robots.txt is read but not obeyed
profile: {profile}
gate: {gate}            # blocker, major, minor or none
min_coverage: 50         # less decided than this ends with exit code 3
waivers: {waivers}    # what may pass the gate for a while
attestations: {attestations}   # answers to what no tool can see
# format: [html, sarif=casetrust.sarif, junit=casetrust-junit.xml]
# max_pages: 60
# walks:                 # products to buy, in place of the tool's own choice
#   - product: /products/example
"""
_WAIVERS = """\
# What may pass the gate for a while. It changes no verdict and no figure, and ends after its last day.
waivers: []
#  - rule: sec-headers-hsts
#    subject: all         # or one subject, as the report names it
#    reason: comes with the new host
#    owner: Operations
#    expires: 2026-12-31
"""
_ATTESTATIONS = """\
# Answers to what no tool can see. After the first audit, `casetrust-audit attest new BUNDLE` writes the questions
# that its evidence leaves open; put its questions and answers here.
shop: {shop}
signer: {{name: "", role: "", entity: "", uen: "", date: "", true_to_best_knowledge: false}}
questions: {{}}
answers: {{}}
"""


def begin(
    folder: Path, url: str, profile: str, gate: str, own_site: bool | None, ask: Callable[[str, str], str] | None
) -> tuple[Path, ...]:
    """Write the three files into `folder`; `ask` (what, default) fills in what was not given, None asks nothing.

    Raises UsageError rather than write over a file, and for an address, profile or gate there is none of."""
    names = (NAMES[0], WAIVERS, ATTESTATIONS)
    for name in names:
        if (folder / name).exists():
            raise UsageError(f"{folder / name} is there already", "Move it away, or name another --directory.")
    if not url and ask is None:
        raise UsageError("there is no terminal here to ask at", "Give --url, and --profile and --gate where you like.")
    asked = ask or (lambda _, default: default)
    address = shop_url(url or asked("The shop's front page", ""))
    profiles = profile_names(rules_directory())
    profile = _one_of(profile or asked(f"Profile ({', '.join(profiles)})", DEFAULT_NAME), profiles, "profile")
    gate = _one_of(gate or asked(f"What fails a release ({', '.join(GATES)})", GATES[0]), GATES, "gate")
    if own_site is None:
        own_site = asked("Do you answer for this shop (yes or no)", "no").strip().lower() in ("yes", "y", "true")
    texts = (
        _CONFIG.format(
            url=json.dumps(address), own_site=str(own_site).lower(), profile=profile, gate=gate,
            waivers=WAIVERS, attestations=ATTESTATIONS,
        ),
        _WAIVERS,
        _ATTESTATIONS.format(shop=json.dumps(site_of(address))),
    )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(names, texts, strict=True):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror or error})", "Name another place.") from None
    return tuple(folder / name for name in names)


def _one_of(given: str, known: tuple[str, ...], what: str) -> str:
    if given not in known:
        raise UsageError(f"unknown {what} {given[:40]!r}", f"Choose {', '.join(known)}.")
    return given
