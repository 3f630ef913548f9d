"""Word lists by topic and language, and where their phrases stand in a text.

A lexicon is `rules/lexicons/<language>.yaml`: `topic: [phrase, ...]`. In a phrase `<n>` stands for a number,
`(s)` for a part that may be missing, a space for a space or a hyphen. A leading `!` marks an exception: words that
look like the topic and are not ("!return to homepage"). A leading `=` marks a phrase that counts only as the whole
text ("=buy": a button of that name, not a sentence with the word).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

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
_TOKEN = re.compile(r"<n>|[ -]+|.", re.DOTALL)
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_MAX_OPTIONAL = 4
LONGEST_WHOLE = 40
_CACHED_LENGTH = 300
_AROUND = " .,:;!+>»→›·•*"
_Tree: TypeAlias = "dict[str, _Tree]"
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

    The patterns are made when first asked for: an audit asks for half of the topics, and making all of them
    takes longer than judging a shop. (No slots: the patterns are kept in the instance.)"""

    language: str
    forms: tuple[str, ...]
    phrases: tuple[str, ...]

    @cached_property
    def where(self) -> re.Pattern[str]:
        """Finds fast where some phrase begins."""
        return re.compile(_where(list(self.forms)))

    @cached_property
    def which(self) -> re.Pattern[str]:
        """Says there which is the longest: its group number n is `phrases[n - 1]`."""
        return re.compile("|".join(f"({_pattern(form)})" for form in self.forms))

    def find(self, folded: str) -> list[Hit]:
        hits = []
        position = 0
        while begin := self.where.search(folded, position):
            match = self.which.match(folded, begin.start())
            if match is None or match.lastindex is None:
                position = begin.start() + 1
                continue
            position = match.end()
            phrase = self.phrases[match.lastindex - 1]
            if not phrase.startswith("!"):
                hits.append(Hit(phrase, match.start(), match.end(), self.language))
        return hits


@dataclass(frozen=True, slots=True, eq=False)
class PhraseSet:
    """The phrases of one topic in every language that has it. Told by identity: there is one for each topic."""

    topic: str
    matchers: tuple[_Matcher, ...]
    wholes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Phrase and language by the text that must be the whole."""

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every hit by position; offsets are into `fold(text)`. Hits of one language do not overlap."""
        folded = fold(text)
        return _found(self, folded) if len(folded) <= _CACHED_LENGTH else self.look(folded)

    def look(self, folded: str) -> tuple[Hit, ...]:
        """What `find` gives, of a text that is folded already."""
        if len(folded) <= LONGEST_WHOLE and (whole := self.wholes.get(folded.strip(_AROUND))):
            return (Hit(whole[0], 0, len(folded), whole[1]),)
        plain = folded.isascii()
        hits = [h for m in self.matchers if not plain or m.language in ("en", "ms") for h in m.find(folded)]
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
    return {topic: PhraseSet(topic, tuple(matchers), wholes[topic]) for topic, matchers in found.items()}


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
    return _Matcher(language, tuple(ordered), tuple(forms[form] for form in ordered))


def _where(forms: list[str]) -> str:
    """One pattern of all forms as a tree by their characters: a spot that begins no form costs next to nothing."""
    trees: dict[str, _Tree] = {}
    for form in forms:
        tokens = _TOKEN.findall(form)
        node = trees.setdefault(_edge(tokens[0], "<!"), {})
        for token in tokens:
            node = node.setdefault(_token_pattern(token), {})
        node.setdefault(_edge(tokens[-1], "!") or "(?:)", {})
    return "|".join(before + _branches(tree) for before, tree in sorted(trees.items(), reverse=True))


def _branches(tree: _Tree) -> str:
    parts = [key + (_branches(child) if child else "") for key, child in sorted(tree.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _expand(word: str) -> list[str]:
    """The phrase with each optional part left out and kept; without the exception mark."""
    match = _OPTIONAL.search(word)
    if match is None:
        return [fold(word.removeprefix("!").removeprefix("="))]
    rests = (match.group(1), "")
    return [form for rest in rests for form in _expand(word[: match.start()] + rest + word[match.end() :])]


def _pattern(form: str) -> str:
    tokens = _TOKEN.findall(form)
    return _edge(tokens[0], "<!") + "".join(map(_token_pattern, tokens)) + _edge(tokens[-1], "!")


def _token_pattern(token: str) -> str:
    if token == _NUMBER:
        return _NUMBER_PATTERN
    return re.escape(token) if token.strip("- ") else _GAP


def _edge(token: str, look: str) -> str:
    """A Latin letter or digit at the edge of a phrase must be the edge of a word; other scripts have no spaces."""
    return f"(?{look}[{_LATIN}])" if token == _NUMBER or re.fullmatch(f"[{_LATIN}]", token) else ""
