"""What a shop asks of a buyer outside its checkout: card data and one-time passwords, and where transfers are to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.checkout import PROVIDERS
from casetrust_audit.facts.passages import sentences
from casetrust_audit.facts.policies import distinct
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject
from casetrust_audit.model.reading import Field, Form, TextBlock
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.registration import find_legal_names, find_uens
from casetrust_audit.text.urls import host_of

CHANNELS = ("form", "message")
SECRETS = ("card", "one-time-password")
DESTINATIONS = ("mobile", "personal", "company", "provider", "untold")
"""In the order in which they matter: what a person has to look at goes first."""
LONGEST_BLOCK = 900
BELOW = 4
"""Details of a transfer stand in so many short lines below the one that asks for it."""
_OWN_FORMS = ("checkout", "login", "recovery", "otp", "account", "security")
"""Where card data or a code has a place; how the checkout takes cards is asked elsewhere."""
_COLLECTORS = tuple(p for p in PROVIDERS if p not in ("paynow", "grabpay", "atome", "shopback", "dbs paylah", "klarna"))

_CARD_LABEL = re.compile(
    r"(?:^|\b(?:credit|debit|bank|payment|visa|master ?card|your)\b)\W*(?:(?:or |/ ?)?debit |the )?card (?:no\b|num)"
    r"|\bcvv|\bcvc\b|信用卡号|\bnombor kad (?:kredit|debit)",
    re.I,
)
_CARD_NAME = re.compile(
    r"^cc-(?:number|csc)|\bcvv|\bcvc|(?:^|[^a-z])(?:credit|debit)?[-_]?card[-_]?num|\bcc[-_]?num", re.I
)
_OTHER_CARD = re.compile(r"gift|member|loyalty|voucher|reward|warranty|student|name[-_ ]?card|business[-_ ]?card", re.I)
_CODE_FIELD = re.compile(r"\botp\b|one[-_ ]?time[-_ ]?(?:pass|pin|code)|bank[-_ ]?(?:pin|password)", re.I)
_OF_BANK = re.compile(r"\bbank|\bcard\b|\bdbs\b|\bocbc\b|\buob\b", re.I)
_PAYING = re.compile(r"/(?:checkout|cart|basket|bag|payments?|pay|donate)(?:[/?#.]|$)")

_CHANNEL = re.compile(
    r"\b(?:by|via|through|over|on|in|using) (?:an? |our |the |this )?(?:whats ?app|e-?mail|telegram|messenger|wechat|"
    r"live ?chat|chat|sms|text message|dm|direct message|instagram|facebook|phone|fax|google form|reply)\b(?! address)"
    r"|\b(?:whats ?app|e-?mail|text|sms|dm|message|telegram|call) us\b|\breply\b|\w@\w|微信|邮件|电邮|"
    r"\b(?:message|remarks?|comments?|notes?|enquiry|contact|feedback) (?:field|box|form|section)s?\b|"
    r"\b(?:call|ring|phone|telephone|message|text|whats ?app)s? you\b|\bwhen we (?:call|ring|phone)\b|"
    r"\b(?:phone|telephone|chat|whats ?app|e-?mail|mail) orders?\b|\bfor our (?:staff|team|agents?|cashiers?|"
    r"colleagues?)\b|"
    r"\b(?:melalui|lewat|menerusi|di|ke|dalam) (?:whats ?app|telegram|e-?mel|emel|sms|borang|mesej|telefon|"
    r"wechat)\b|电话|"
    r"電話|短信|客服|"
    r"\b(?:staff|team|cashiers?|agents?|colleagues?)\b[^.;]{0,30}\b(?:key|type|enter|punch|process|charge)\w*\b"
)
_HERE = re.compile(r"\b(?:here|below|in this (?:box|form|field|chat|window))\b")
"""On a page to write from that is a form."""
_AT_CHECKOUT = re.compile(r"\bcheck-?out\b|\bpayment page\b|\bsecured? (?:page|form|payment)\b|\bgateway\b|结账")
_ASKED = re.compile(
    r"(?P<who>\b(?:we|they|banks?|provider|issuer)(?:'ll| will| may| shall| would)? )?"
    r"\b(?P<verb>send|e-?mail|whats ?app|text|sms|message|dm|give|provide|share|tell|forward|submit|reply with|key "
    r"in|fill in|"
    r"write|type|put|enter|state|include|leave|read out|paste|quote|pass|hand over|disclose|reveal|dictate|spell "
    r"out|upload|"
    r"attach|hantar(?:kan)?|kirim(?:kan)?|beri(?:kan)?|masukkan|isi(?:kan)?|nyatakan|kongsi(?:kan)?|maklumkan|sertakan|"
    r"let us (?:have|know)|need|require)\b(?! you\b)[^.;!?]{0,70}$"
)
_KEPT_READY = re.compile(
    r"\b(?:have|keep|get|prepare)\b[^.;!?]{0,80}\bready\b|\b(?:ready|at hand|to hand)\b[^.;!?]{0,20}\bfor us\b"
)
"""Asks for it by asking to have it at hand."""
_NEVER = re.compile(
    r"\b(?:never|not|cannot|no one|nobody|refuse|beware|scam\w*|phish\w*|fraud\w*|avoid|without|report|suspicious|"
    r"unsolicited|jangan|tidak)\b|n't\b|不|勿|切勿"
)

_REFUND = re.compile(r"\brefund|\bcredited back|退款|bayaran balik")
_INSTRUCTS = re.compile(
    r"\b(?:transfer|remit|scan|bank in)\b|\bpay(?:ment)?s? (?:to|via|by|through|using)\b|转账|转至"
    r"|\bpay(?:now|lah)[ :]*(?:to|no\b|number|uen|id\b|account|:)|\b(?:account|a/c|acc) ?(?:no|num|name|holder)"
)
_MOBILE = re.compile(
    r"\b(?:paynow|paylah|transfer)\b(?:(?!whats ?app|call|contact|enquir|screenshot|tel\b|hotline|uen)[^.]){0,60}?"
    r"(?<!\d)(?P<number>(?:\+?65[ -]?)?[89]\d{3}[ -]?\d{4})(?!\d)"
)
_ACCOUNT = re.compile(
    r"\b(?:transfer|pay|remit|bank in|deposit|send)\w*\b[^.;]{0,60}\b(?:posb|dbs|ocbc|uob|maybank|cimb|hsbc|"
    r"citi(?:bank)?|standard chartered|bank|a/c|acc(?:ount)?)\b[^.;]{0,40}?(?<![\d-])"
    r"(?P<number>\d[\d -]{6,14}\d)(?![\d-])"
)
"""An account whose owner is not told."""
_NAMED = re.compile(
    r"(?:(?:account|a/c|acc)(?: holder)?(?:'s)? name|account holder|payee|beneficiary|recipient)(?: name)?\s*[:：-]\s*"
    r"(?P<name>[A-Z][\w.&'()/-]*(?: [A-Z(&][\w.&'()/-]*){0,6})",
    re.I,
)
_SOMEBODYS = re.compile(
    r"\b(?:my|his|her|(?:our|the|my) (?:owner|boss|director|founder|manager|partner|colleague|wife|husband)'s?) "
    r"(?:own |"
    r"personal |private )?(?:[\w']+ ){0,2}(?:account|a/c|paynow|paylah)\b|\b(?:personal|private|savings) (?:bank "
    r")?(?:account|a/c)\b|"
    r"个人账户|個人帳戶|私人账户|私人帳戶|\bakaun peribadi\b"
)
_FIRM_WORD = re.compile(
    r"\b(?:enterprises?|trading|studios?|shop|store|llp|company|co|group|services|bakery|cafe|kitchen|collective|"
    r"partners|holdings|resources|international|singapore|marketing|solutions|concepts?)\b"
)
_REFERENCE = re.compile(
    r"\b(?:order|invoice) (?:number|no|id|ref\w*)\b.{0,80}\b(?:reference|remarks?|comments?|description|notes?)\b"
    r"|\b(?:reference|remarks?|comments?|description)\b.{0,80}\b(?:order|invoice) (?:number|no|id)\b"
    r"|\bquote (?:your|the) (?:order|invoice)|订单号"
)


@fact(
    "payment.secrets_asked",
    Kind.SUBJECTS,
    "Card data or one-time passwords asked for in a form outside the checkout, or to be sent in a message.",
    fields={
        "channel": FieldType(Kind.CHOICE, CHANNELS, "typed into a form, or sent by chat, e-mail or the like"),
        "what": FieldType(Kind.CHOICE, SECRETS, "what is asked for"),
        "clear": FieldType(Kind.BOOL, doc="false where the words, or the form, can be taken otherwise"),
    },
)
def secrets_asked(shop: Shop) -> Fact | NotFound:
    """Forms of the shop's own pages but checkout and login; sentences of all pages."""
    pages = distinct(shop)
    subjects = [s for page in pages for s in (*_forms(shop, page), *_messages(shop, page))]
    once = {s.label: s for s in reversed(subjects)}
    if not once:
        return NotFound(shop.refs(pages[:40]), ("card number", "CVV", "one-time password"))
    found = tuple(reversed(once.values()))
    return Known(found, tuple(e for s in found for e in s.evidence))


