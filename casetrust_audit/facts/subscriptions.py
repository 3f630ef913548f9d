"""Offers that renew or go on by themselves: how one agrees to them, and what is said of price, interval and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.policies import policy_pages
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, in_other_card, own_blocks, title_of
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Subject, Unknown, UnknownKind
from casetrust_audit.model.reading import Box, Button, Field, TextBlock
from casetrust_audit.text.amounts import find_amounts
from casetrust_audit.text.item_price import page_currency
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

CANCELLING = ("online", "elsewhere", "contact-only", "untold")
SELLING_ROLES = ("home", "listing", "product", "cart", "checkout", "other", "about", "search")
NEAR_PX = 420.0
"""Terms stand at the button where they are within so many pixels of it."""

_INTERVAL = re.compile(
    r"\b(?:every|each|per) (?:\d{1,2} |two |three |four |six |eight |other |second )?(?:day|week|fortnight|month|"
    r"quarter|year|\d)"
    r"|/ ?(?:wk|week|mth|mo|month|yr|year)\b|\b(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually)\b"
    r"|\bbi-?(?:weekly|monthly)\b|\ba (?:month|year|week)\b|\b\d{1,2} (?:weeks?|months?)\b"
    r"|每月|每周|每年|每\d|按月|\bsebulan\b|\bsetiap (?:bulan|minggu)\b"
)
_PERCENT = re.compile(r"\d{1,2}\s?%")
_CANCEL = re.compile(r"\b(?:cancel|pause|skip|stop|unsubscribe|end)\w*\b|取消|退订|\bbatal")
_LEAVES = re.compile(
    r"\b(?:to|can|may|must|should|wish to|want to|like to|wants? to|need to|able to|how to|please|anytime|any time) "
    r"(?:\w+ )?(?:cancel|unsubscribe|stop|end|pause|opt[- ]out|leave|close|terminate)\b|"
    r"\b(?:cancell?ations?|opt[- ]?outs?|terminations?)\b.{0,40}\b(?:must|can only|should|only|need to|have to)\b|"
    r"\b(?:cancell?ed|stopped|ended|terminated|closed) (?:only )?by\b|^\W*cancel\b"
)
_ORDER = re.compile(r"\b(?:orders?|bookings?|appointments?|reservations?|collections?)\b(?! (?:delivery|plan))")
"""To call off one order by calling is ordinary: it may be on its way within the hour."""
_WRITES = re.compile(r"\b(?:send|drop|write)(?: to)? us\b|[\w.+-]+@[\w-]+\.\w+|\blive chat\b")
_WHENEVER = re.compile(r"\bany ?time\b|随时|隨時|bila-bila masa")
"""When one may end it, which does not say how."""
_ONLINE = re.compile(
    r"\bonline\b|\bone click\b|\bmanage (?:your|my) subscription"
    r"|\b(?:in|from|under|via|through) (?:your|my|the) (?:\w+ )?(?:account|profile|dashboard|portal|settings)\b"
)
_BY_CONTACT = re.compile(
    r"\b(?:call|e-?mail|write to|writ|contact|whats ?app|phon|phone|messag|message|notify|inform|ring|"
    r"reach(?: out to)?|speak (?:to|with)|text)(?:ing)?"
    r" (?:(?:us|our)\b|.{0,30}\b(?:customer|member|client|support|service|care|sales)\b|\+?[\d(])"
    r"|\bby (?:phone|telephone|e-?mail|calling|writing|whats ?app|post|mail|fax|letter|contacting)\b|"
    r"\bin writing\b|\bcustomer (?:service|care|support)\b"
    r"|\b(?:written|days'?) notice\b|(?:联系|聯繫|联络|聯絡|致电|致電|拨打|撥打)|\bhubungi\b"
)
_GOES_ON = re.compile(
    r"\bautomatic(?:ally)?(?: be)? (?:renew|re-?new|enrol|re-?enrol|charg|bill|re-?bill|ship|convert|deduct|sign|"
    r"subscrib|continu|debit)\w*"
    r"|\b(?:renew|enrol|charg|bill|convert|continu|debit|re-?order)\w* automatically\b|\bauto[- ]?(?:renew|ship|"
    r"bill|enrol|pay|debit|deliver)\w*"
    r"|\brecurring (?:\w+ )?(?:billing|charges?|payments?|subscriptions?|orders?|deliver(?:y|ies)|fees?|membership)\b"
    r"|\b(?:be|is|are|get) (?:charged|billed|debited)\b.{0,80}(?:\b(?:every|each|per|an?|"
    r"the)(?: \d{1,3})? (?:day|week|month|quarter|"
    r"year)s?\b|\b(?:monthly|annually|yearly|weekly|quarterly)\b|/ ?mo)|\b(?:be|are) (?:enrolled|signed up|"
    r"subscribed)\b.{0,60}"
    r"\b(?:programme?|club|membership|plan|subscription)\b|\bor (?:you will|you'll) be (?:charged|billed)\b"
    r"|\b(?:subscription|membership|plan|trial)\b.{0,40}\b(?:renews?|will renew|continues|will continue|"
    r"rolls? over)\b"
    r"|\b(?:receive|get|sent|ships?|shipped|delivered?|delivery|arrives?)\b.{0,40}\bevery (?:\d{1,3} |other |"
    r"second )?(?:days?|weeks?|months?)\b|\bjoin (?:our|the)\b.{0,30}\b(?:club|programme?|membership)\b.{0,30}"
    r"\d[\d.,]* ?(?:per|a|each|every|/) ?(?:month|year|week)\b"
    r"|\b(?:leaves|taken from|deducted from|charged to|debited from|billed to)\b[^.;]{0,12}\b(?:card|"
    r"account)\b[^.;]{0,30}\b(?:each|"
    r"every|per|a) (?:month|week|year)\b|\bafter the (?:first |initial )?(?:free )?(?:\w+ )?(?:month|week|year|"
    r"box)\b[^.;]{0,60}\d|"
    r"\bwe (?:then |will )*(?:take|charge|debit|bill|draw)\b[^.;]{0,24}\d[\d.,]* ?(?:a|per|each|every|/) ?(?:month|"
    r"week|year)\b|"
    r"\bfrom the (?:second|2nd|next|third) (?:month|week|year|box|delivery|"
    r"parcel)\b[^.;]{0,40}\d|"
    r"\bcontinues? (?:at|for)\b[^.;]{0,12}\d[\d.,]* ?(?:a|per|each|every|/) ?(?:month|week|year)\b|"
    r"\b(?:every|each) (?:\d{1,2} |other |second |two |three |four |six |eight )?(?:weeks?|months?|"
    r"fortnights?)\b[^.;]{0,40}\b(?:bags?|"
    r"boxe?s?|parcels?|deliver(?:y|ies)|tins?|packs?|jars?|sets?|bottles?|refills?)\b[^.;]{0,24}\d"
    r"|\bmonthly (?:membership|subscription|membership fee|subscription fee)\b"
    r"|\b(?:until|unless) (?:you |it is |it'?s |the \w+ is )?(?:cancel|opt[- ]out|terminat)\w*"
    r"|\b(?:free|trial|nothing|\$0|no charge) (?:for |in )?(?:the |your |an? )?(?:first |initial )?(?:\d{1,3}|one|"
    r"two|three|seven|"
    r"ten|fourteen|thirty)?[- ]?(?:days?|weeks?|months?)\b[^.;]{0,40}\b(?:then|after(?:wards| that)?|thereafter)\b"
    r"|\b(?:\d{1,3}|one|two|three|four|seven|ten|fourteen|thirty) (?:days?|weeks?|months?)(?: are| is)? "
    r"free\b[^.;]{0,40}\b(?:then|"
    r"after(?:wards| that)?|thereafter)\b"
    r"|\bfirst (?:\w+ )?(?:days?|weeks?|months?) (?:are |is )?free\b[^.;]{0,40}\b(?:then|after(?:wards| that)?|"
    r"thereafter)\b"
    r"|\b(?:deemed|considered|taken|presumed|assumed)\b[^.;]{0,20}\b(?:join|enrol|subscrib|sign|opt|agreed? to)\w*"
    r"|\b(?:di)?per(?:bah?arui|baharui) (?:secara )?auto\w*|\b(?:secara|potongan) automati[ck]\b|\blangganan "
    r"(?:bulanan|tahunan|mingguan)\b"
    r"|\b(?:free |\d+[- ]day |paid )*trial\b.{0,60}\b(?:then|after(?: that| which)?|thereafter)\b|\bskip (?:the|"
    r"this|a) month\b|自动(?:续|扣)|"
    r"自動(?:續|扣)|自动订阅|自動訂閱"
)
_BOUND = re.compile(
    r"\b(?:by|when|upon|with|after) (?:you )?(?:plac|complet|submit|mak|check|order|purchas|buy|click|your|this|"
    r"the)\w*\b.{0,40}"
    r"\b(?:order|purchase|checkout|check(?:ing)? out|button|item|buy)\w*\b.{0,80}\b(?:enrol|subscrib|member|"
    r"renew|charged|billed|join)\w*"
)
"""Who buys something else begins a subscription with it."""
_RENEWS = re.compile(r"\bsubscri|\brenew|\brecurring|\bauto|\btrial|\bmembership|续|订阅|定期|langgan|சந்தா")
_ENDS_NOT = re.compile(
    r"\bsubscri|\brenew|\brecurring|\btrial|\bmember(?:ship)?\b|\bplan\b|\bclub\b|续|續|订阅|訂閱|langgan"
)
_JOINS = re.compile(r"\b(?:subscribe|start|join|try|get|sign up|choose|select|buy)\b|订阅|langgan")
_INSTALMENTS = re.compile(r"\binstal?l?ments?\b|\bpay (?:in|over) \d|\b0\s?% interest|\b(?:atome|hoolah|pay ?later)\b")
_DENIES = re.compile(
    r"\b(?:no|not|never|nothing|nobody|without|neither|nor|none)\b[^.;]{0,30}\b(?:subscri|renew|recurring|auto|"
    r"trial|member)|n't\b|"
    r"不(?:会|會|再)?自动|没有订阅"
)
_NEWS = re.compile(
    r"\bnewsletter|\bmailing list|\be-?mails?\b.{0,20}\bsubscri|\bsubscri\w+.{0,20}\be-?mails?\b|\bblog\b|"
    r"\b(?:youtube|telegram|podcast|rss|tiktok|channel|feed)\b"
)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A way to agree to a recurring charge on one page: an option, or a button. `binding` is true where one who goes on
    agrees to it, so that its terms must be in sight by then."""

    page: Page
    words: str
    selector: str
    box: Box
    chosen: bool
    binding: bool


