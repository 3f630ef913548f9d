"""Word lists by topic and language, and where their phrases stand in a text.

A lexicon is `rules/lexicons/<language>.yaml`: `topic: [phrase, ...]`. In a phrase `<n>` stands for a number,
`(s)` for a part that may be missing, a space for a space or a hyphen. A leading `!` marks an exception: words that
look like the topic and are not ("!return to homepage"). A leading `=` marks a phrase that counts only as the whole
text ("=buy": a button of that name, not a sentence with the word).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

import yaml
from yamlcore import CCoreLoader

from casetrust_audit.errors import RuleFileError
from casetrust_audit.resources import lexicon_directory
from casetrust_audit.text.normalise import fold

LANGUAGES = ("en", "zh", "ms", "ta")

_LATIN = "0-9a-z_\u00df-\u024f"
_NUMBER = "<n>"
_NUMBER_PATTERN = r"[0-9]{1,7}(?:[.,][0-9]{1,3})?"
_GAP = "(?: ?- ?| )"
_LETTER = re.compile(f"[{_LATIN}]")
_WORD = re.compile(f"[{_LATIN}]+")
_BETWEEN = re.compile(f"[^{_LATIN} ]")
_BESIDE_NUMBER = re.compile(f"[{_LATIN}]*(?:<n>)[{_LATIN}]*")
_TOKEN = re.compile(r"<n>|[ -]+|.", re.DOTALL)
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_MAX_OPTIONAL = 4
LONGEST_WHOLE = 40
_CACHED_LENGTH = 300
_MARKED_LENGTH = 2000
_AROUND = " .,:;!+>»→›·•*"
_Spot = tuple[int, int]
_Find = Callable[[str, int], _Spot | None]
_ADVICE = "A lexicon is a mapping of topic to a list of phrases; see rules/lexicons/en.yaml."


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon, where it stands in `fold(text)`, and the lexicon's language."""

    phrase: str
    start: int
    end: int
    language: str


@dataclass(frozen=True)
class _Matcher:
    """One topic in one language: `forms` are the ways its `phrases` are written, folded, the longest first.

    `by_mark` holds the numbers of the forms by the mark each is told by ("" where it has none): a text is searched for
    the few forms whose mark stands in it, and only of those a finder is ever made. (No slots: finders are kept.)"""

    language: str
    forms: tuple[str, ...]
    phrases: tuple[str, ...]
    by_mark: Mapping[str, tuple[int, ...]]

    @cached_property
    def finders(self) -> dict[int, _Find]:
        """What finds the forms that were asked for so far."""
        return {}

    def find(self, folded: str, marks: frozenset[str]) -> list[Hit]:
        """From left to right the longest form at each spot; what it covers is not looked at again."""
        standing = sorted(n for mark in self.by_mark.keys() & marks for n in self.by_mark[mark])
        standing += self.by_mark.get("", ())
        upcoming = [(spot, n) for n in standing if (spot := self.finder(n)(folded, 0))]
        hits = []
        while upcoming:
            (start, end), number = min(upcoming, key=lambda one: (one[0][0], one[1]))
            if not self.phrases[number].startswith("!"):
                hits.append(Hit(self.phrases[number], start, end, self.language))
            upcoming = [
                (spot, n)
                for later, n in upcoming
                if (spot := later if later[0] >= end else self.finder(n)(folded, end))
            ]
        return hits

    def finder(self, number: int) -> _Find:
        """Finds one form. No repeat without bound, so that matching is linear in the text."""
        if (made := self.finders.get(number)) is None:
            made = self.finders[number] = finder_of(self.forms[number])
        return made


@dataclass(frozen=True, slots=True, eq=False)
class PhraseSet:
    """The phrases of one topic in every language that has it. Told by identity: there is one for each topic."""

    topic: str
    matchers: tuple[_Matcher, ...]
    wholes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Phrase and language by the text that must be the whole."""
    marks: frozenset[str] = frozenset()
    """`marks_of` a text in which a phrase stands has one of these."""

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every hit by position; offsets are into `fold(text)`. Hits of one language do not overlap."""
        folded = fold(text)
        marks = marks_of(folded)
        if self.marks.isdisjoint(marks):
            return ()
        return _found(self, folded) if len(folded) <= _CACHED_LENGTH else self._hits(folded, marks)

    def look(self, folded: str) -> tuple[Hit, ...]:
        """What `find` gives, of a text that is folded already."""
        return self._hits(folded, marks_of(folded))

    def _hits(self, folded: str, marks: frozenset[str]) -> tuple[Hit, ...]:
        if len(folded) <= LONGEST_WHOLE and (whole := self.wholes.get(folded.strip(_AROUND))):
            return (Hit(whole[0], 0, len(folded), whole[1]),)
        plain = folded.isascii()
        languages = [m for m in self.matchers if not plain or m.language in ("en", "ms")]
        hits = [h for m in languages for h in m.find(folded, marks)]
        return tuple(sorted(hits, key=lambda h: (h.start, -h.end, h.language)))

    def any(self, text: str) -> bool:
        """True where at least one phrase of the topic stands in the text."""
        return bool(self.find(text))


