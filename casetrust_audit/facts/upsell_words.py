"""Words that urge one who buys to take more, or something dearer."""

from __future__ import annotations

import re

_EXTRA = (
    r"(?:gift[- ]?(?:wrap\w*|box\w*|bag\w*|set|message|note|card)s?|wrapping|engraving|monogram\w*|embroidery|"
    r"(?:\w+[- ])?(?:warranty|insurance|guarantee|protection|cover(?:age)?|care plan|service plan|assembly|"
    r"installation)|add-?ons?|extras?|accessor(?:y|ies)|batteries|refills?|matching|samples?)"
)
_MORE = re.compile(
    # once one has chosen: wait, there is more
    r"\b(?:before (?:you|we) (?:check ?out|go|leave|pay|proceed|finish|continue|complete)|wait|one more thing|"
    r"last chance to add|while you(?:'re| are) (?:here|at it|shopping))\b"
    r".{0,60}\b(?:tempt|add|offer|deal|discount|upgrade|save|treat|also|these|this|special|grab|get|need)\b|"
    r"\b(?:don'?t|do not|never) forget (?:the|your|a|an|to (?:add|grab|pick|get|order)|some|about)\b"
    r"(?!.{0,12}\b(?:password|e-?mail|username)\b)|"
    r"\b(?:can|may|could|let) (?:we|us|i) (?:tempt|interest|treat) you\b|\b(?:how|what) about (?:these|this|"
    r"one of|adding|a|an|some|trying)\b|\bwhy not (?:add|try|treat|upgrade|take|get|include|make it|go for|"
    r"choose)\b|"
    r"\b(?:want|like|need|looking for|fancy) (?:an? |some )?(?:special |better |extra |great |even )*(?:deal|"
    r"discount|bargain|offer|more savings)s?\s*\?|"
    r"\blast chance to add\b|\bone more thing\W*$|\bare you sure you (?:don'?t|do not) (?:want|need)\b|"
    r"\b(?:would|do) you (?:also )?(?:like|want|wish)(?: to)? (?:(?:to )?(?:add|include|upgrade|protect|try|make)\b|"
    rf"(?:an? |some |our )?(?:{_EXTRA}|\w+ with (?:that|this|it))\b)|"
    r"\btreat yourself (?:to|with)\b|"
    r"\bcomplete your order with\b|"
    r"\bmake (?:it|this|your \w+|their \w+) (?:an? |even |extra |more |the )?(?:gift|set|special|complete|perfect|"
    r"personal|pair|bundle|bigger|better)\b|"
    # something to put in besides
    r"\b(?:add|include|take|choose|grab)\b.{0,60}\b(?:for (?:just|only|as little as)|at only|and (?:save|"
    rf"get))\b(?!.{{0,20}}\bshipping)|\b(?:add|include)\b (?:an? |our |some |the |your |free |extra |"
    rf"\d+[- ]\w+ )*{_EXTRA}\b|\badd\b.{{0,40}}(?:\bfor|\+|\bat)\s?(?:[a-z]{{0,3}}[$€£¥]|rm|sgd)\s?\d|"
    r"\badd (?:to|on to|these to|them to|this to|it to|both to|all \w+ to) (?:your|my|the) "
    r"(?:order|purchase|box)\b|"
    r"\badd (?:\d+|one|two|three|another) (?:more|other|extra)\b|\b(?:popular|recommended|suggested|optional|"
    r"essential|must-have|useful|handy) (?:add-?ons?|extras|accessories|upgrades)\b|"
    r"\b(?:personali[sz]e|customi[sz]e|monogram|engrave|embroider) (?:it|your|this|yours|with|now|me)\b(?!.{0,20}\b"
    r"(?:experience|ads?|adverts?|content|cookies?|settings|preferences|privacy|visit)\b)|"
    # something dearer, or longer
    r"\bupgrade (?:to|your|now|and|for|my)\b.{0,60}|"
    r"\bextend (?:your|the|my) (?:warranty|cover|protection|guarantee|plan)\b|"
    r"\b(?:protect|insure|safeguard|cover) (?:your|this|it|my)\b.{0,40}\b(?:for (?:just|only)|add|purchase|order|"
    r"warranty|plan|investment|item|device|with)\b|\b(?:best|better|great) value\W*(?:$|[:–-])|"
    # more of it
    r"\bbundle (?:up )?(?:and|&|to|your)\b.{0,20}\bsave\b|\bsave\b.{0,20}\b(?:with|on) (?:a |our |the |"
    r"these )?(?:bundles?|sets?|multi-?packs?|multi-?buys?)\b|\bbuy (?:the|this|as|both|two|2|3|three|more|"
    r"together)\b.{0,25}\bsave\b|"
    r"\b(?:save|get|take)\b.{0,20}\b(?:when you|by|if you) (?:bundl\w+|add|adding|upgrad\w+|buy\w* (?:more|"
    r"together|both))|\bget the (?:matching|full|complete)\b|"
    r"\d\s?% off (?:your|the|a|any) (?:2nd|second|next|3rd|third|other|another)\b|"
    r"\b(?:complete) your (?:look|set|order|purchase|kit)\b.{0,40}\b(?:add|with|save)\b|"
    r"\bbuy more,? (?:and )?save more\b|\bmix (?:and|&|n) match\b.{0,20}\bsave\b|\bget more for less\b|"
    r"\b(?:buy|get|take) (?:\d|one|two|three|any \w+)\b.{0,20}\b(?:get|for the price of|for (?:only )?[a-z]{0,3}[$€£]|"
    r"pay for)\b|"
    r"\b(?:spend|add|only|just)\b.{0,12}\d[\d.,]*\s?(?:more|extra|away|to go)\b.{0,30}\b(?:for|from|to|and|until) "
    r"(?:get |earn |unlock |qualify for |receive |save )?(?:an? )?(?:free|your|\d|gift|discount|save)|"
    r"\bsubscribe (?:and|&|to) save\b|"
    r"\byour order qualifies\b|"
    r"加(?:购|購|價购|價購|价购)|再(?:买|買|加).{0,8}(?:省|享|送)|(?:换购|換購)|凑单|湊單|还差.{0,10}(?:包邮|免运|享|送)|還差.{0,10}(?:免運|享|送)|"
    r"\blengkapkan (?:gaya|set|pesanan)\b|\btambah (?:lagi )?rm\s?\d"
)


def tempts(text: str) -> bool:
    """True where a folded text urges one who buys to take more, or something dearer."""
    return bool(_MORE.search(text))
