"""The template engine, loaded when first needed. Escaping is the default in both formats, never a choice."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from casetrust_audit.report.escape import markdown_code, markdown_text
from casetrust_audit.resources import template_directory

if TYPE_CHECKING:
    from jinja2 import Environment


class Ready(str):
    """Markdown that is already harmless."""

    __slots__ = ()


@cache
def html_environment() -> Environment:
    """Escapes every value for HTML; an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(template_directory()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def markdown_environment() -> Environment:
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
    environment.filters["code"] = lambda text: Ready(markdown_code(text))
    return environment


def _finalize(value: Any) -> str:
    return value if isinstance(value, Ready) else markdown_text(str(value))
