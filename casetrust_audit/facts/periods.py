"""What a length of time in a policy is about: the buyer's window, the shop's refund, a bank, a reply …

The nearest cue before the time decides ("acknowledge within 2 days and resolve within 14"), else the nearest after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from casetrust_audit.text.durations import Duration, find_durations
from casetrust_audit.text.normalise import fold

_TO_WHOM = r"(?: (?:to|of|on|from) (?:you|your|all|any|every|each|the)\b(?:(?! and | within| in )[^,;.:]){0,60})?"
_CUES: Mapping[str, str] = {
    "bank": r"\b(?:your|the|issuing|some|most) (?:banks?|card (?:issuer|company|provider)|issuer|financial institution)"
    r"(?:'s)? (?:may|can|might|will|could|to|takes?|needs?|processing)|\bbanks? (?:may|might|can|processing)|"
    r"\b(?:appear|reflect\w*|show(?: up)?|post) (?:in|on) your (?:bank |card |credit card )*(?:statement|account|"
    r"card)|银行",
    "warranty": r"\bwarrant(?:y|ies|ed)\b|\bguaranteed?\b|保修|保固|\bjaminan\b|\bwaranti\b",
    "validity": r"\bvalid(?:ity)?\b|\bexpir\w+|有效期",
    "automatic": r"\bauto(?:mat\w+)?[- ]?(?:repl(?:y|ies)|responses?|responder|acknowledg\w+|e-?mails?)\b|自动回复",
    "acknowledge": r"\b(?:acknowledg\w+|repl(?:y|ies|ied)|respon(?:d|ds|se|ses)|get back(?: to you)?|gets back|revert|"
    r"be in touch|come back to you|write back|answer(?:ed|s)?|hear (?:back )?from us)\b" + _TO_WHOM
    + r"|回复|答复|答覆|回覆|确认收到|membalas",
    "resolve": r"\b(?:resolv\w+|resolutions?|investigat\w+|outcomes?|final (?:response|reply|answer|decision)|"
               r"conclu\w+|"
    r"settled?|close (?:the|your) (?:case|complaint))\b" + _TO_WHOM + r"|解决|处理完|处理结果|selesai",
    "notice": r"\bwe(?:'ll| will| shall)? (?:notify|inform|e-?mail|contact|update) you\b",
    "report": r"\b(?:contact|notify|inform|tell|e-?mail|let|whatsapp) us\b|\breport(?:ed|ing)?\b|\bclaims?\b|"
              r"\blodged?\b",
    "refund": r"\brefund(?:s|ed|ing)?\b|\breimburs\w+|\bmoney back\b|\bcredited (?:back )?to\b|退款|退回款|"
              r"bayaran balik",
    "window": r"\breturn(?:s|ed|ing|able)?\b(?! (?:the |your )?(?:payment|money|amount))|\bexchang\w+|"
    r"\bchange (?:of|your) mind\b|\bsend back (?:it|them|the|your|any|an|unused|unopened|goods|items?|products?)\b|"
    r"\bsend (?:it|them|(?:(?:the|your|any|an) )?(?:items?|products?|goods|order|parcel|purchase)) back\b|"
    r"\bsent back\b|\brefund (?:requests?|"
    r"window|period)|"
    r"\brequest\w* (?:for )?(?:a |an |any |your |full )*refund|\b(?:ask|asking|apply|applying) for a (?:full )?refund|"
    r"\bentitled to a (?:full )?refund|\bcooling[- ]off\b|退换|退货|换货|退貨|換貨|pemulangan|pertukaran",
    "cancel": r"\bcancel\w*|取消|batal",
    "delivery": r"(?<!of )(?<!after )(?<!from )(?<!upon )(?<!the )\b(?:deliver(?:ed|y|ies|s)?|ship(?:ped|ping|ment|s)?|"
    r"dispatch\w*|despatch\w*|arriv\w+)\b|送达|发货|配送|penghantaran",
}  # fmt: skip
_PATTERNS = {topic: re.compile(pattern) for topic, pattern in _CUES.items()}
_DEPENDS = re.compile(r"depend\w* (?:up)?on (?:your |the |which )?(?:issuing )?(?:bank|card|issuer|financial|payment)")
_PURCHASE = re.compile(
    r"^[^,;.]{0,6}\b(?:of|from|after|since|upon)\b (?:the )?(?:date of )?(?:your |the |original )*"
    r"(?:purchase|order|deliver|receipt(?! of (?:the |your )?return)|collection|invoice|"
    r"receiving (?:the |your )?(?:order|parcel|item|goods|product|purchase)|you receive)"
)
_PROCESSING = re.compile(
    r"process|issu|credit|paid|pay |initiat|complet|transfer|reimburs|we(?:'ll| will| shall) refund|will be"
)
_FAULT = re.compile(
    r"\b(?:defect\w*|fault\w*|damag\w+|broken|spoil\w*|leak\w*|not as described)\b|"
    r"\b(?:wrong|incorrect|missing)\b[^,.;]{0,12}\b(?:items?|goods|products?|orders?|size|colou?r|parcel|part)|"
    r"\b(?:items?|goods|products?|orders?) (?:is|are|was|were) (?:wrong|incorrect|missing)|瑕疵|损坏|破损|质量问题|"
    r"rosak"
)
_FAULT_NEXT = re.compile(rf"^ ?(?:if|when|where|for|in case)\b[^,.;]{{0,24}}(?:{_FAULT.pattern})")
_NO_FAULT = re.compile(
    r"\b(?:unless|except|not|without|no|never)\b[^,.;]{0,24}(?:damag|defect|fault|broken)|\bby you\b|undamaged"
)
_ANY_REASON = re.compile(
    r"\bunwanted\b|\bany reason|\bchange (?:of|your) mind|\bnot (?:completely |fully |entirely )?(?:satisfied|happy)|"
    r"\bunused\b|\bunworn\b|\bunopened\b|\bany item"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time and what it is about ("" where no cue stands near)."""

    duration: Duration
    topic: str

    @property
    def days(self) -> Decimal:
        """The longest reading in days as stated, working or calendar."""
        return self.duration.high_days


