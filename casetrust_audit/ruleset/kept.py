"""Rule sets that were read and checked before, kept so that the next command need not read ninety files again.

A kept set lies in the user's cache folder and may be deleted at any time. Its name is a digest of all it was made of:
every YAML file of its folders, the folders' paths, the tool's code (which says what facts there are), the Python. So
nothing that changed is ever answered from it, and what cannot be read back is read anew from the files.
Only sets without a fault are kept: faults are always told from the files themselves.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from casetrust_audit.model.fact import FactSchema
from casetrust_audit.resources import PACKAGE
from casetrust_audit.ruleset.load import RuleSet, digest_of, load_rules

MOST_KEPT = 8
_OURS = ("casetrust_audit.model.", "casetrust_audit.ruleset.")
_PLAIN = frozenset({("decimal", "Decimal"), ("datetime", "date")})


class _Reader(pickle.Unpickler):
    """Makes rules and plain values, and nothing else: a file of somebody else's runs no code here."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in _PLAIN or (module.startswith(_OURS) and "." not in name):
            found: object = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a rule set")


def kept_rules(
    directory: Path, schema: Callable[[], FactSchema], extra: Sequence[Path] = (), folder: Path | None = None
) -> RuleSet:
    """What `load_rules` gives, from the cache where it was given before; `schema` is asked only where it was not.

    Raises as `load_rules` does."""
    places = (directory, *extra)
    if not all(place.is_dir() for place in places):
        return load_rules(directory, schema(), extra)
    kept = (folder or user_cache_path("casetrust-audit") / "rules") / f"{_name(places)}.pickle"
    with suppress(OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError, ValueError,
                  IndexError, KeyError):  # fmt: skip
        with kept.open("rb") as file:
            known = _Reader(file).load() if _is_own(file.fileno()) else None
        if isinstance(known, RuleSet):
            return known
    found = load_rules(directory, schema(), extra)
    with suppress(OSError):  # a home that cannot be written is no fault
        _keep(kept, found)
    return found


def _is_own(handle: int) -> bool:
    """Where the cache folder is open to others, what one of them put there decides no verdict."""
    return not hasattr(os, "getuid") or os.fstat(handle).st_uid == os.getuid()


def _name(places: Sequence[Path]) -> str:
    parts = (sys.version, code_digest(), digest_of(places), *(f"{place} {place.resolve()}" for place in places))
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


@cache
def code_digest() -> str:
    """SHA-256 over the tool's modules, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _keep(path: Path, found: RuleSet) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, half = tempfile.mkstemp(dir=path.parent, suffix=".half")
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(found, file, protocol=5)
        Path(half).replace(path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
    older = sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
    for one in older[MOST_KEPT:]:
        one.unlink(missing_ok=True)
