"""Whom a sentence of a policy is for: what is promised to suppliers, staff or applicants is not promised to shoppers,
and what once happened is no promise at all."""

from __future__ import annotations

import re

from casetrust_audit.facts.outline import above
from casetrust_audit.facts.passages import Passage, sentences
from casetrust_audit.facts.sentences import Passage as Sentence
from casetrust_audit.facts.sentences import main_heading
from casetrust_audit.model.reading import Reading
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.once import once

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
    r"employees?|staff|employment|interns?|bulk (?:orders?|purchases?|buyers?)|compan(?:y|ies)|businesses|offices|"
    r"firms)"
)
_HEADED = re.compile(
    rf"\b(?:for|to|by|from|of) (?:our |all |the |job )*{_LABEL}\b(?! (?:picks?|recommend\w*|choice|favou?rites?))|"
    rf"^\W*(?:\d[\d.]*\W*)?(?:our )?{_LABEL}(?:'s?)?\b(?! (?:picks?|"
    r"recommend\w*|favou?rites?|choice|discount|will|is|are|can|may|has|have|must|do|does))"
    r"(?:[ :,(–-]+(?!will|can|you|your)[\w'&-]+){0,4}\W*$|"
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
    r"(?:shopee(?: mall)?|lazada|lazmall|tiktok shop|qoo10|amazon|carousell|foodpanda|grabmart|taobao|tmall|redmart|"
    r"ebay|etsy|zalora|tokopedia|"
    r"rakuten|temu|shein)"
)
_ON_MARKETPLACE = re.compile(
    rf"^\W*(?:(?:if you )?(?:bought|purchased|ordered|buying|shopping)(?: from us)? |(?:for |all )?(?:[\w-]+ "
    rf")?(?:orders|purchases|"
    rf"items|goods)(?: (?:placed|made|bought|sold|purchased))? |when you (?:buy|shop|order) )?(?:on|through|via|at|"
    rf"from) "
    rf"(?:our |the )?{_MARKETPLACE}\b|^\W*{_MARKETPLACE} (?:orders|purchases|customers|buyers|returns|refunds)\b|"
    rf"^\W*(?:complaints|questions|enquiries|returns|refunds|claims|cancellations|deliveries) (?:about|for|on|of|from) "
    rf"(?:[\w-]+ ){{0,2}}{_MARKETPLACE}\b"
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
    r"\b(?:first|oldest|original|earlier|second) (?:\w+ )?(?:shop|store|stall|outlet|kitchen|office|premises|branch|"
    r"home|factory)"
    r"\b[^.;]{0,30}\b(?:stood|was|were|opened|began|started|used to)\b|\b(?:stood|traded|lived) (?:at|in|from)\b|"
    r"(?:原址|旧址|舊址|前址)|\balamat lama\b"
)


