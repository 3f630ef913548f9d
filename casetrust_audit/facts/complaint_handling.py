"""What a shop promises about handling complaints: times, status, escalation, and clauses that bar the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.complaints import LABEL
from casetrust_audit.facts.locality import is_singaporean
from casetrust_audit.facts.passages import Passage, mentions, passages, per_shop, sightings
from casetrust_audit.facts.periods import Period, of_topic
from casetrust_audit.facts.policies import distinct, named, of_role, policy_pages, searched, stated
from casetrust_audit.facts.reach import for_buyers_here
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.standing import stands
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, Kind, Known
from casetrust_audit.text.normalise import fold

SHORTEST_SAYING = 4
"""Letters beside a label from which on something is said of it."""
_SERVICE_ROLES = ("contact", "complaint", "faq")
_STAGED = re.compile(r"\bstage|\bstep \d|\binterim|\bkeep you (?:updated|informed|posted)|\bupdate(?:s|"
                     r"d)? (?:you )?every|\bprogress report|"
                     r"\bholding (?:reply|response)|\bif (?:we need|it takes|this takes|more time)|"
                     r"\blonger\b")  # fmt: skip
_STATUS = re.compile(
    r"\b(?:ticket|case|complaint|enquiry|inquiry|reference|feedback|query) (?:number|no\.|id|reference|ref)\b|"
    r"\b(?:keep|kept) (?:you )?(?:informed|updated|posted)|\b(?:status|progress) updates?\b|"
    r"\bupdate(?:s)? (?:you )?(?:on|about) "
    r"(?:the |your )?(?:status|progress|case|complaint|outcome)|\bstatus of (?:your|the) (?:complaint|case|"
    r"feedback|ticket|enquiry)|"
    r"\b(?:track|follow) (?:your|the) (?:complaint|case|ticket)|\bsupport (?:portal|ticket)|投诉编号|工单|处理进度|"
    r"nombor (?:kes|aduan|tiket)"
)
_NOT_STATUS = re.compile(
    r"\b(?:order|tracking|parcel|shipment|delivery|registration|invoice) (?:number|no\.|id|status|reference)|"
    r"\bnewsletter|\bpromotion|"
    r"\blatest (?:news|products|offers)|\b(?:quote|provide|state|include|give) (?:us )?(?:your |"
    r"the )?(?:order )?reference"
)
_ESCALATE = re.compile(
    r"\bescalat|\b(?:speak|talk|write|refer\w*|reach|e-?mail|contact|send|pass\w*|review\w*|"
    r"appeal)\b[^.;]{0,60}\b(?:manager|supervisor|"
    r"director|management|owner|founder|senior|head of)|\b(?:not (?:satisfied|happy)|unhappy|dissatisfied|"
    r"disagree)\b[^.;]{0,100}"
    r"\b(?:manager|supervisor|director|management|owner|review|second)|经理|主管|上[级級]|經理|店长|店長|"
    r"\bpengurus\b|\bpenyelia\b|"
    r"\b(?:manager|supervisor|director|owner|founder|head of \w+|boss|partner)\b[^.;]{0,40}\b(?:looks?|decides?|"
    r"reviews?|checks?|"
    r"hears?|reads?|takes?|goes over|will look|will review|reconsiders?)\b|"
    r"\b(?:second|next|last|final|higher) (?:and \w+ )?(?:stage|level|instance)\b|"
    r"\b(?:manager|director|supervisor)[\w.-]*@"
)
_RECOURSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("CASE", re.compile(r"[Cc]onsumers['’]? [Aa]ssociation of [Ss]ingapore|\bCASE\b(?=[^.;]{0,80}(?:[Mm]ediat|"
                        r"[Cc]onsumer|case\.org|6100|"
                        r"[Ss]ingapore|complain|assist))|(?:[Mm]ediat\w*|complain\w*|refer\w*|"
                        r"recourse)[^.;]{0,60}\bCASE\b|"
                        r"case\.org\.sg|新加坡消费者协会|新加坡消費者協會|Persatuan Pengguna|"
                        r"\bCASE\b(?=[^.;]{0,60}\b(?:[Ss]mall [Cc]laims|[Tt]ribunal))|"
                        r"(?:[Aa]pproach|[Tt]urn|[Gg]o|[Ww]rite|[Ss]peak|[Hh]elp)[^.;]{0,40}\bCASE\b(?! (?:of|"
                        r"number|no))")),
    ("mediation", re.compile(r"(?i)\bmediat(?:ion|or|e|ed)\b|[调調]解|pengantaraan")),
    ("Small Claims Tribunals", re.compile(r"(?i)\bsmall claims (?:tribunal|court)|小额索偿|tribunal tuntutan kecil")),
    ("dispute resolution body", re.compile(
        r"(?i)\balternative dispute resolution|\bonline dispute resolution|\bec\.europa\.eu/consumers/odr|"
        r"\bfidrec\b|\bombudsman|"
        r"\bcitizens advice|\btrading standards|\boffice of fair trading|\b(?:nsw|victoria) fair trading|"
        r"\bconsumer (?:affairs|tribunal|claims|protection agency)|\baccc\b")),
)  # fmt: skip
_BARS = re.compile(
    r"\b(?:you|buyers?|customers?)\b[^.;]{0,60}\b(?:waive|give up|relinquish|renounce)\w*[^.;]{0,80}\b(?:right|"
    r"claim|court|tribunal|dispute|"
    r"class|complain|sue|legal)|\bwaive\w*[^.;]{0,40}\b(?:all|any|every|right)[^.;]{0,60}\b(?:court|tribunal|claim|"
    r"legal|sue|jury|class)|"
    r"\bno (?:disputes?|claims?|complaints?)\b[^.;]{0,30}\b(?:will|shall|can|may) be (?:entertained|accepted|"
    r"considered|allowed)|"
    r"\b(?:may|shall|will|can) ?not\b[^.;]{0,50}\b(?:bring|file|commence|lodge|pursue)\b[^.;]{0,50}\b(?:court|"
    r"tribunal|case\b|"
    r"complaint|legal)|\bcomplaints? (?:will|shall) not be (?:entertained|accepted|considered)|概不受理投诉|"
    r"放弃[^。]{0,12}权利"
)
_FORBIDS = re.compile(
    r"\b(?:you|customers?|buyers?)\b[^.;]{0,30}\b(?:may|shall|must|will|can|agree)(?: not|not to| "
    r"never)\b[^.;]{0,40}\b(?:case|consumers"
    r" association|small claims|tribunals?|mediat\w+)\b|"
    r"\bwe (?:do not|don't|never|will not|won't|refuse to|decline to) (?:take part in|participate in|agree to|"
    r"accept|submit to|attend|"
    r"recogni[sz]e|enter(?: into)?) (?:any |a )?(?:mediation|case\b|tribunal|dispute resolution)"
)
"""Recourse that the shop forbids or stays away from."""
_MAYBE_BARS = re.compile(
    r"waive|give up|relinquish|renounce|disput|claim|complain|court|tribunal|arbitrat|"
    r"jurisdic|legal|mediat|\bcase\b|small claims|概不|放弃|仲裁"
)
_KEEPS_RIGHTS = re.compile(r"\bnothing\b[^.;]{0,60}\b(?:waive|limit|exclu|affect)|\bdoes not\b[^.;]{0,30}\bwaive|"
                           r"\bnot be (?:deemed|construed|"
                           r"considered)\b|\b(?:failure|delay)\b[^.;]{0,80}\bwaive|"
                           r"\bwaiver of\b[^.;]{0,40}\b(?:breach|provision|term)|"
                           r"\bwe (?:waive|may waive)|\bdelivery (?:fee|charge)")  # fmt: skip
_ARBITRATION = re.compile(r"\barbitrat(?:ion|or|ors|ed)\b|仲裁|timbang tara")
_COURTS = re.compile(
    r"\b(?:exclusive\w*|submit\w*)\b[^.;]{0,80}\b(?:jurisdiction|courts?)\b|\bcourts? of\b[^.;]{0,60}\bexclusive"
)
_FORCES = re.compile(r"\b(?:shall|will|must|agree|binding|final|solely|only|exclusive)\w*\b")
_OPTIONAL = re.compile(
    r"\b(?:may|can) (?:also |choose |elect |opt )|\bno(?:t)? (?:binding )?arbitration\b|\bopt[- ]out\b"
)
_SINGAPORE = re.compile(r"\bsingapore\b|\bsiac\b|\bsmc\b|新加坡|singapura")
_PLACE = re.compile(
    r"\b(?:in|of|courts?|at)\b (?:the )?(?:state of |city of |county of )?(?:[a-z]+ )?(?:delaware|california|"
    r"new york|texas|florida|"
    r"nevada|washington|united states|u\.?s\.?a?\b|england|wales|london|united kingdom|u\.?k\.?\b|ireland|"
    r"hong kong|china|shenzhen|"
    r"shanghai|beijing|malaysia|kuala lumpur|australia|victoria|new south wales|india|mumbai|delhi|germany|berlin|"
    r"france|paris|"
    r"netherlands|cyprus|switzerland|geneva|zurich|japan|tokyo|korea|seoul|taiwan|thailand|bangkok|indonesia|"
    r"jakarta|canada|ontario|"
    r"cayman|british virgin|seychelles|estonia|luxembourg|sweden|denmark|spain|italy|vietnam|philippines|dubai|uae)|"
    r"\b(?:aaa|american arbitration association|jams|lcia|hkiac|cietac|icc)\b|\b(?:england|delaware|california|"
    r"hong kong)\b"
)


_RECEIPT = re.compile(
    r"\backnowledg|\breceipt\b|\bconfirm\w*\b[^.;]{0,24}\b(?:we (?:have|got|received)|reach|arriv)|"
    r"\bthat (?:we have (?:it|your)|(?:it|your \w+) has (?:arrived|come|reached))\b|确认收到|確認收到|收到确认|"
    r"\bmengesahkan penerimaan\b"
)
"""That a message has come is confirmed, and not yet answered."""
_BUYER_REPLIES = re.compile(
    r"\b(?:you|customers?|buyers?|complainants?) (?:do not |don't |fail to |must |have to |need to |should |are to |"
    r"will need to |are (?:required|expected|asked) to )(?:also )?(?:reply|respond|answer|get back|revert|"
    r"acknowledge)\b|"
    r"\b(?:reply|response|answer) (?:from|by) (?:you|the customer|the complainant)\b|\bplease (?:reply|respond|"
    r"answer|revert)\b"
)
"""It is the customer who is to answer."""
_OF_OTHER_THINGS = re.compile(
    r"\b(?:returned (?:goods|items?|parcels?)|returns?|refunds?|orders?|parcels?|applications?|applicants?|deliveries|"
    r"payments?|invoices?|bookings?|reservations?)\b(?: \w+){0,2} (?:is|are|will be|gets?|"
    r"get)\b[^.;]{0,20}\b(?:acknowledg|"
    r"confirm|settl|process|resolv|answer|clos|review)\w*"
)
"""What is acknowledged or settled is no complaint."""
_NOT_DONE = re.compile(
    r"\b(?:not|never)\b (?:be )?(?:resolv|acknowledg|answer|settl|consider|handl|accept|investigat)\w*"
)


def _not_of_complaints(text: str) -> bool:
    return _NOT_DONE.search(text) is not None or bool(_OF_OTHER_THINGS.search(text) and not LABEL.search(text))


def service_pages(shop: Shop) -> tuple[Page, ...]:
    """Contact, complaint and question pages, and others that name complaints in their heading."""
    return tuple(p for p in distinct(shop) if p.role in _SERVICE_ROLES or (p.role == "other" and named(p, "complaint")))


@per_shop
def _pool(shop: Shop) -> tuple[Passage, ...]:
    """Sentences where handling times may stand: all of a contact or complaint page, else those on complaints."""
    whole = {p.capture.id for p in service_pages(shop)}
    pages = {p.capture.id: p for p in (*service_pages(shop), *policy_pages(shop))}
    return tuple(
        p
        for p in passages(shop, pages.values())
        if (p.page.capture.id in whole or LABEL.search(fold(p.scope)) is not None)
        and for_shoppers(p)
        and for_buyers_here(shop, p)
    )


@fact(
    "complaints.ack_days",
    Kind.NUMBER,
    "Days until the shop answers or acknowledges a message, as stated; automatic replies do not count.",
)
def ack_days(shop: Shop) -> Fact | NotFound:
    found = ((days, sightings(shop, p)) for days, p in _times(shop, "acknowledge"))
    return stated(shop, found, service_pages(shop), "reply within", "acknowledge within", "respond within")


@fact("complaints.resolution_days", Kind.NUMBER, "Days until a complaint is resolved, as stated (the longest).")
def resolution_days(shop: Shop) -> Fact | NotFound:
    hits = sorted(_times(shop, "resolve"), key=lambda hit: -hit[0])
    return stated(
        shop,
        ((days, sightings(shop, p)) for days, p in hits),
        service_pages(shop),
        "resolve within",
        "outcome within",
        "investigate within",
    )


@fact("complaints.resolution_working", Kind.BOOL, "The stated time to resolve counts working days only.")
def resolution_working(shop: Shop) -> Fact | NotFound:
    hits = [(p, h) for p in _resolving(shop) for h in of_topic(p.text, "resolve")]
    if not hits:
        return NotFound(searched(shop, service_pages(shop)), ("working days",))
    passage, longest = max(hits, key=lambda h: h[1].days)
    return Known(longest.duration.working, sightings(shop, passage))


@fact("complaints.staged", Kind.TEXT, "A sentence on what happens meanwhile: stages, interim replies, regular updates.")
def staged(shop: Shop) -> Fact | NotFound:
    found = ((p.text[:240], sightings(shop, p)) for p in _resolving_pages(shop) if _STAGED.search(p.folded))
    return stated(shop, found, service_pages(shop), "stages", "interim reply", "keep you updated")


def _times(shop: Shop, topic: str) -> Iterator[tuple[Decimal, Passage]]:
    for passage in _pool(shop) if topic == "acknowledge" else _resolving(shop):
        if not stands(passage.folded) or _not_of_complaints(passage.folded):
            continue
        if (hits := of_topic(passage.text, topic)) and not (
            topic == "acknowledge" and _BUYER_REPLIES.search(passage.folded)
        ):
            yield _first(passage.text, hits) if topic == "acknowledge" else max(h.days for h in hits), passage


def _first(text: str, hits: Sequence[Period]) -> Decimal:
    """Days until the first answer: where one of several times is that in which the message is confirmed, what comes
    after it is a second answer; else the longest."""
    confirmed, at = [], 0
    for hit in sorted(hits, key=lambda h: h.duration.start):
        told = text[hit.duration.end :].partition(",")[0]  # "within 1 day that your message has arrived, and …"
        after = fold(told).startswith("that ") and _RECEIPT.search(fold(told)) is not None
        if after or _RECEIPT.search(fold(text[at : hit.duration.start])):
            confirmed.append(hit.days)
        at = hit.duration.end + (len(told) if after else 0)
    return max(confirmed or [h.days for h in hits])


@per_shop
def _resolving(shop: Shop) -> tuple[Passage, ...]:
    """Sentences on resolving complaints: on a page or under a heading about them, or naming them."""
    return tuple(
        p for p in _pool(shop)
        if p.page.role in ("complaint", "contact") or named(p.page, "complaint") or LABEL.search(fold(p.scope))
    )  # fmt: skip


def _resolving_pages(shop: Shop) -> tuple[Passage, ...]:
    """Sentences of the pages that state a time to resolve."""
    ids = {p.page.capture.id for p in _resolving(shop) if of_topic(p.text, "resolve")}
    return tuple(p for p in _pool(shop) if p.page.capture.id in ids)


@fact(
    "complaints.status_route",
    Kind.TEXT,
    "How a complainant learns the status: a case number, a portal, a promise of updates.",
)
def status_route(shop: Shop) -> Fact | NotFound:
    def says(passage: Passage) -> bool:
        text = passage.folded
        found = _STATUS.search(text)
        # A bare label ("Case number") says that there is one as little as that there is none.
        label = found is not None and len(text) - len(found[0]) < SHORTEST_SAYING
        return found is not None and not label and stands(text) and not _NOT_STATUS.search(text)

    pool = [p for p in _pool(shop) if p.page.role != "faq" or LABEL.search(fold(p.scope))]
    found = ((p.text[:240], sightings(shop, p)) for p in pool if says(p))
    return stated(shop, found, service_pages(shop), "case number", "ticket number", "keep you updated")


@fact("complaints.escalation", Kind.TEXT, "Whom a complainant can turn to inside the shop next.")
def escalation(shop: Shop) -> Fact | NotFound:
    found = (
        (p.text[:240], sightings(shop, p))
        for p in _pool(shop)
        if stands(p.folded) and (_ESCALATE.search(p.folded) or mentions(p.text, "escalate"))
    )
    return stated(shop, found, service_pages(shop), "escalate", "manager", "supervisor")


@fact(
    "complaints.recourse",
    Kind.WORDS,
    "Independent ways the shop names: CASE, mediation, Small Claims Tribunals, other bodies.",
)
def recourse(shop: Shop) -> Fact | NotFound:
    pages = (*policy_pages(shop), *of_role(shop, "home", "other"))
    found: dict[str, EvidenceRef] = {}
    for passage in passages(shop, pages, ("main", "aside", "footer")):
        for name, pattern in _RECOURSE:
            if name not in found and pattern.search(passage.text) and not _shut(passage.folded):
                found[name] = sightings(shop, passage)[0]
    if not found:
        return NotFound(
            searched(shop, pages), ("Consumers Association of Singapore", "mediation", "Small Claims Tribunals")
        )
    return Known(tuple(found), tuple(dict.fromkeys(found.values())))


_SHUT = re.compile(
    r"\b(?:not|never|no|cannot|decline|refuse|won't|don't)\b[^.;]{0,24}\b(?:take part|participate|agree|submit|"
    r"accept|attend|"
    r"recogni[sz]e|enter|consent|join|refer|go)\b[^.;]{0,40}\b(?:mediat|case\b|tribunal|disput)|"
    r"\b(?:mediation|case|tribunals?)\b[^.;]{0,30}\b(?:is|are) (?:not|excluded|ruled out)\b|"
    r"不(?:接受|参与|參與|参加|參加)[^。]{0,10}(?:调解|調解|消协|消協)|\btidak (?:menerima|"
    r"menyertai)\b[^.]{0,24}\bpengantaraan"
)


def _shut(text: str) -> bool:
    """The way named is refused in the same breath."""
    return _BARS.search(text) is not None or _SHUT.search(text) is not None


@fact(
    "complaints.barred",
    Kind.CHOICE,
    "A clause that bars the way to independent recourse: denies it, forces arbitration abroad, or names foreign "
    "courts only.",
    choices=("denies-recourse", "foreign-arbitration", "foreign-courts"),
)
def barred(shop: Shop) -> Fact | NotFound:
    found = _bars(shop)
    for kind in ("denies-recourse", "foreign-arbitration", "foreign-courts"):
        if clauses := [p for k, p in found if k == kind]:
            return Known(kind, tuple(r for p in clauses[:3] for r in sightings(shop, p)))
    return NotFound(searched(shop, policy_pages(shop)), ("arbitration", "exclusive jurisdiction", "waive"))


@fact("complaints.barring_clause", Kind.TEXT, "The words of the clause that bars the way to independent recourse.")
def barring_clause(shop: Shop) -> Fact | NotFound:
    found = ((p.text[:240], sightings(shop, p)) for _, p in _bars(shop))
    return stated(shop, found, policy_pages(shop), "arbitration", "exclusive jurisdiction", "waive")


@per_shop
def _bars(shop: Shop) -> tuple[tuple[str, Passage], ...]:
    """Clauses that bar the way, with their kind."""
    terms = (p for p in passages(shop, policy_pages(shop)) if _MAYBE_BARS.search(p.folded))
    return tuple((kind, p) for p in terms if (kind := _bar(shop, p)))


def _bar(shop: Shop, passage: Passage) -> str:
    text = passage.folded
    if (_BARS.search(text) or _FORBIDS.search(text)) and not _KEEPS_RIGHTS.search(text):
        return "denies-recourse"
    # What is foreign depends on where the shop is: only a shop that presents itself as Singaporean sends buyers abroad.
    if not is_singaporean(shop) or _SINGAPORE.search(text) or not _PLACE.search(text):
        return ""
    if _ARBITRATION.search(text) and _FORCES.search(text) and not _OPTIONAL.search(text):
        return "foreign-arbitration"
    return "foreign-courts" if _COURTS.search(text) else ""
