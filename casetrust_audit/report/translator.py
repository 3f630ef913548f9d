"""Says things in the language of a report. One translator a report: it counts what it had to leave in English.

`say`, `count` and `word` are for words of our own, `told` for texts of the audit, which were made from templates,
`name` for what may be the shop's or ours, and `clean` for what is the shop's alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import reduce
from html import escape

from casetrust_audit.model.journey import AS_MEMBER
from casetrust_audit.report.escape import LONGEST_TEXT, clean
from casetrust_audit.report.language import ENGLISH, Language
from casetrust_audit.report.matching import Kind, Piece
from casetrust_audit.report.message_templates import fill
from casetrust_audit.report.words import MODES, MONTHS, SCENARIOS, STEPS, Word, first_sentence, message

LONGEST_GIVEN = 300
CUT = message("{shown}… ({left} more characters)")


class PartEnglish(str):
    """A text with parts that have no translation; in HTML these are marked as English."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Sequence[Piece]) -> PartEnglish:
        """The text of all pieces."""
        made = super().__new__(cls, "".join(piece.text for piece in pieces))
        made.pieces = tuple(pieces)
        return made

    def __html__(self) -> str:
        return "".join(
            f'<span lang="en">{escape(piece.text)}</span>' if piece.kind is Kind.ENGLISH else escape(piece.text)
            for piece in self.pieces
        )


class Translator:
    """Speaks one language, for one report. `missed` are the texts that had no translation, in the order met."""

    def __init__(self, language: Language = ENGLISH) -> None:
        self.language = language
        self.missed: dict[str, None] = {}

    def say(self, text: str, /, **values: object) -> str:
        """A message of our own, its placeholders filled."""
        if text and not self.language.is_english and text not in self.language.messages:
            self.missed[text] = None
        return fill(self.language.messages.get(text, text), {name: str(value) for name, value in values.items()})

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message with a number, `{number}`: "1 page", "3 pages"."""
        form = self.language.plural(one, many, number)
        if form in (one, many) and not self.language.is_english:
            self.missed[many] = None
        return fill(form, {"number": f"{number:,}"} | {name: str(value) for name, value in values.items()})

    def word(self, word: Word) -> Word:
        """A verdict or the like, in this language."""
        return Word(word.key, word.sign, self.say(word.text), self.say(word.meaning))

    def told(self, text: str, limit: int = LONGEST_TEXT) -> str:
        """A text of the audit, harmless and at most about `limit` characters."""
        return self._shown(text, limit, missing=True)

    def name(self, text: str, limit: int = LONGEST_TEXT) -> str:
        """What is translated where it is a text of ours, and else is the shop's."""
        return self._shown(text, limit, missing=False)

    def clean(self, text: str, limit: int = LONGEST_TEXT) -> str:
        """A text of the shop, harmless and at most `limit` characters."""
        shown = clean(text, limit)
        if self.language.is_english or len(shown) <= limit or not shown.endswith(" more characters)"):
            return shown
        head, _, left = shown.removesuffix(" more characters)").rpartition("… (")
        return self.say(CUT, shown=head, left=left)

    def first_sentence(self, text: str) -> str:
        """The first sentence of a text of the audit."""
        whole = self.told(text)
        first = first_sentence(whole)
        if not isinstance(whole, PartEnglish):
            return first
        return PartEnglish([Piece(first, Kind.ENGLISH)]) if whole.pieces[0].kind is Kind.ENGLISH else first

    def listed(self, parts: Iterable[str]) -> str:
        """Parts after each other, with commas."""
        return self.say(", ").join(parts)

    def chained(self, parts: Iterable[str]) -> str:
        """Statements after each other, with commas; languages may have another mark for them than for names."""
        return reduce(lambda told, part: self.say("{first}, {then}", first=told, then=part), parts)

    def joined(self, parts: Iterable[str]) -> str:
        """Parts after each other, with semicolons."""
        return self.say("; ").join(parts)

    def tally(self, words: Iterable[Word]) -> str:
        """ "2 fail, 1 pass": how often each word is there, in their order."""
        counts = Counter(words)
        return self.listed(
            self.say("{number} {word}", number=n, word=self.say(word.text).lower()) for word, n in counts.items()
        )

    def scenario(self, name: str, collected: bool = False) -> str:
        """A walk in a merchant's words; a walk of the auditor's own says as well that the goods were to be fetched."""
        if name.endswith(AS_MEMBER):
            return self.say("{walk}, logged in", walk=self.scenario(name.removesuffix(AS_MEMBER), collected))
        words = self.say(SCENARIOS[name]) if name in SCENARIOS else self.clean(name, 80)
        if collected and name != "collect":
            return self.say("{walk}, collected by the buyer", walk=words)
        return words

    def mode(self, name: str) -> str:
        """How a requirement is judged, in words."""
        return self.say(MODES[name]) if name in MODES else self.clean(name, 40)

    def step(self, name: str) -> str:
        """A step of a walk as shown: "Cart"."""
        return self.say(STEPS[name]) if name in STEPS else self.clean(name, 60).capitalize()

    def moment(self, iso: str) -> str:
        """ "2026-11-22T03:10:00Z" → "22 Nov 2026, 03:10 UTC"; the text itself where it is no time."""
        try:
            time = datetime.fromisoformat(iso)
        except ValueError:
            return self.clean(iso, 40) or self.say("time not recorded")
        time = time.astimezone(UTC) if time.tzinfo else time
        return self.say(
            "{day} {month} {year}, {clock} UTC",
            day=time.day, month=self.say(MONTHS[time.month - 1]), year=time.year,
            clock=f"{time.hour:02}:{time.minute:02}",
        )  # fmt: skip

    def _shown(self, text: str, limit: int, *, missing: bool) -> str:
        matcher = self.language.matcher
        if matcher is None:
            return clean(text, limit)
        line = " ".join(text.split()) if len(text) <= limit * 4 else text
        pieces = matcher.pieces(line)
        if not missing and all(piece.kind is Kind.ENGLISH for piece in pieces):
            return self.clean(text, limit)
        harmless = [self._harmless(piece, limit) for piece in _tidied(pieces)]
        self.missed.update((p.text.strip(), None) for p in harmless if p.kind is Kind.ENGLISH)
        whole = "".join(piece.text for piece in harmless)
        if len(whole) > limit and len(harmless) > 1:
            return self.clean(whole, limit)
        return PartEnglish(harmless) if any(p.kind is Kind.ENGLISH for p in harmless) else whole

    def _harmless(self, piece: Piece, limit: int) -> Piece:
        """A piece that is not from the catalogue, cleaned; spaces around it stay."""
        if piece.kind is Kind.OURS:
            return piece
        most = limit if piece.kind is Kind.ENGLISH else min(limit, LONGEST_GIVEN)
        before, after = piece.text[:1] == " ", piece.text[-1:] == " "
        return Piece(" " * before + self.clean(piece.text, most) + " " * after, piece.kind)


def _tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """Without a full stop after another, where a sentence went into a sentence; a Western one after Chinese turned."""
    found: list[Piece] = []
    for piece in pieces:
        text, last = piece.text, found[-1].text[-1:] if found else ""
        if piece.kind is Kind.OURS and text[:1] in (".", "。") and last in (".", "。", "！", "？"):
            text = text[1:]
        elif text == "." and "\u4e00" <= last <= "\u9fff":
            text = "。"
        if text:
            found.append(Piece(text, piece.kind))
    return found
