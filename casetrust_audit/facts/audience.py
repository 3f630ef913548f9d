"""Whom a sentence of a policy is for: what is promised to suppliers, staff or applicants is not promised to shoppers,
and what once happened is no promise at all."""

from __future__ import annotations

import re

from casetrust_audit.facts.passages import Passage
from casetrust_audit.facts.sentences import Passage as Sentence
from casetrust_audit.facts.sentences import main_heading
from casetrust_audit.text.normalise import fold

LONGEST_HEADING = 90
"""Letters; a longer heading is a sentence."""

_TRADE = (
    r"(?:suppliers|vendors|wholesalers|consignors|consignees|dealers|distributors|stockists|franchisees|resellers|"
    r"retail partners|trade (?:partners|customers|buyers|accounts)|wholesale (?:partners|customers|buyers|accounts|"
    r"clients)|(?:business|corporate) (?:partners|customers|clients|buyers|accounts)|affiliates|creators|influencers|"
    r"landlords|tenants)"
)
_TRADERS = re.compile(_TRADE)
_WORKERS = (
    r"(?:(?:job )?applicants|job ?seekers|candidates|interns|trainees|employees|workers|staff(?: members)?|personnel)"
)
_LABEL = (
    r"(?:suppliers?|vendors?|wholesale(?:rs?)?|consignment|distributors?|dealers?|resellers?|stockists?|franchise\w*|"
    r"affiliates?|b2b|trade (?:accounts?|customers?|partners?)|(?:corporate|business) (?:customers?|clients?|buyers?|"
    r"accounts?|orders?|gift\w*|sales|purchases|hampers?)|(?:job )?applicants?|recruitment|careers?|candidates?|"
    r"employees?|staff|employment|interns?)"
)
_HEADED = re.compile(
    rf"\b(?:for|to) (?:our |all |job )?{_LABEL}\b|^\W*(?:\d[\d.]*\W*)?(?:our )?{_LABEL}(?:'s?)?\b(?! (?:picks?|"
    r"recommend\w*|favou?rites?|choice|discount|will|is|are|can|may|has|have|must|do|does))"
    r"(?:[ :,–-]+(?!will|can|you|your)[\w'&-]+){0,4}\W*$|"
    r"(?:供应商|供應商|经销商|經銷商|代理商|批发商|批發商|加盟商|员工|員工|求职者|求職者|应聘者|應聘者)|"
    r"\b(?:untuk|bagi) (?:pembekal|vendor|pemborong|pengedar|kakitangan|pekerja|pemohon)\b|^\W*(?:pembekal|pemborong|"
    r"kakitangan)\b"
)
"""A heading that says whom all below it is for."""
_ADDRESSED = re.compile(
    rf"^\W*(?:(?:only |strictly )?for |to |dear )?(?:(?:all|our|any|the|approved|registered|overseas|local|your) )*"
    rf"(?:{_TRADE}|(?:job )?applicants|candidates)\b(?!')|"
    rf"^\W*(?:(?:only |strictly )?for|dear) (?:(?:all|our|the) )*{_WORKERS}\b|"
    r"\bby (?:the )?(?:supplier|vendor|applicant|franchisee|distributor|hr\b)|"
    r"^\W*(?:供应商|供應商|经销商|經銷商|代理商|批发商|批發商|求职者|求職者)|"
    r"^\W*(?:para )?(?:pembekal|pemborong|pengedar|pemohon kerja)\b"
)
"""Others as those who act or are spoken to. Staff who act are the shop itself."""
_GRIEVANCE = re.compile(
    rf"\b(?:{_WORKERS}|staff|employee) (?:grievances?|complaints?)\b|\bby hr\b|\bour hr\b|"
    rf"\b{_WORKERS} (?:may|can|receive|get|are (?:given|told|informed|entitled))\b"
)
_MARKETPLACE = (
    r"(?:shopee|lazada|tiktok shop|qoo10|amazon|carousell|foodpanda|grabmart|taobao|tmall|redmart|ebay|etsy|zalora)"
)
_ON_MARKETPLACE = re.compile(
    rf"^\W*(?:(?:if you )?(?:bought|purchased|ordered|buying|shopping)(?: from us)? |(?:for |all )?(?:[\w-]+ "
    rf")?(?:orders|purchases|"
    rf"items|goods)(?: (?:placed|made|bought|sold|purchased))? |when you (?:buy|shop|order) )?(?:on|through|via|at|"
    rf"from) "
    rf"(?:our |the )?{_MARKETPLACE}\b|^\W*{_MARKETPLACE} (?:orders|purchases|customers|buyers|returns|refunds)\b"
)
_HERE = re.compile(r"\b(?:website|our (?:own )?(?:site|shop|store)|here|elsewhere|direct(?:ly)?)\b")
"""An order placed elsewhere follows the rules of that place."""
_SHOPPERS = re.compile(
    r"\b(?:you|your|yours|customers?'?s?|buyers?|shoppers?|consumers?|anda|pelanggan)\b|您|顾客|顧客|客户|客戶"
)