@fact(
    "payment.transfers",
    Kind.SUBJECTS,
    "Where buyers who pay by PayNow or bank transfer are told to send the money.",
    fields={
        "to": FieldType(
            Kind.CHOICE, DESTINATIONS,
            "a mobile number, a person's account, a company's UEN or account, a payment provider, or not told",
        ),
        "reference": FieldType(Kind.BOOL, doc="an order number is asked for with it, or the provider sees to that"),
    },
)  # fmt: skip
def transfers(shop: Shop) -> Fact | NotFound:
    """One subject a destination; where any is told, the bare names of methods elsewhere are not counted."""
    pages = distinct(shop)
    found = [one for page in pages for one in _transfers(shop, page)]
    if not found:
        return NotFound(shop.refs(pages[:40]), ("PayNow", "bank transfer"))
    told = [one for one in found if one.to != "untold" or one.detail] or found[:1]
    groups: dict[tuple[str, str], list[_Transfer]] = {}
    for one in told:
        groups.setdefault((one.to, one.detail), []).append(one)
    subjects = tuple(_destination(to, detail, same) for (to, detail), same in groups.items())
    return Known(subjects, tuple(e for s in subjects for e in s.evidence))


@dataclass(frozen=True, slots=True)
class _Transfer:
    to: str
    detail: str
    reference: bool
    evidence: EvidenceRef


