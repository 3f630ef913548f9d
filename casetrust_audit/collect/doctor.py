"""Looks whether this computer can run an audit: what the `doctor` command shows."""

from __future__ import annotations

import ssl
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from casetrust_audit import resources
from casetrust_audit.collect.browser import tried
from casetrust_audit.errors import BrowserMissing

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `advice` is empty where `ok`, or where nothing needs doing."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def doctor_report(explicit: str | None = None, output: Path = Path()) -> tuple[Check, ...]:
    """All checks, never raising. `explicit` is the --browser given; `output` is where bundles would be written."""
    return (
        _python(),
        _package("casetrust-audit"),
        _package("playwright"),
        *_browsers(explicit),
        _trust_store(),
        _writable(output),
        _directory("rules"),
        _directory("report_templates"),
    )


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= OLDEST_PYTHON
    needed = ".".join(map(str, OLDEST_PYTHON))
    return Check("Python", ok, f"{version} at {sys.executable}", "" if ok else f"Install Python {needed} or later.")


def _package(name: str) -> Check:
    try:
        return Check(name, ok=True, detail=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, ok=False, detail="is not installed", advice=f"Run: {sys.executable} -m pip install {name}")


def _browsers(explicit: str | None) -> Iterator[Check]:
    """One check for the browser that will be used, then a note on each other candidate."""
    try:
        walked = tried(explicit)
    except BrowserMissing as error:
        yield Check("browser", ok=False, detail=str(error), advice=error.advice)
        return
    chosen = next((one for one in walked if one.ok), None)
    if chosen is None:
        listed = "; ".join(f"{one.candidate} {one.detail}" for one in walked)
        yield Check("browser", False, listed, f"Run: {sys.executable} -m casetrust_audit.collect.browser_install")
        return
    sandbox = "with" if chosen.sandbox else "without"
    yield Check("browser", ok=True, detail=f"Chromium {chosen.version}, {chosen.candidate}, {sandbox} its sandbox")
    for one in walked:
        if one is not chosen:
            yield Check("other browser", ok=True, detail=f"{one.candidate} {one.detail} {one.version}".strip())


def _trust_store() -> Check:
    """Certificates are judged against the system's own trust store."""
    paths = ssl.get_default_verify_paths()
    loaded = ssl.create_default_context().cert_store_stats()["x509_ca"]
    on_disk = bool(paths.capath) and any(Path(paths.capath).iterdir())
    where = paths.cafile or paths.capath or "the system's own"
    return Check(
        "trusted certificates",
        bool(loaded or on_disk),
        f"{loaded} authorities, {where}" if loaded else where,
        "" if loaded or on_disk else "Install your system's CA certificates (Debian: apt-get install ca-certificates).",
    )


def _writable(output: Path) -> Check:
    """Write and remove a file in the nearest directory of `output` that exists."""
    place = next(one for one in (output, *output.resolve().parents) if one.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=place):
            return Check("output directory", ok=True, detail=str(place.resolve()))
    except OSError as error:
        return Check(
            "output directory",
            ok=False,
            detail=f"{place.resolve()}: {error.strerror}",
            advice="Give another one with --output.",
        )


def _directory(name: str) -> Check:
    try:
        return Check(name, ok=True, detail=str(resources.directory(name)))
    except FileNotFoundError as error:
        return Check(name, ok=False, detail=str(error), advice="Reinstall casetrust-audit.")