_NEAR = r"(?:[^.;!?|•·]|\b(?:pte|ltd|co|sdn|bhd|inc|corp|no|st|rd|blk)\.){0,60}"
"""What may stand between: no end of a sentence."""
_FIRM = r"(?:[\w&'’.-]+ ?){0,6}(?:,|:|\([^)]*\)|\W)* ?"
_OBJECT = r"(?:shop|store|web|website|site|interior|logo|packaging|labels?|graphics?|brand(?:ing)?|theme|app|and|&)"
_CRAFT = (
    r"(?:photo\w*|pictures|print(?:ing|ed|er)?|hosting|hosted|design(?:ed|er|s)?|develop\w+|agency|built|fit-?out|"
    r"renovat\w+|copywriting|artwork|illustrations?|logo|packaging|interior|branding)"
)
"""What others make for a shop."""
_NOT_OURS = re.compile(
    r"\bour (?:landlord|building owner|managing agent|bank(?:er)?|courier|accountant|auditor|lawyer|solicitor|supplier|"
    r"manufacturer|maker|importer|distributor|stockist|partner|sponsor|printer|host|web ?host|designer|developer|"
    r"insurer|"
    rf"franchisor|agent|neighbour|roaster|baker|grower)s?\b(?!'){_NEAR}$|\bfor us by\b{_NEAR}$|"
    r"(?:^|[.;|•·])\W*(?:landlord|manufacturer|importer|imported by|distributor|distributed by|stockists?|supplier|"
    r"auditors?|"
    rf"bankers?|sponsors?)\b(?: is| are)? ?:{_NEAR}$|"
    rf"(?:^|[.;|•·])\W*(?:{_OBJECT} )*{_CRAFT}(?: (?:and|&) {_CRAFT})? ?(?:by|from)? ?[:–—]{_NEAR}$|"
    rf"\b(?:tenant|member|client|guest|partner|licensee|franchisee|reseller|stockist|distributor|dealer|supplier|"
    rf"subsidiary|"
    rf"neighbour|affiliate)s? (?:of|at|to)\b ?(?:the\b ?)?{_FIRM}$|\b(?:c/o|care of|opposite|next to|beside|behind|"
    rf"near|hosted (?:at|in)|"
    rf"(?:sold|available|stocked|found) (?:at|by)|seen (?:at|in|on)|featured (?:at|in|on|by)|trusted by|works? with|"
    rf"partnership with|"
    rf"in collaboration with|supplied by|fulfilled by|delivered by|insured by|audited by|backed by|funded by)\b "
    rf"?(?:the\b ?)?{_FIRM}$|"
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


_OF_OTHER_DEALS = re.compile(
    r"\b(?:rent(?:als?|ed|ing)?|hire[sd]?|hiring|leas(?:e[sd]?|ing)|loan(?:s|ed)?|borrowed|trade-?ins?|consignments?|"
    r"donations?)\b"
    r"(?! (?:to own|purchases?))|(?:租赁|租賃|租借|以旧换新|以舊換新)|\b(?:sewaan|penyewaan)\b"
)
"""A heading on what is lent or taken in: that is not bought, and what comes back of it is no return of goods."""


def of_others(text: str, *headings: str) -> bool:
    """True where a sentence, or a heading it stands under, is for those the shop works with and not for shoppers. All
    texts folded, headings from the nearest to the page's first: one that turns to shoppers ends those above it."""
    for heading in headings:
        if not heading or len(heading) > LONGEST_HEADING:
            continue
        if _TO_SHOPPERS.search(heading):
            return False
        if _HEADED.search(heading) or _ON_MARKETPLACE.search(heading) or _OF_OTHER_DEALS.search(heading):
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


_ITSELF = (
    r"(?:this|these|our|the (?:above|below|following|present)) (?:[\w'&-]+ ){0,4}?(?:policy|policies|page|notice|terms|"
    r"conditions|rules|information|section|guidelines|arrangements|procedures?|statement|text|above)"
)
_SALES = (
    r"(?:shops?|stores?|website|web ?site|site|platform|customers?|shoppers?|consumers?|retail|buyers?|purchases|"
    r"orders)"
)
_SCOPE = re.compile(
    rf"^\W*(?:(?:please )?note that )?{_ITSELF}(?: (?:is|are))?(?: (?:meant|intended|written|valid|only|solely|"
    rf"applicable|"
    rf"appl(?:y|ies)|covers?|concerns?|governs?|deals? with|in force))* (?:(?:only|solely|just|exclusively|for|to|"
    rf"with|on)"
    rf" )*(?:[\w'&-]+ ){{0,4}}?(?:{_TRADE}|{_WORKERS}|(?:[\w'&-]+ ){{0,5}}?{_MARKETPLACE}\b)|"
    rf"^\W*(?:strictly |only )?for (?:[\w'&-]+ ){{0,5}}?(?:{_TRADE}|{_WORKERS}) only\b|"
    rf"^\W*{_ITSELF} (?:does|do|shall|will) not (?:apply to|cover|concern|include|govern|extend to)\b"
    rf"[^.;]{{0,30}}\b(?:retail|private|individual)?\s*{_SALES}\b(?! (?:of|from|outside|in) (?!this|our|us))|"
    r"^\W*(?:本|此)(?:政策|页面|頁面|条款|條款|声明|聲明|规则|規則)[^。]{0,6}(?:仅|僅|只)?(?:适用于|適用於)[^。]{0,10}"
    r"(?:供应商|供應商|经销商|經銷商|批发|批發|员工|員工|求职者|求職者|淘宝|淘寶|天猫|天貓|虾皮|蝦皮)|"
    rf"^\W*(?:polisi|dasar|terma|halaman|notis) ini[^.]{{0,20}}\b(?:untuk|bagi)\b[^.]{{0,24}}\b(?:pembekal|pemborong|"
    rf"pengedar|kakitangan|{_MARKETPLACE})\b"
)
"""A text that says of itself whom it is for, or that it is not for those who buy."""


@once
def _reserved(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Headings, from the page's first, of the parts of a page that say that they are for others."""
    return tuple(
        above(reading, block)[::-1]
        for block in reading.blocks
        if block.area == "main" and block.visible
        for sentence in sentences(normalise(block.text))
        if _SCOPE.search(fold(sentence))
    )


def _is_reserved(path: tuple[str, ...], reading: Reading) -> bool:
    return any(
        path[: len(scope)] == scope and not any(_TO_SHOPPERS.search(heading) for heading in path[len(scope) :])
        for scope in _reserved(reading)
    )


def for_shoppers(passage: Passage | Sentence) -> bool:
    """A sentence that tells shoppers what holds: not one for others by its own words, a heading above it, the page's
    first heading or what its part of the page says of itself, and no story."""
    reading = passage.page.reading
    goods = passage.page.role in _GOODS
    near = passage.section if isinstance(passage, Passage) else passage.heading
    path = above(reading, passage.block)
    headings = (fold(near), *(() if goods else (*path, fold(main_heading(reading)))))
    if of_others(passage.folded, *headings) or told_of_past(passage.folded):
        return False
    return goods or passage.block.area != "main" or not _is_reserved(path[::-1], reading)