@lru_cache(maxsize=32_768)
def _found(of: PhraseSet, folded: str) -> tuple[Hit, ...]:
    """Many facts ask the same of the same line."""
    return of.look(folded)


def phrases(topic: str) -> PhraseSet:
    """The phrases of a topic. Raises RuleFileError on an unknown topic or a bad lexicon file."""
    try:
        return _all()[topic]
    except KeyError:
        raise RuleFileError(f"{lexicon_directory()}:1:1: no lexicon has the topic {topic!r}", _ADVICE) from None


def topics() -> tuple[str, ...]:
    """Names of all topics, sorted."""
    return tuple(sorted(_all()))


@cache
def _all() -> dict[str, PhraseSet]:
    return load_sets(lexicon_directory())


def load_sets(directory: Path) -> dict[str, PhraseSet]:
    """Compile every lexicon of a directory. Raises RuleFileError naming file, line and column."""
    found: dict[str, list[_Matcher]] = {}
    wholes: dict[str, dict[str, tuple[str, str]]] = {}
    for language in LANGUAGES:
        for topic, words in load_lexicon(directory / f"{language}.yaml").items():
            matchers = found.setdefault(topic, [])
            if inside := tuple(w for w in words if not w.startswith("=")):
                matchers.append(_compile(language, inside))
            whole = wholes.setdefault(topic, {})
            whole.update({form: (w, language) for w in words if w.startswith("=") for form in _expand(w)})
    return {
        topic: PhraseSet(
            topic,
            tuple(matchers),
            wholes[topic],
            frozenset().union(map(_mark, wholes[topic]), *(m.by_mark for m in matchers)),
        )
        for topic, matchers in found.items()
    }


def marks_of(folded: str) -> frozenset[str]:
    """Words of a folded text, and each character that is of none: what a phrase in it is told by.

    Asked once for a text, this answers for every topic whether looking for its phrases can find any. On the pages of a
    shop nine questions in ten end here."""
    return _marks_cached(folded) if len(folded) <= _MARKED_LENGTH else _marks_made(folded)


def _marks_made(folded: str) -> frozenset[str]:
    return frozenset(("", *_WORD.findall(folded), *_BETWEEN.findall(folded)))


@lru_cache(maxsize=65_536)
def _marks_cached(folded: str) -> frozenset[str]:
    return _marks_made(folded)


def _mark(form: str) -> str:
    """The longest word of a form, or where it has none a character of it; "" where it has neither."""
    # What touches a number is no word of its own ("5pcs"), so it is cut off with it.
    words: list[str] = _WORD.findall(_BESIDE_NUMBER.sub(" ", form))
    if words:
        return max(words, key=len)
    return next((c for c in form.replace(_NUMBER, "") if c != " "), "")


def load_lexicon(path: Path) -> dict[str, tuple[str, ...]]:
    """Topics of one file and their phrases as written. Raises one RuleFileError for all that is wrong with it."""
    lexicon, wrong = survey_lexicon(path)
    if wrong:
        raise RuleFileError("\n".join(wrong), _ADVICE)
    return lexicon