@fact(
    "subscriptions.offers",
    Kind.SUBJECTS,
    "Offers to be charged again and again, or after a trial, one a page that makes them.",
    fields={
        "preselected": FieldType(Kind.BOOL, doc="chosen before the shopper touched it, although one can buy once"),
        "interval": FieldType(Kind.BOOL, doc="how often is charged or delivered stands beside it"),
        "amount": FieldType(Kind.BOOL, doc="what is charged each time stands beside it as an amount"),
        "terms": FieldType(Kind.BOOL, doc="an interval, an amount, or a percentage off the price stands beside it"),
        "cancelling": FieldType(Kind.CHOICE, CANCELLING, "how it is ended: online, told beside it or elsewhere"),
    },
)
def offers(shop: Shop) -> Fact | NotFound:
    """Options and buttons as the shop first shows them, in every visit. Newsletters and instalments are none."""
    looked = shop.by_role(*SELLING_ROLES)
    groups = by_url(looked)
    elsewhere = _cancelling_in_policies(shop)
    subjects = []
    for pages in groups.values():
        found = [offer for page in pages for offer in _offers(page)]
        if found:
            subjects.append(_subject(shop, found, elsewhere))
    if not subjects:
        if words := _spoken_of(shop):
            return Unknown(
                f"the shop speaks of what goes on by itself (“{words}”), but where one agrees to it was not seen",
                UnknownKind.AMBIGUOUS,
            )
        return NotFound(
            shop.refs(shop.crawled), ("subscribe & save", "renews automatically", "free trial", "every month")
        )
    return Known(tuple(subjects), tuple(e for s in subjects for e in s.evidence))