def _forms(shop: Shop, page: Page) -> Iterator[Subject]:
    if page.role in _OWN_FORMS or page.capture.step or _PAYING.search(page.url.lower()):
        return
    for form in page.reading.forms:
        if form.visible and not _with_provider(form):
            yield from _fields(shop, page, form.fields)
    yield from _fields(shop, page, page.reading.loose_fields)


def _fields(shop: Shop, page: Page, fields: tuple[Field, ...]) -> Iterator[Subject]:
    typed = [f for f in fields if f.visible and f.type in ("text", "tel", "number", "password", "email", "textarea")]
    for field in typed:
        words = f"{field.label} {field.placeholder} {field.name} {field.id}"
        if _OTHER_CARD.search(words):
            continue
        said = field.label or field.placeholder
        named = _CARD_LABEL.search(said) if said else _CARD_NAME.search(f"{field.name} {field.id}")
        card = bool(named or _CARD_NAME.search(field.autocomplete))
        code = bool(_CODE_FIELD.search(words)) and len(typed) > 1  # alone it is a second factor
        if card or code:
            label = f"“{said or field.name}” in a form of {page.url}"
            # a membership may be paid for where one signs up, and the code may be the shop's own
            clear = page.role != "register" and (card or bool(_OF_BANK.search(words)))
            ref = shop.ref(page, said or field.name, field.selector, field.box)
            what = "card" if card else "one-time-password"
            yield Subject(label[:160], {"channel": "form", "what": what, "clear": clear}, (ref,))


def _with_provider(form: Form) -> bool:
    host = host_of(form.action)
    return any(p.replace(" ", "") in host for p in _COLLECTORS)