@lru_cache(maxsize=8192)
def periods(text: str) -> tuple[Period, ...]:
    """Every length of time of one sentence with its topic."""
    found = find_durations(text)
    result = []
    for number, duration in enumerate(found):
        start = found[number - 1].end if number else 0
        end = found[number + 1].start if number + 1 < len(found) else len(text)
        before, after = fold(text[start : duration.start]), fold(text[duration.end : end])
        result.append(Period(duration, _topic(before, after, fold(text))))
    return tuple(result)


def of_topic(text: str, topic: str) -> tuple[Period, ...]:
    """The periods of the sentence that are about `topic`."""
    return tuple(p for p in periods(text) if p.topic == topic)


def speaks_of_fault(text: str) -> bool:
    """True where a folded sentence speaks of goods that are damaged, defective or wrong."""
    return _FAULT.search(text) is not None


def _topic(before: str, after: str, sentence: str) -> str:
    topic = _nearest_before(before) or _nearest_after(after)
    if topic in ("", "window") and _FAULT_NEXT.search(after):
        return "report"
    if topic == "report" and not speaks_of_fault(sentence):
        topic = "window" if _PATTERNS["window"].search(sentence) else ""
    if topic in ("refund", "window") and _DEPENDS.search(after):
        return "bank"
    if topic == "refund" and _PURCHASE.search(after) and not _PROCESSING.search(before):
        return "window"
    if (
        topic == "window"
        and speaks_of_fault(sentence)
        and not (_ANY_REASON.search(sentence) or _NO_FAULT.search(sentence))
    ):
        # "Damaged items must be returned within 3 days" is a window for faults, not for a change of mind.
        return "report"
    return topic


def _nearest_before(before: str) -> str:
    best: tuple[int, int, str] | None = None
    for topic, pattern in _PATTERNS.items():
        for match in pattern.finditer(before):
            rank = (match.end(), match.end() - match.start(), topic)
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else ""


def _nearest_after(after: str) -> str:
    hits = ((m.start(), m.start() - m.end(), topic) for topic, p in _PATTERNS.items() if (m := p.search(after)))
    return min(hits, default=(0, 0, ""))[2]