def _spoken_of(shop: Shop) -> str:
    """The words by which the shop tells of a charge that goes on, wherever they stand; "" for none."""
    blocks = (block for page in shop.crawled for block in own_blocks(page))
    told = (b for b in blocks if _recurs(b.text) or _GOES_ON.search(fold(b.text)))
    return next((said[:120] for block in told for said in sentences(block.text) if _tells_of_a_charge(said)), "")


def _tells_of_a_charge(said: str) -> bool:
    folded = fold(said)
    offered = _recurs(said) and _INTERVAL.search(folded) and _RENEWS.search(folded)
    return bool(offered or _goes_on(folded)) and not _DENIES.search(folded)


def _goes_on(folded: str) -> bool:
    """True where something goes on by itself that is named, or has an interval."""
    return bool(_GOES_ON.search(folded) and (_ENDS_NOT.search(folded) or _INTERVAL.search(folded)))


def recurring_terms(page: Page) -> Iterator[tuple[str, TextBlock]]:
    """Texts of the page's own part that tell of charges which go on by themselves ("subscription"), or that such are
    ended by calling or writing only ("contact-only")."""
    for block in own_blocks(page):
        folded = fold(block.text)
        if _excluded(block.text) and not _GOES_ON.search(folded):
            continue
        ends = _GOES_ON.search(folded) or _ENDS_NOT.search(folded)
        if ends and _cancelling([folded]) == "contact-only":
            yield "contact-only", block
        elif _goes_on(folded):
            yield "subscription", block


