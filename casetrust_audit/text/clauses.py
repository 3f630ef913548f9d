"""A sentence in clauses, so that what is said of a thing is looked for in the clause that holds it.

Texts are folded. A clause begins at a stop, a bracket or a colon, at a word that opens a subordinate clause ("if",
"once"), and at a conjunction or a comma that a new subject with its verb follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERBS = (
    r"is|are|was|were|will|shall|can|cannot|can't|won't|may|might|must|should|would|could|has|have|had|do|does|takes?|"
    r"needs?|get|gets"
)
_SUBJECT = (
    r"(?:(?:we|you|they|it|this|that|these|those|there|please)(?:'\w+)?\b|"
    rf"(?:(?:the|your|our|any|all|each|every|such|a|an|most) )?(?:[\w'-]+ ){{1,4}}?(?=(?:{_VERBS})\b))"
)
_OPENS = (
    r"if|whenever|unless|provided(?: that)?|as soon as|as long as|so long as|in case|in the event|should you|whether|"
    r"because|although|though|while|whereas|jika|apabila|sekiranya|kerana"
)
_RELATIVE = r"(?<!\bon )(?<!\bin )(?<!\bby )(?<!\bfrom )(?<!\bsince )(?<!\bof )(?:which|who|when|once|where)"
_UNTIL = r"until (?!§)(?=[\w' -]*\b(?:is|are|was|were|has|have|we|you)\b)"
_JOINS = r"and|or|but|so|then|yet|plus|dan|atau|tetapi|serta"
_LEADS = (
    r"simply|just|kindly|upon|after|before|within|no later|for|during|from|to|by|with|at|up to|e-?mail|contact|send|"
    r"return|write|call|ship|bring|let|refunds?|returns?|goods|items?|orders?|delivery|exchanges?|unfortunately"
)
_HAN = r"[\u3400-\u9fff]"
_BORDER = re.compile(
    rf"(?<!\d)[;:!?](?!\d)| ?[()\[\]|•·] ?|[。、]|(?<={_HAN}),|,(?={_HAN})|(?<=[^\d.])\.(?= |$)| [-–—] |—|"
    rf"(?<!\d),(?= ?(?:(?:{_JOINS}) )?(?:{_OPENS}|{_RELATIVE}|{_SUBJECT}))|, (?=(?:{_JOINS}) )|, (?=(?:{_LEADS})\b)|"
    rf"(?<=\w) (?=(?:{_JOINS}) {_SUBJECT})| (?=(?:{_OPENS}|{_RELATIVE}|{_UNTIL})\b)"
)
_SUBORDINATE = re.compile(
    rf"^\W*(?:(?:{_JOINS}|only|even) )?(?:{_OPENS}|which|who|when|once|where|until|after|before|upon)\b|[后後时時]$"
)
_JOINED = re.compile(rf"^\W*(?:(?:{_JOINS})\b|或|并|並|而|和|及)")


@dataclass(frozen=True, slots=True)
class Clause:
    """`border` is what parts it from the one before, a space where no sign does. `subordinate` where it only says when
    or whether; `joined` where a conjunction ties it to the one before."""

    text: str
    start: int
    border: str = ""

    @property
    def subordinate(self) -> bool:
        return _SUBORDINATE.search(self.text.strip()) is not None

    @property
    def joined(self) -> bool:
        return _JOINED.match(self.text) is not None


def clauses(folded: str) -> tuple[Clause, ...]:
    """The clauses of a folded sentence by position; blank ones are left out. "§" may stand for a length of time."""
    found, start, sign = [], 0, ""
    for border in _BORDER.finditer(folded):
        found.append(Clause(folded[start : border.start()], start, sign))
        start, sign = border.end(), border[0]
    found.append(Clause(folded[start:], start, sign))
    return tuple(c for c in found if re.search(r"\w|§", c.text))