def survey_lexicon(path: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Topics of one file with their phrases, and everything wrong with it as `file:line:column: text`."""
    wrong: list[str] = []
    root = _root(path, wrong)
    lexicon: dict[str, tuple[str, ...]] = {}
    for key, value in root.value if root is not None else ():
        topic = _text(path, key, "a topic", wrong)
        if topic in lexicon:
            wrong.append(_at(path, key, f"topic {topic!r} stands twice"))
        words = _phrase_list(path, topic, value, wrong)
        if topic:
            lexicon.setdefault(topic, words)
    return lexicon, wrong


def _root(path: Path, wrong: list[str]) -> yaml.MappingNode | None:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=CCoreLoader)
    except OSError as error:
        wrong.append(f"{path}:1:1: cannot be read: {error.strerror or error}")
    except UnicodeDecodeError:
        wrong.append(f"{path}:1:1: is not UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        wrong.append(f"{path}:{where}: is not YAML: {error.problem}")
    except (yaml.YAMLError, RecursionError) as error:
        wrong.append(f"{path}:1:1: is not YAML: {' '.join(str(error).split())}")
    else:
        if isinstance(root, yaml.MappingNode):
            return root
        wrong.append(f"{path}:1:1: a lexicon must be a mapping")
    return None


def _phrase_list(path: Path, topic: str, node: yaml.Node, wrong: list[str]) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        wrong.append(_at(path, node, f"topic {topic!r} must have a list of phrases"))
        return ()
    seen: set[str] = set()
    for item in node.value:
        word = _text(path, item, f"a phrase of {topic!r}", wrong)
        if word and (len(_OPTIONAL.findall(word)) > _MAX_OPTIONAL or not all(_expand(word))):
            wrong.append(_at(path, item, f"phrase {word!r} has too many optional parts or nothing else"))
        elif word and word in seen:
            wrong.append(_at(path, item, f"phrase {word!r} stands twice in {topic!r}"))
        seen.add(word)
    return tuple(_folded(item) for item in node.value)


def _folded(node: yaml.Node) -> str:
    return fold(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _text(path: Path, node: yaml.Node, what: str, wrong: list[str]) -> str:
    """The word of a node; "" where it is none, and is told."""
    value = _folded(node)
    if value.strip("!= "):
        return value
    wrong.append(_at(path, node, f"{what} must be a word or phrase"))
    return ""


def _at(path: Path, node: yaml.Node, message: str) -> str:
    mark = node.start_mark
    return f"{path}:{mark.line + 1}:{mark.column + 1}: {message}"


def _compile(language: str, words: tuple[str, ...]) -> _Matcher:
    """The matcher of a topic. Its patterns have no unbounded repeat, so that matching is linear in the text."""
    forms = {form: word for word in words for form in _expand(word)}
    # Longest first; where a number makes two equal ("0 in stock", "<n> in stock") the exception goes first.
    ordered = sorted(forms, key=lambda f: (-len(f.replace(_NUMBER, "1")), not forms[f].startswith("!"), f))
    by_mark: dict[str, tuple[int, ...]] = {}
    for number, form in enumerate(ordered):
        mark = _mark(form)
        by_mark[mark] = (*by_mark.get(mark, ()), number)
    return _Matcher(language, tuple(ordered), tuple(forms[form] for form in ordered), by_mark)


def _expand(word: str) -> list[str]:
    """The phrase with each optional part left out and kept; without the exception mark."""
    match = _OPTIONAL.search(word)
    if match is None:
        return [fold(word.removeprefix("!").removeprefix("="))]
    rests = (match.group(1), "")
    return [form for rest in rests for form in _expand(word[: match.start()] + rest + word[match.end() :])]


def pattern_of(form: str) -> re.Pattern[str]:
    """What a form of a phrase means, as a pattern for folded texts. No repeat without bound."""
    tokens = _TOKEN.findall(form)
    return re.compile(_edge(tokens[0], "<!") + "".join(map(_token_pattern, tokens)) + _edge(tokens[-1], "!"))


def finder_of(form: str) -> _Find:
    """Finds a form from a position on: (start, end), or None.

    What has no number is looked for as plain text, and its edges afterwards: a pattern that begins with a look behind
    is tried at every character, and takes ten times as long to be made."""
    tokens = _TOKEN.findall(form)
    if _NUMBER in tokens:
        return _by_pattern(pattern_of(form))
    before, after = bool(_LETTER.match(tokens[0])), bool(_LETTER.match(tokens[-1]))
    if all(token.strip("- ") for token in tokens):
        return _by_text(form, before, after)
    return _by_words(re.compile("".join(map(_token_pattern, tokens))), before, after)


def _by_pattern(pattern: re.Pattern[str]) -> _Find:
    def find(folded: str, position: int) -> _Spot | None:
        match = pattern.search(folded, position)
        return match.span() if match else None

    return find


def _by_text(form: str, before: bool, after: bool) -> _Find:
    def find(folded: str, position: int) -> _Spot | None:
        while (start := folded.find(form, position)) >= 0:
            end = start + len(form)
            if not (before and start and _LETTER.match(folded, start - 1)) and not (
                after and _LETTER.match(folded, end)
            ):
                return start, end
            position = start + 1
        return None

    return find


def _by_words(pattern: re.Pattern[str], before: bool, after: bool) -> _Find:
    def find(folded: str, position: int) -> _Spot | None:
        while match := pattern.search(folded, position):
            start, end = match.span()
            if not (before and start and _LETTER.match(folded, start - 1)) and not (
                after and _LETTER.match(folded, end)
            ):
                return start, end
            position = start + 1
        return None

    return find


def _token_pattern(token: str) -> str:
    if token == _NUMBER:
        return _NUMBER_PATTERN
    return re.escape(token) if token.strip("- ") else _GAP


def _edge(token: str, look: str) -> str:
    """A Latin letter or digit at the edge of a phrase must be the edge of a word; other scripts have no spaces."""
    return f"(?{look}[{_LATIN}])" if token == _NUMBER or _LETTER.match(token) else ""