def _messages(shop: Shop, page: Page) -> Iterator[Subject]:
    for block in page.reading.blocks:
        if not block.visible or len(block.text) > 4 * LONGEST_BLOCK:
            continue
        for sentence in sentences(normalise(block.text)):
            folded = fold(sentence)
            hits = phrases("card-secrets").find(sentence)
            channel = _CHANNEL.search(folded) or (page.role in ("contact", "complaint") and _HERE.search(folded))
            if not hits or not channel or _NEVER.search(folded) or _AT_CHECKOUT.search(folded):
                continue
            english = [h for h in hits if h.language == "en"]
            clear = any(_is_asked(folded[: h.start]) for h in english) or bool(english and _KEPT_READY.search(folded))
            if english and not clear:
                continue  # speaks of card data without asking for it
            code = any(
                w in hits[0].phrase for w in ("otp", "one time", "bank", "一次性", "动态", "sekali guna", "ஒருமுறை")
            )
            fields = {"channel": "message", "what": "one-time-password" if code else "card", "clear": clear}
            yield Subject(f"“{sentence[:140]}”", fields, (shop.ref(page, sentence, block.selector, block.box),))


_STAFF_ASK = re.compile(
    r"\b(?:we|our (?:\w+ )?(?:staff|team|agents?|officers?|people|colleagues?|cashiers?|drivers?|sales "
    r"?\w+))\b[^.;!?]{0,60}"
    r"\b(?:ask(?:s|ing)?(?: you)? for|request(?:s|ing)?|collect(?:s|ing)?|take(?:s)? down|note(?:s)? down|"
    r"get)\b[^.;!?]{0,30}$"
)
"""The shop's own people ask for it."""


def _is_asked(before: str) -> bool:
    """Whether the words before a secret ask the buyer for it: "we need" does; "we e-mail", "you need" do not."""
    if _STAFF_ASK.search(before):
        return True
    asked = _ASKED.search(before)
    if asked is None:
        return False
    who = (asked["who"] or "").split()
    return who[:1] == ["we"] if asked["verb"] in ("need", "require") else not who


def _transfers(shop: Shop, page: Page) -> Iterator[_Transfer]:
    shown = [b for b in page.reading.blocks if b.visible and len(b.text) <= LONGEST_BLOCK]
    for number, block in enumerate(shown):
        folded = fold(block.text)
        if not phrases("bank-transfer").any(block.text) or _REFUND.search(folded):
            continue
        text = _with_details(block, shown[number + 1 : number + 1 + BELOW])
        to, detail = _whereto(text, folded)
        ref = shop.ref(page, block.text, block.selector, block.box)
        yield _Transfer(to, detail, to == "provider" or _asks_reference(shown), ref)


def _with_details(block: TextBlock, below: list[TextBlock]) -> str:
    """The block, with the lines below it where it asks for a transfer: in a footer they are of something else."""
    instructs = _INSTRUCTS.search(fold(block.text)) or len(block.text) <= 30
    lines = [b.text for b in below if b.area == block.area] if instructs and block.area in ("main", "aside") else []
    return normalise(" . ".join((block.text, *lines)))


def _whereto(text: str, folded: str) -> tuple[str, str]:
    """Destination and what names it."""
    if mobile := _MOBILE.search(fold(text)):
        return "mobile", mobile["number"]
    uens = [u.number for u in find_uens(text) if u.valid]
    named = _NAMED.search(text)
    name = named["name"].strip() if named else ""
    firm = bool(name) and (bool(find_legal_names(name)) or bool(_FIRM_WORD.search(fold(name))))
    if name and not firm and not uens:
        return "personal", name
    if not uens and (own := _SOMEBODYS.search(folded)):
        return "personal", own[0]
    if uens or firm:
        return "company", (uens or [name])[0]
    collector = next((p for p in _COLLECTORS if p in folded), "")
    if collector:
        return "provider", collector
    account = _ACCOUNT.search(fold(text))
    return "untold", account["number"].strip() if account else ""


def _asks_reference(blocks: list[TextBlock]) -> bool:
    return any(_REFERENCE.search(fold(b.text)) for b in blocks)


def _destination(to: str, detail: str, same: list[_Transfer]) -> Subject:
    said = {
        "mobile": "PayNow to the mobile number", "personal": "transfer to an account in the name of",
        "company": "transfer to the company", "provider": "collected by the payment provider",
        "untold": "transfer to an account whose owner is not told," if detail else (
            "PayNow or bank transfer is taken; where it goes is not told"
        ),
    }[to]  # fmt: skip
    fields: dict[str, Scalar | Fact] = {"to": to, "reference": any(one.reference for one in same)}
    return Subject(f"{said} {detail}".strip(), fields, spread(one.evidence for one in same))