_TOLD = (
    r"(?:was|were|had|did|took|won|gave|came|went|began|wrote|knew|saw|rang|drove|grew|became|laughed|fell|ran|stood|"
    r"couldn't|didn't|wasn't|weren't)"
)
"""Past tenses that are no participles: "the sum paid" tells nothing of the past."""
_PAST = rf"(?:{_TOLD}|brought|sent|paid|waited|opened|started|asked|closed|called|bought|sold|held|learned|used to)"
_OF_A_TIME = re.compile(
    r"^\W*(?:back )?(?:in (?:the )?(?:(?:19|20)\d\d|early|late|summer|winter|spring|autumn|january|february|march|"
    r"april|may|june|july|august|september|october|november|december)\b|last (?:year|summer|month|week|winter|spring|"
    r"autumn|christmas|season|night)\b|one day\b|(?:[\w-]+ )?(?:years|months|weeks) ago\b)"
    rf"[^.]{{0,90}}\b(?:{_PAST}|(?:we|he|she|they|(?:our|the|a|an|my) \w+) \w{{3,}}ed)\b"
)
_IN_A_YEAR = re.compile(rf"\b{_PAST}\b[^.]{{0,60}}\b(?:in|since|back in) (?:19|20)\d\d\b")
_STORY = re.compile(
    rf"^\W*(?:(?:before|when|after) (?:she|he|they|our|my)\b[^,.]{{3,60}}?,? )?(?:(?:it|he|she|they|we|i) {_PAST}\b|"
    r"(?:our|my|the|a|an)(?: (?!if|when|where|that|which|who|you|your|once|unless|as|how|what|because|until|or)[\w'-]+)"
    rf"{{1,4}}? {_TOLD}\b)"
)
"""Begins by telling what happened."""
_STANDS = re.compile(
    r"\b(?:is|are|will|shall|can|may(?! (?:19|20)\d\d)|must|should|please|cannot|do not|does|now|today|you|your|if|"
    r"we'll)\b|n't\b"
)
"""Words of what holds now."""
_STILL = re.compile(r"\b(?:within|always|still)\b")
_FORMER = re.compile(
    r"\b(?:formerly|previously|used to be) (?:at|located|known|based|in|of|from)\b|"
    r"\b(?:we|shop|store|outlet|office) (?:have |has )?(?:moved|relocated|shifted) from\b|"
    r"\b(?:former|previous|old) (?:address|premises|location|shop|store|office|outlet)\b|"
    r"(?:原址|旧址|舊址|前址)|\balamat lama\b"
)


_NEAR = r"(?:[^.;!?|•·]|\b(?:pte|ltd|co|sdn|bhd|inc|corp|no|st|rd|blk)\.){0,60}"
"""What may stand between: no end of a sentence."""
_NOT_OURS = re.compile(
    r"\bour (?:landlord|building owner|managing agent|bank(?:er)?|courier|accountant|auditor|lawyer|solicitor|supplier|"
    r"manufacturer|maker|importer|distributor|stockist|partner|sponsor|printer|host|web ?host|designer|developer|"
    r"insurer|"
    rf"franchisor|agent|neighbour|roaster|baker|grower)s?\b(?!'){_NEAR}$|\bfor us by\b{_NEAR}$|"
    r"(?:^|[.;|•·])\W*(?:landlord|manufacturer|importer|imported by|distributor|distributed by|stockists?|supplier|"
    r"auditors?|"
    rf"bankers?|sponsors?)\b(?: is| are)? ?:{_NEAR}$|"
    r"^\W*[\"“‘'].{3,300}[\"”’'] ?[–—~|-]|(?:房东|房東|制造商|製造商|生产商|進口商|进口商|供应商|供應商)[:：是]"
)
"""Names another firm, or a customer whose words are quoted, as whose a name or address is."""


def of_another(text: str) -> bool:
    """True where a folded text before a name or an address says that it is not the shop's own, or no longer."""
    return _NOT_OURS.search(text) is not None or former(text)


_TO_SHOPPERS = re.compile(
    r"\b(?:private|retail|individual|personal|home|all|online) (?:customers?|buyers?|shoppers?|clients?|orders?|"
    r"purchases?)\b|"
    r"\b(?:for|to) (?:customers|shoppers|consumers|everyone|everybody|you)\b|顾客|顧客|消费者|消費者|\bpelanggan\b"
)
"""A heading that turns to shoppers again, on a page for others."""


def of_others(text: str, *headings: str) -> bool:
    """True where a sentence, or a heading it stands under, is for those the shop works with and not for shoppers. All
    texts folded."""
    short = [heading for heading in headings if heading and len(heading) <= LONGEST_HEADING]
    if short and _TO_SHOPPERS.search(short[0]):
        return False
    if any(_HEADED.search(heading) or _ON_MARKETPLACE.search(heading) for heading in short):
        return True
    if _GRIEVANCE.search(text) and not _SHOPPERS.search(text):
        return True
    if _ON_MARKETPLACE.search(text) and not _HERE.search(text):
        return True
    return _ADDRESSED.search(text) is not None and not _SHOPPERS.search(_TRADERS.sub(" ", text))


def told_of_past(text: str) -> bool:
    """True where a folded sentence tells what happened once, and nothing that holds."""
    if _STANDS.search(text):
        return False
    if _OF_A_TIME.search(text) is not None or _IN_A_YEAR.search(text) is not None:
        return True
    return _STORY.search(text) is not None and not _STILL.search(text)


def former(text: str) -> bool:
    """True where a folded text names a place the shop has left."""
    return _FORMER.search(text) is not None


_GOODS = ("product", "listing", "home", "cart", "checkout")
"""Roles whose first heading names goods."""


def for_shoppers(passage: Passage | Sentence) -> bool:
    """A sentence that tells shoppers what holds: not one for others by its own words, the heading above it or the
    page's first heading, and no story."""
    above = passage.section if isinstance(passage, Passage) else passage.heading
    top = "" if passage.page.role in _GOODS else main_heading(passage.page.reading)
    return not (of_others(passage.folded, fold(above), fold(top)) or told_of_past(passage.folded))
