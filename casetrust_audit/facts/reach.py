"""Which country a part of a policy is for: what holds for buyers elsewhere is not told to those in Singapore."""

from __future__ import annotations

import re

from casetrust_audit.facts.locality import is_singaporean
from casetrust_audit.facts.outline import above, row_head
from casetrust_audit.facts.passages import Passage
from casetrust_audit.facts.sentences import Passage as Sentence
from casetrust_audit.facts.sentences import main_heading
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import once

LONGEST_HEADING = 90
"""Letters; a longer heading is a sentence."""

_HERE = re.compile(
    r"\bsingapore(?:an)?s?\b|\bsg\b|\bsingapura\b|新加坡|本地|本岛|本島|全岛|全島|\b(?:local|domestic|islandwide|"
    r"all|every|"
    r"other|rest|everywhere|elsewhere|worldwide|anywhere)\b"
)
_ABROAD = (
    r"(?:malaysians?|west malaysia|east malaysia|peninsular malaysia|sabah|sarawak|johor|indonesians?|indonesia|"
    r"thailand|"
    r"thais?|vietnam(?:ese)?|(?:the )?philippines|filipinos?|brunei|cambodia|myanmar|australians?|australia|new zealand"
    r"(?:ers)?|hong kong|macau|taiwan(?:ese)?|china|chinese mainland|mainland china|japan(?:ese)?|(?:south "
    r")?korea(?:ns?)?|"
    r"india|(?:the )?united kingdom|(?:great )?britain|british|(?:the )?uk|england|ireland|(?:the )?eu|europe(?:ans?)?|"
    r"european union|germany|france|(?:the )?united states(?: of america)?|(?:the )?usa?|u\.s\.a?\.?|america(?:ns?)?|"
    r"canada|canadians?|(?:the )?middle east|uae|malaysia|overseas|international|abroad|foreign)"
)
_WHO = (
    r"(?:customers?|shoppers?|buyers?|consumers?|residents?|orders?|purchases|deliver(?:y|ies)|shipping|shipments?|"
    r"returns?|refunds?|exchanges?|addresses|policy|parcels?)"
)
_JOINED = rf"{_ABROAD}(?:(?: ?[,/&+] ?| and | or ){_ABROAD})*"
_HEADS = re.compile(
    rf"^\W*{_JOINED}(?: \w+)?\W*$|\b(?:in|to|for|within|from|outside) (?:the )?{_JOINED}\b(?!')|"
    rf"^\W*{_JOINED}(?: {_WHO})+\b|{_WHO}\W*[(\[–—:,|-]\W*{_JOINED}\b|"
    r"(?:马来西亚|馬來西亞|印尼|印度尼西亚|泰国|泰國|越南|菲律宾|菲律賓|台湾|台灣|臺灣|香港|中国大陆|中國大陸|澳洲|"
    r"澳大利亚|日本|韩国|韓國|"
    r"海外|国际|國際|境外)"
)
"""A heading that says for which country the part below it is."""
_SAYS = re.compile(
    rf"^\W*(?:for |all |our )*{_JOINED} {_WHO}(?: only)?\b|^\W*(?:if you (?:are|live) |(?:for )?(?:orders|"
    rf"purchases|customers|parcels) )?(?:shipped |sent |delivered |placed |bought |residing |living )?(?:in|to|"
    rf"outside) "
    rf"{_JOINED}\b"
)
"""A sentence that opens so, too."""
_CITED = re.compile(rf"\b(?:as |under )?the {_ABROAD} (?:consumer|competition)[\w ]{{0,20}}\blaw\b")


@once
def _page_is_abroad(reading: Reading) -> bool:
    return heads_abroad(fold(main_heading(reading)))


def heads_abroad(heading: str) -> bool:
    """True for a folded heading that names other countries, and Singapore with none of its names."""
    return len(heading) <= LONGEST_HEADING and bool(_HEADS.search(heading)) and not _HERE.search(heading)


def for_buyers_here(shop: Shop, passage: Passage | Sentence) -> bool:
    """False for a sentence that a Singapore shop tells to buyers of another country alone: by its own first words, or
    by the nearest heading above it that names a country or turns to all others."""
    if not is_singaporean(shop):
        return True
    text = passage.folded
    if (_SAYS.search(text) or _CITED.search(text)) and not _HERE.search(text):
        return False
    reading = passage.page.reading
    for heading in (row_head(reading, passage.block), *above(reading, passage.block)):
        if _HERE.search(heading):
            return True
        if heads_abroad(heading):
            return False
    return not _page_is_abroad(reading)