def ends_by_contact(text: str) -> bool:
    """True where a folded text tells that one leaves (a list, an account, deliveries) by calling or writing alone."""
    told = [near for near in _speaking(text, _LEAVES) if not _ORDER.search(near)]
    return any(_BY_CONTACT.search(t) or _WRITES.search(t) for t in told) and not any(_ONLINE.search(t) for t in told)


def _offers(page: Page) -> Iterator[_Offer]:
    for kind, block in recurring_terms(page):
        if kind == "subscription" and any(_BOUND.search(fold(s)) for s in sentences(block.text)):
            yield _Offer(page, block.text, block.selector, block.box, True, True)
    yield from _fields(page)
    yield from _swatches(page)
    for button in page.reading.buttons:
        if button.visible and button.area in ("main", "aside", "dialog") and _sells(page, button):
            last = button.type != "link" and page.role in ("product", "cart", "checkout")
            yield _Offer(page, button.text, button.selector, button.box, False, last)


def _fields(page: Page) -> Iterator[_Offer]:
    fields = [f for f in page.reading.fields() if f.visible and not in_other_card(page, f.selector, f.box)]
    for field in fields:
        words = _words(field)
        if field.type in ("radio", "checkbox", "switch") and _recurs(words):
            yield _Offer(page, words, field.selector, field.box, _is_preselected(field, fields), field.checked)
        elif field.options and any(_recurs(o.text) for o in field.options):
            once = [o for o in field.options if o.value and not _recurs(o.text) and not _INTERVAL.search(fold(o.text))]
            taken = _recurs(next((o for o in field.options if o.selected), field.options[0]).text)
            words = " ".join(o.text for o in field.options)
            yield _Offer(page, words, field.selector, field.box, bool(once) and taken, taken)


def _is_preselected(field: Field, fields: list[Field]) -> bool:
    """A box that is ticked, or a radio that is chosen although another of its group buys once."""
    if not field.checked or field.type != "radio":
        return field.checked
    same = [f for f in fields if f.type == "radio" and f.name == field.name and f.selector != field.selector]
    return any(not _recurs(_words(f)) for f in same)


def _words(field: Field) -> str:
    """What the field itself is called; its row, which may hold its neighbours too, only where it has no label."""
    return field.label or field.context


def _swatches(page: Page) -> Iterator[_Offer]:
    for group in page.reading.choices:
        shown = [c for c in group.choices if c.visible]
        recurring = [c for c in shown if _recurs(c.text)]
        if recurring:
            taken = any(c.chosen for c in recurring)
            words = " ".join((group.label, *(c.text for c in shown)))
            first = recurring[0]
            yield _Offer(page, words, first.selector, first.box, taken and len(recurring) < len(shown), taken)


