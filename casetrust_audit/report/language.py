"""The language a report is written in. English needs nothing; every other is a folder of PO catalogues.

`report_templates/languages/<code>/report.po` holds the words of templates and of this room, `findings.po` the texts
that rules, facts and score bring along. The texts themselves, in English, are the keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from casetrust_audit.errors import UsageError
from casetrust_audit.model.parts import variants
from casetrust_audit.report.matching import MARKS, Matcher
from casetrust_audit.resources import template_directory

ENGLISH_CODE = "en"
_SPACES = re.compile(r"\s+")
PLURAL_MARK = "\0"
"""Between the two English forms in the key of a message with a number, as in compiled catalogues."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language, by its BCP 47 tag. `messages` lead from English to what is shown; English itself has none."""

    tag: str
    messages: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """"one\\0many" → a form for each number class of the language."""
    plural_rule: str = "n != 1"
    """The C expression of the catalogue's header."""
    matcher: Matcher | None = None
    """For texts made from templates; None in English."""

    @property
    def is_english(self) -> bool:
        return self.tag == ENGLISH_CODE

    def plural(self, one: str, many: str, count: int) -> str:
        """The form of a message that goes with `count`; the English one where there is no translation."""
        forms = self.plurals.get(one + PLURAL_MARK + many)
        if not forms:
            return one if count == 1 else many
        return forms[min(_rule(self.plural_rule)(count), len(forms) - 1)]


ENGLISH = Language(ENGLISH_CODE)


def folder() -> Path:
    """Where the languages are, a folder each."""
    return template_directory() / "languages"


@cache
def known() -> tuple[str, ...]:
    """Tags of the languages there are: English, and every folder that holds a report.po."""
    found = sorted(path.parent.name.replace("_", "-") for path in folder().glob("*/report.po"))
    return (ENGLISH_CODE, *found)


def language(name: str) -> Language:
    """The language of that tag, in any case and with either hyphen; "zh" is the first of its kind.

    Raises UsageError, naming those there are, on any other."""
    asked = name.strip().replace("_", "-").casefold()
    tags = {tag.casefold(): tag for tag in known()}
    kin = [tag for key, tag in tags.items() if key.partition("-")[0] == asked or asked.startswith(key + "-")]
    tag = tags.get(asked) or (kin[0] if kin else "")
    if not tag:
        raise UsageError(f"--language: there is no {name[:40]!r}", f"Known languages: {', '.join(known())}.")
    return ENGLISH if tag == ENGLISH_CODE else _loaded(tag)


@cache
def _loaded(tag: str) -> Language:
    place = folder() / tag.replace("-", "_")
    messages, plurals, rule = _read(place / "report.po")
    told = dict(messages)  # what stands in both is said as findings.po has it, where it stands in a text of the audit
    if (place / "findings.po").is_file():
        found, forms, _ = _read(place / "findings.po")
        told |= found
        plurals = forms | plurals
    counted = {key.split(PLURAL_MARK)[n]: forms[-n] for key, forms in plurals.items() for n in (0, 1)}
    read = {text: found for one, other in (counted | told).items() for text, found in variants(one, other)}
    templates = {_SPACES.sub(" ", text): found for text, found in read.items()}
    marks = {mark: told[mark] for mark in MARKS if mark in told}
    return Language(tag, messages, plurals, rule, Matcher(templates, marks))


def _read(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, ...]], str]:
    """Messages, plurals and plural rule of a catalogue. Raises UsageError where it is none."""
    import polib

    try:
        catalogue = polib.pofile(path.read_text(encoding="utf-8"))
        plural_rule = catalogue.metadata.get("Plural-Forms", "").partition("plural=")[2].rstrip("; ") or "n != 1"
        _rule(plural_rule)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: is no catalogue: {str(error)[:200]}", "Check it with a PO editor.") from None
    usable = [e for e in catalogue if not e.obsolete and not e.fuzzy]
    messages = {e.msgid: e.msgstr for e in usable if e.msgstr}
    plurals = {
        e.msgid + PLURAL_MARK + e.msgid_plural: tuple(e.msgstr_plural[n] for n in sorted(e.msgstr_plural))
        for e in usable
        if e.msgid_plural and all(e.msgstr_plural.values())
    }
    return messages, plurals, plural_rule


@cache
def _rule(expression: str) -> Callable[[int], int]:
    from gettext import c2py

    return c2py(expression)
