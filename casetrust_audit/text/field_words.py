"""What a field that has no label of its own is called by the words beside it."""

from __future__ import annotations

from casetrust_audit.model.reading import Field

LONGEST_BESIDE = 60
"""Characters of words beside a field that may be its label."""


def beside(field: Field) -> str:
    """The short words that stand with a field alone, as its label does where it has one; "" for none, or for a text."""
    if field.type in ("radio", "checkbox", "switch"):
        return ""
    words = field.context
    for option in field.options:  # a list says its options besides
        words = words.partition(option.text)[0] if option.text else words
    return words.strip() if len(words) <= LONGEST_BESIDE else ""
