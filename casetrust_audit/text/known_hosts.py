"""Hosts by what they are known for: a list that ships with the rules and anyone can add to.

A list is `rules/hosts/<name>.yaml`: `kind: [host, ...]`. A host stands for itself and all below it; one with a path
("google.com/recaptcha") only for what lies under that path. The longest that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yamlcore import CCoreLoader

from casetrust_audit.errors import RuleFileError
from casetrust_audit.resources import hosts_directory
from casetrust_audit.text.urls import host_of

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[a-z0-9/_.-]+)?")
_ADVICE = "A list of hosts is a mapping of kind to a list of hosts; see rules/hosts/scripts.yaml."


def kind_of(url: str, listed: str) -> str:
    """The kind of the URL's host in the list of that name, "" where it is in none. Raises RuleFileError."""
    host, known = host_of(url), _list(listed)
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return ""
    for below in _parents(host):
        with_path = [entry for entry in known if entry.startswith(below + "/")]
        for entry in sorted(with_path, key=len, reverse=True):
            if f"{below}{path}/".startswith(f"{entry}/"):
                return known[entry]
        if below in known:
            return known[below]
    return ""


def _parents(host: str) -> list[str]:
    """The host and everything above it but the bare top level: the longest first."""
    parts = host.split(".")
    return [".".join(parts[n:]) for n in range(len(parts) - 1)]


@cache
def _list(name: str) -> Mapping[str, str]:
    return load_hosts(hosts_directory() / f"{name}.yaml")


def load_hosts(path: Path) -> dict[str, str]:
    """Kind by host. Raises RuleFileError for a file that is no such list, or a host that stands twice."""
    try:
        root: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=CCoreLoader)  # noqa: S506  plain values only
    except OSError as error:
        raise RuleFileError(f"{path}:1:1: cannot be read: {error.strerror or error}", _ADVICE) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleFileError(f"{path}:1:1: is not YAML: {error}", _ADVICE) from error
    if not isinstance(root, dict) or not all(isinstance(hosts, list) for hosts in root.values()):
        raise RuleFileError(f"{path}:1:1: a list of hosts must be a mapping of lists", _ADVICE)
    known: dict[str, str] = {}
    for kind, hosts in root.items():
        for host in hosts:
            if not isinstance(host, str) or not _HOST.fullmatch(host):
                raise RuleFileError(f"{path}:1:1: {str(host)[:60]!r} is no host", _ADVICE)
            if host in known:
                raise RuleFileError(f"{path}:1:1: {host} stands twice", _ADVICE)
            known[host] = str(kind)
    return known
