"""Ways to pay: whether a text names one, and whether it says that the shop takes it."""

from __future__ import annotations

import re
from itertools import zip_longest

from casetrust_audit.facts.audience import of_others, told_of_past
from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.standing import not_bound
from casetrust_audit.text.clauses import clauses
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases

_GENERIC = frozenset(
    ("payment", "ways to pay", "how to pay", "we accept", "mode", "instal", "方式", "分期", "kaedah", "cara ",
     "pilihan", "முறை")
)  # fmt: skip
"""What speaks of paying, or of its dates, and names no way."""


def names_method(text: str) -> bool:
    """Whether a method is named: PayNow, Visa, bank transfer. "Payment methods" alone names none, nor does "no credit
    card required"."""
    named = [hit for hit in phrases("payment-methods").find(text) if not any(word in hit.phrase for word in _GENERIC)]
    said = fold(text) if named else ""
    return any(not _unneeded(said[: hit.start], said[hit.end :]) for hit in named)


def _unneeded(before: str, after: str) -> bool:
    """The words around a method say that the shopper needs none; "no card fees" says that it is taken."""
    if _NOT_NEEDED.match(after):
        return True
    return bool(_DOES_WITHOUT.search(before)) and not _ITS_FEE.match(after)


_DOES_WITHOUT = re.compile(
    r"\b(?:no|without)(?: an?| any| your| valid)?(?: \w+)? $|"
    r"\b(?:no|without)(?: [\w-]+,?){1,4} (?:and|or|nor)(?: an?)? $|"
    r"(?:\b(?:not|never|needn't)|n't)\b(?: (?:have to|ever))? ?(?:need|require|ask for|enter|give|provide|use)?(?: us)?"
    r"(?: an?| any| your| the)? $|"
    r"(?:[无無]需|[无無][须須]|不需要?|不用|不必|毋[须須]|免)(?:使用|[绑綁]定|提供|[输輸]入|有)?$|"
    r"\b(?:tanpa|tidak perlu|tak perlu|tidak memerlukan)(?: \w+)? $"
)
_NOT_NEEDED = re.compile(
    r"^s?(?: details| number| data)? (?:is |are )?(?:not|never|un)[ -]?(?:needed|required|necessary)|"
    r"^s? (?:isn't|aren't) (?:needed|required|necessary)|^不需要|^tidak diperlukan"
)
_ITS_FEE = re.compile(
    r"^s?(?: \w+)? (?:fees?|surcharges?|charges?|commissions?|extra|minimum|mark-?up|limit|accepted|taken|welcome)\b|"
    r"^手[续續]|^附加"
)


def offers_method(text: str, after: str) -> bool:
    """A method named as one that is taken: not refused, to come, of the past or of a counter, and not asked about
    without a yes. `after` is the text that follows."""
    if not names_method(text):
        return False
    said = sentences(normalise(text))
    for sentence, then in zip_longest(said, said[1:], fillvalue=after):
        if sentence.endswith(("?", "？")) and not _YES.match(fold(then)):
            continue
        if of_others(fold(sentence)) or not_bound(fold(sentence)) or _ONE_DAY.search(fold(sentence)):
            continue
        if _TO_COME.search(fold(sentence)) and not _TAKEN.search(fold(sentence)):
            continue
        for part in clauses(fold(sentence)):
            if names_method(part.text) and not (_NOT_TAKEN.search(part.text) or told_of_past(part.text)):
                return True
    return False


_TO_COME = re.compile(r"\b(?:coming soon|soon|planned|later this year|next (?:month|year))\b|即将|即將|\bakan datang\b")
_ONE_DAY = re.compile(
    r"\b(?:one day|some day|eventually)\b[^.;]{0,24}\b(?:may|might|will|could)\b|\bwe (?:wish|dream)\b"
)
_TAKEN = re.compile(r"\b(?:accept|take|support|pay|use)\w*\b|接受|支持|\bterima\b")
_YES = re.compile(r"^\W*(?:yes|yup|yep|sure|of course|certainly|we do|can\b|ya\b|boleh|可以|是|支持|当然|當然|能)")
_NOT_TAKEN = re.compile(
    r"\b(?:stopped|ceased|discontinued|suspended|will (?:come|follow|be (?:added|available|accepted|supported)))\b|"
    r"\b(?:not|no longer|cannot|never|unable to)\b[^.]{0,24}\b(?:accept|tak|support|offer|us(?:e|ing)|pay|process)|"
    r"n't\b[^.]{0,24}"
    r"\b(?:accept|take|support|offer|use|pay)|\b(?:coming soon|soon|is planned|are planned|later this year)\b|"
    r"\b(?:at|in) (?:our|the|any) (?:[\w-]+ ){0,2}(?:counter|outlet|showroom|boutique|stall|cafe|till)s?\b|"
    r"\bin-store\b|\b(?:card)?holders?\b|\bmembers\b|"
    r"不(?:接受|支持|收)|暂不|即将|\btidak (?:menerima|terima)\b|\bakan datang\b"
)
