"""The template engine, loaded when first needed. Escaping is the default in both formats, never a choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from casetrust_audit.report.escape import markdown_code, markdown_text
from casetrust_audit.report.language import Language
from casetrust_audit.report.message_templates import fill
from casetrust_audit.resources import template_directory

if TYPE_CHECKING:
    from jinja2 import Environment


class Ready(str):
    """Markdown that is already harmless."""

    __slots__ = ()


@lru_cache(maxsize=16)
def html_environment(language: Language) -> Environment:
    """Escapes every value for HTML; an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup, escape

    environment = Environment(
        loader=FileSystemLoader(template_directory()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= _words(language, lambda value: str(escape(value)), Markup)
    environment.filters["plain"] = str  # for attributes, which hold no elements
    return environment


@lru_cache(maxsize=16)
def markdown_environment(language: Language) -> Environment:
    """Escapes every value for Markdown but those marked `Ready`; an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(template_directory()),
        autoescape=False,  # noqa: S701 - `finalize` escapes for Markdown, where HTML entities are not enough
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= _words(language, _finalize, Ready)
    environment.filters["code"] = lambda text: Ready(markdown_code(text))
    return environment


def _words(language: Language, harmless: Callable[[Any], str], ready: Callable[[str], str]) -> dict[str, Any]:
    """What templates say their words with: `_(text, **values)`, `_n(one, many, number)` and `language`.

    A message is trusted, from the template or the catalogue, and may hold markup; values are made harmless."""

    def say(text: str, /, **values: Any) -> str:
        return ready(fill(language.messages.get(text, text), {key: harmless(v) for key, v in values.items()}))

    def count(one: str, many: str, number: int, **values: Any) -> str:
        told = {"number": str(number)} | {key: harmless(v) for key, v in values.items()}
        return ready(fill(language.plural(one, many, number), told))

    return {"_": say, "_n": count, "language": language.tag}


def _finalize(value: Any) -> str:
    return value if isinstance(value, Ready) else markdown_text(str(value))
