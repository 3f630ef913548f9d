"""The registry of facts: one decorated function a fact, found by importing the package, listed nowhere.

    @fact("returns.window_days", Kind.INT, "Days a buyer has to return goods, as the policy states them.")
    def window_days(shop: Shop) -> Fact | NotFound: ...

An extractor returns `Known`, `Unknown`, or `NotFound`, never `Absent`: whether "not found" means absent
is for the registry to say, by the one absence rule of `Shop.not_enough_for`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from casetrust_audit.facts.needed import needed
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.fact import (
    Absent,
    EvidenceRef,
    Fact,
    Facts,
    FactSchema,
    FactType,
    FieldType,
    Kind,
    Known,
    Unknown,
    UnknownKind,
)


@dataclass(frozen=True, slots=True)
class NotFound:
    """Looked for on `searched` and not there. `words` is what was looked for, for the report.

    `sufficient`: the place itself settles it (a form that was read has no such field), so the absence
    rule over the whole shop is not asked."""

    searched: tuple[EvidenceRef, ...]
    words: tuple[str, ...] = ()
    sufficient: bool = False


Extractor = Callable[[Shop], "Fact | NotFound"]

_EXTRACTORS: dict[str, tuple[FactType, Extractor]] = {}


def fact(
    name: str,
    kind: Kind,
    doc: str,
    *,
    choices: tuple[str, ...] = (),
    fields: Mapping[str, FieldType] | None = None,
) -> Callable[[Extractor], Extractor]:
    """Register an extractor under a dotted name. Raises ValueError on a name taken twice."""

    def register(extractor: Extractor) -> Extractor:
        if name in _EXTRACTORS:
            raise ValueError(f"fact {name} is registered twice")
        _EXTRACTORS[name] = (FactType(name, kind, doc, choices, dict(fields or {})), extractor)
        return extractor

    return register


def load_all(*packages: str) -> None:
    """Import every module of the packages, so that their facts register themselves."""
    for package in packages:
        module = importlib.import_module(package)
        for info in pkgutil.iter_modules(module.__path__):
            importlib.import_module(f"{package}.{info.name}")


def schema() -> FactSchema:
    """Declared types of all registered facts, by name, sorted."""
    return {name: _EXTRACTORS[name][0] for name in sorted(_EXTRACTORS)}


def extract(shop: Shop) -> Facts:
    """Every registered fact of the shop, by name, sorted.

    An extractor that raises gives `Unknown(BROKEN)`: one fault of ours never ends an audit or passes a rule.
    """
    return {name: _decide(name, shop, extractor) for name, (_, extractor) in sorted(_EXTRACTORS.items())}


def extract_some(shop: Shop, names: Iterable[str]) -> Facts:
    """The registered facts among `names`, by name, sorted."""
    return {name: _decide(name, shop, _EXTRACTORS[name][1]) for name in sorted(names) if name in _EXTRACTORS}


def _where(name: str, shop: Shop, found: NotFound) -> frozenset[str] | None:
    """Roles of the pages where it would stand."""
    read = {ref.source for ref in found.searched}
    return needed(name, {p.role for p in shop.pages if p.capture.id in read})


def _decide(name: str, shop: Shop, extractor: Extractor) -> Fact:
    try:
        found = extractor(shop)
    except Exception as error:  # the one door for faults of extractors; recorded, never hidden
        return Unknown(f"the tool failed here: {type(error).__name__}: {error}", UnknownKind.BROKEN)
    if isinstance(found, NotFound):
        if not found.searched:
            return Unknown("no page of the kind needed was read")
        if not found.sufficient and (reason := shop.not_enough_for(_where(name, shop, found))):
            return Unknown(f"not found, but {reason}")
        return Absent(found.searched, found.words)
    if isinstance(found, Known) and not found.evidence:
        return Unknown("a value without evidence was dropped", UnknownKind.BROKEN)
    return found