def _recurs(text: str) -> bool:
    return phrases("subscription-offer").any(text) and not _excluded(text)


def _excluded(text: str) -> bool:
    folded = fold(text)
    return bool(_INSTALMENTS.search(folded) or _NEWS.search(folded))


def _sells(page: Page, button: Button) -> bool:
    """A button that begins something recurring: by its own words, or under a price that recurs."""
    if _excluded(button.text):
        return False
    if _recurs(button.text):
        return True
    if not _JOINS.search(fold(button.text)):
        return False
    near = [t for t in _near(page, button.box) if not _INSTALMENTS.search(t)]
    priced = any(find_amounts(t, page_currency(page.reading)) and _INTERVAL.search(t) for t in near)
    return priced and any(_RENEWS.search(t) for t in (*near, fold(button.text)))


def _near(page: Page, box: Box) -> list[str]:
    """Folded texts of the page's own part within reach of a spot, and what its fields there offer to choose from."""
    shown = [b for b in page.reading.blocks if b.visible and b.area in ("main", "aside", "dialog")]
    texts = [b.text for b in shown if abs(b.box[1] - box[1]) <= NEAR_PX]
    for field in page.reading.fields():
        if field.visible and field.options and abs(field.box[1] - box[1]) <= NEAR_PX:
            texts.append(" ".join((field.label, *(o.text for o in field.options))))
    return [fold(text) for text in texts]


def _subject(shop: Shop, found: list[_Offer], elsewhere: str) -> Subject:
    page, currency = found[0].page, page_currency(found[0].page.reading)
    texts = [t for offer in found for t in (fold(offer.words), *_near(offer.page, offer.box))]
    texts = [t for t in texts if not _INSTALMENTS.search(t)]
    speaking = [t for t in texts if _RENEWS.search(t) or _recurs(t) or _INTERVAL.search(t)]
    interval, amount = any(_INTERVAL.search(t) for t in speaking), any(find_amounts(t, currency) for t in speaking)
    told = interval or amount or any(_PERCENT.search(t) for t in speaking)
    wanting = any(offer.binding and not _folded_away(offer.page) for offer in found)
    unseen = Unknown("what it costs and how often may be shown once it is chosen", UnknownKind.AMBIGUOUS)
    return Subject(
        f"“{found[0].words[:80]}” on {title_of(page) or page.url}",
        {
            "preselected": any(offer.chosen for offer in found),
            "interval": interval,
            "amount": amount,
            "terms": True if told else False if wanting else unseen,
            "cancelling": _cancelling(texts) or elsewhere,
        },
        spread(_refs(shop, found)),
    )


def _folded_away(page: Page) -> bool:
    """Whether the page tells an interval in a place that can be opened."""
    return any(not b.visible and _INTERVAL.search(fold(b.text)) for b in page.reading.blocks)


def _refs(shop: Shop, found: list[_Offer]) -> Iterator[EvidenceRef]:
    for offer in sorted(found, key=lambda o: not o.chosen):
        yield shop.ref(offer.page, offer.words, offer.selector, offer.box)


def _cancelling(texts: list[str]) -> str:
    """How it is ended, by the texts beside it; "" where they do not say."""
    told = [near for text in texts for near in _speaking(text, _CANCEL)]
    if any(_ONLINE.search(_WHENEVER.sub("", t)) for t in told):
        return "online"
    if any(_BY_CONTACT.search(t) for t in told):
        return "contact-only"
    return "online" if any(_WHENEVER.search(t) for t in told) else ""


def _speaking(text: str, of: re.Pattern[str]) -> Iterator[str]:
    """Each sentence that speaks of it, with the one after it, which may say how."""
    parts = re.split(r"(?<=[.!?;。！？])\s+", text)
    for part, after in zip(parts, (*parts[1:], ""), strict=True):
        if of.search(part):
            yield f"{part} {after}"


def _cancelling_in_policies(shop: Shop) -> str:
    """The same by the policies: an end online that is told there only is told elsewhere."""
    texts = [fold(b.text) for p in policy_pages(shop) for b in p.reading.blocks if b.text]
    found = _cancelling([t for t in texts if _RENEWS.search(t)])
    return "elsewhere" if found == "online" else found or "untold"
