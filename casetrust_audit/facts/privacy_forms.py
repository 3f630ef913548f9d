"""What forms ask of a shopper: personal data, identity numbers, marketing consent; and is the notice at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetrust_audit.facts.passages import mentions, passages, per_shop, sightings
from casetrust_audit.facts.policies import about, policy_pages, searched
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, FieldType, Kind, Known, Scalar, Subject
from casetrust_audit.model.reading import Box, Field, Form
from casetrust_audit.text.chosen import LISTS, Offered, offered
from casetrust_audit.text.field_words import beside
from casetrust_audit.text.normalise import fold, normalise

WORDS = ("name", "e-mail", "phone", "address")
NEAR_PX = 320.0

_PERSONAL = re.compile(
    r"\be-?mail|\b(?:first|last|full|your|family|given|sur)[ _-]?names?\b|\bphone|\bmobile|\btelephone|"
    r"\bcontact number|\baddress|"
    r"\bpost(?:al)? ?code|\bzip\b|^name$|\bbirth|姓名|邮箱|电话|地址|\bnama\b|\btelefon\b"
)
_NRIC = re.compile(
    r"\bnric\b|\bidentity card|\b(?:national|government) id\b|\bid(?:entification)? (?:card )?(?:no|number)\b|"
    r"\bic (?:no|number)\b|"
    r"^ic$|\bfin (?:no|number)\b|身份证|身份證|\bkad pengenalan"
)
_PASSPORT = re.compile(r"\bpassport (?:no|number|id)\b|^passport$|护照号|\bpasport\b")
_LAST_FOUR = re.compile(r"\blast (?:four|4|3|three)\b|\b(?:4|four) (?:characters|digits)|\bpartial\b|后四位|末四位")
_COMPANY = re.compile(r"\buen\b|\btax\b|\bcompany|\bbusiness|\bcorporate|\bacra\b")
_BIRTH = re.compile(r"\bbirth|\bdob\b|\bbday|\bbirthday|生日|出生|\btarikh lahir")
_PERSONAL_TRAIT = re.compile(r"\bgender\b|^sex$|\bmarital|\brace\b|\breligion|性别|婚姻|\bjantina")
_JUSTIFIED = re.compile(
    r"\bage (?:check|verification|restrict)|\bverify your age|\blegal (?:drinking )?age|\b(?:18|21) (?:years|"
    r"or (?:over|older|above)|and above)|"
    r"\balcohol|\bwine\b|\bspirits?\b|\bbeer|\btobacco|\bvap(?:e|ing)|\binsurance|\bprescription|\bpharmac|"
    r"\bfirearm|\bmoney ?lend"
)
_MARKETING = re.compile(
    r"\bnewsletter|\bmarketing|\bpromotion|\bspecial offers?|\bexclusive offers?|\boffers\b|\bnews and|\bsubscribe|"
    r"\bmailing list|"
    r"\b(?:e-?mail|text|sms|whatsapp) me\b|\bkeep me (?:updated|informed|posted)|\b(?:receive|send me|get) (?:our |"
    r"e-?mail |news|updates|"
    r"deals|the latest|discounts)|订阅|促销|优惠信息|优惠资讯|\bpromosi\b|\bsurat berita"
)
_ORDER_NEWS = re.compile(
    r"\b(?:order|delivery|shipping|shipment|parcel|tracking) (?:updates?|status|notifications?|confirmation)|"
    r"\breceipt\b"
)
_SENDS_NEWS = re.compile(
    r"\b(?:send|e-?mail|text|keep|tell) me\b|\b(?:receive|subscribe|sign me up|opt[- ]in)\b.{0,40}\b(?:news\w*|"
    r"offers?|promotions?|marketing|deals|updates)\b"
)
_MARKETING_SOURCE = re.compile(
    r"\bhow did you\b|\bheard? (?:of|about) us\b|\b(?:about|found|find) us\b|"
    r"\b(?:subject|topic|reason|enquiry|category)\b"
)
"""A list of reasons or sources that names the newsletter asks for no agreement."""
_NEWS_WORDS = r"(?:receiv\w*|marketing|promotion\w*|newsletters?|offers|mailings?|commercial)"
_BUNDLED = re.compile(
    r"\bby (?:placing|making|creating|registering|signing|using|submitting|completing|providing|checking|"
    r"ordering|buying|joining|continuing|"
    r"proceeding|purchas)\w*\b[^.;]{0,120}\b(?:agree|consent|accept)\b[^.;]{0,80}\b" + _NEWS_WORDS + r"|"
    r"\b(?:agree|consent)\b[^.;]{0,60}\b(?:to receive|marketing|promotional)\b[^.;]{0,80}\b(?:by (?:placing|"
    r"registering|using)|as a condition)|"
    r"\b(?:agree|consent|accept)\b[^.;]{0,60}\b(?:terms|conditions|privacy|"
    r"policy)\b[^.;]{0,60}\band\b[^.;]{0,30}\b" + _NEWS_WORDS + r"|"
    r"\b(?:deemed|taken|considered|understood|presumed|treated) (?:to have |as having )(?:agreed|consented|opted[- ]in|"
    r"subscribed|given|signed up|joined|asked|enrolled|registered|chosen)\b[^.;]{0,60}\b" + _NEWS_WORDS + r"|"
    r"\b(?:order|purchase|account|registration|customers?|buyers?|you)\b[^.;]{0,40}\b(?:automatically|will be|are|is) "
    r"(?:automatically )?(?:added|subscribed|signed up|enrolled|opted in)\b[^.;]{0,24}\b(?:mailing list|newsletters?|"
    r"marketing|promotion\w*|offers)\b|"
    r"(?:下[单單]|[购購][买買]|[注註][册冊]|提交|使用|[继繼][续續])[^。;；]{0,16}(?:即|[视視][为為]|代表|表示|"
    r"默[认認])[^。;；]{0,10}同意"
    r"[^。;；]{0,16}(?:促[销銷]|[营營][销銷]|推[广廣]|[广廣]告|[优優]惠|[电電]子报|[电電]子報)|"
    r"\bdengan (?:membuat|membeli|mendaftar|menghantar|meneruskan|menggunakan)\b[^.;]{0,60}\bbersetuju\b[^.;]{0,40}"
    r"\b(?:promosi|pemasaran|iklan|tawaran|surat berita)\b"
)
_IN_BUYING = re.compile(r"\b(?:order|purchas|buy|check(?:ing)? ?out|account|regist|terms)")
_SEARCHING = re.compile(r"\bsearch|\bcoupon|\bpromo(?:tion)? code|\bgift card|\bvoucher")


def bundles_consent(text: str) -> bool:
    """True where a folded text takes agreement to marketing for granted with something else."""
    return bool(_BUNDLED.search(text))


def sells_consent(text: str) -> bool:
    """The same where that something is to buy, or to open an account; a sign-up to news asks for nothing else."""
    return bundles_consent(text) and bool(_IN_BUYING.search(text))


@dataclass(frozen=True, slots=True)
class Asked:
    """A form (or the loose fields of a page) that asks for personal data."""

    page: Page
    label: str
    selector: str
    box: Box
    text: str
    fields: tuple[Field, ...]
    kind: str


@per_shop
def forms(shop: Shop) -> tuple[Asked, ...]:
    """Forms that ask for personal data, one for each set of fields; log-in and search are not among them."""
    found: dict[tuple[str, ...], Asked] = {}
    for page in shop.pages:
        for asked in _of_page(page):
            found.setdefault((asked.kind, *sorted(f.name or f.id or f.label for f in asked.fields)), asked)
    return tuple(found.values())


def _of_page(page: Page) -> Iterator[Asked]:
    for form in page.reading.forms:
        if form.visible and (asked := _asked(page, form.selector, form.text, form.fields, form)):
            yield asked
    if asked := _asked(page, "", "", page.reading.loose_fields, None):
        yield asked


def _asked(page: Page, selector: str, text: str, fields: tuple[Field, ...], form: Form | None) -> Asked | None:
    seen = tuple(f for f in fields if f.type not in ("hidden", "submit", "button", "search", "image"))
    shown = [f for f in seen if f.visible]
    typed = [f for f in shown if f.type not in ("checkbox", "radio")]
    personal = [f for f in typed if _PERSONAL.search(_words(f)) or f.type in ("email", "tel") or _is_identity(f)]
    if not personal or all(_SEARCHING.search(_words(f)) for f in typed):
        return None
    kind = _kind(page, typed, form)
    if kind == "log-in":
        return None
    boxes = [f.box for f in shown]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return Asked(page, kind, selector, (left, top, right - left, bottom - top), normalise(text), seen, kind)


def _kind(page: Page, typed: list[Field], form: Form | None) -> str:
    passwords = [f for f in typed if f.type == "password"]
    if passwords and len(typed) <= 2 and page.role != "register":
        return "log-in"
    if page.role == "checkout":
        return "checkout form"
    if passwords:
        return "registration form"
    if any(f.tag == "textarea" for f in typed):
        return "review form" if page.role in ("product", "reviews") else "contact form"
    if (
        len(typed) <= 2
        and form is not None
        and (mentions(form.text, "marketing") or _MARKETING.search(fold(form.text)))
    ):
        return "newsletter form"
    return {"register": "registration form", "contact": "contact form", "cart": "cart form"}.get(page.role, "form")


def _words(field: Field) -> str:
    """What a field is called, folded: label, hint and name; where it has none, the words beside it."""
    if not (field.label or field.placeholder or field.name or field.id):
        return fold(beside(field)).strip(" *:：")
    return fold(" ".join((field.label, field.placeholder, re.sub(r"[\[\]_.-]", " ", field.name or field.id)))).strip()


def _is_identity(field: Field) -> bool:
    return bool(_NRIC.search(_words(field)) or _PASSPORT.search(_words(field)) or mentions(_words(field), "nric"))


def _ref(shop: Shop, asked: Asked, quote: str = "") -> EvidenceRef:
    return shop.ref(asked.page, quote or asked.text or asked.label, asked.selector, asked.box)


@fact("privacy.collects", Kind.BOOL, "The shop asks for personal data in a form.")
def collects(shop: Shop) -> Fact | NotFound:
    found = forms(shop)
    if not found:
        return NotFound(searched(shop), WORDS)
    # A form with such fields is markup, not an impression.
    return Known(True, tuple(_ref(shop, a) for a in found[:4]), Certainty.EXACT)


@fact(
    "privacy.linked_at_forms",
    Kind.BOOL,
    "Every form that asks for personal data has a link to the privacy notice beside it.",
)
def linked_at_forms(shop: Shop) -> Fact | NotFound:
    found = forms(shop)
    if not found:
        return NotFound(searched(shop), WORDS)
    without = [a for a in found if not _notice_beside(a)]
    return Known(not without, tuple(_ref(shop, a) for a in (without or found)[:6]))


def _notice_beside(asked: Asked) -> bool:
    x, y, width, height = asked.box
    for link in asked.page.reading.links:
        if link.visible and about(link.text, "privacy"):
            across, down = link.box[0], link.box[1]
            if y - NEAR_PX <= down <= y + height + NEAR_PX and x - NEAR_PX <= across <= x + width + NEAR_PX:
                return True
    return False


@fact(
    "privacy.forms",
    Kind.SUBJECTS,
    "Forms that ask for personal data, and which delicate data they ask for.",
    fields={
        "identity_number": FieldType(
            Kind.CHOICE, ("none", "last-four", "optional", "required"), "NRIC, FIN or passport number of a person"
        ),
        "birth_or_gender": FieldType(
            Kind.CHOICE, ("none", "optional", "required"), "birth date, gender, marital status"
        ),
        "justified": FieldType(Kind.BOOL, doc="the form says why: an age limit, an insurance"),
    },
)
def delicate(shop: Shop) -> Fact | NotFound:
    found = forms(shop)
    if not found:
        return NotFound(searched(shop), WORDS)
    subjects = tuple(_judge(shop, asked) for asked in found)
    return Known(subjects, tuple(ref for s in subjects for ref in s.evidence), Certainty.EXACT)


def _judge(shop: Shop, asked: Asked) -> Subject:
    numbers = [f for f in asked.fields if _is_identity(f) and not _is_company(f)]
    traits = [
        f
        for f in asked.fields
        if _BIRTH.search(_words(f)) or f.autocomplete.startswith("bday") or _PERSONAL_TRAIT.search(_words(f))
    ]
    words = " ".join(f"{f.label} {f.context} {f.placeholder}" for f in (*numbers, *traits))
    reason = fold(asked.text + " " + words)
    fields: dict[str, Scalar | Fact] = {
        "identity_number": _number_level(numbers),
        "birth_or_gender": "none" if not traits else "required" if any(map(_required, traits)) else "optional",
        "justified": _JUSTIFIED.search(reason) is not None,
    }
    label = f"{asked.label} on {asked.page.url}"
    quote = ", ".join(normalise(f.label or f.name) for f in (*numbers, *traits)) or asked.text
    spot = next((f for f in (*numbers, *traits)), None)
    at = shop.ref(asked.page, quote, spot.selector, spot.box) if spot else _ref(shop, asked)
    return Subject(label, fields, (at,))


def _number_level(numbers: list[Field]) -> str:
    whole = [f for f in numbers if not _is_last_four(f)]
    if any(map(_required, whole)):
        return "required"
    if whole:
        return "optional"
    return "last-four" if numbers else "none"


def _is_last_four(field: Field) -> bool:
    said = fold(f"{field.label} {field.placeholder} {field.context}")
    return _LAST_FOUR.search(said) is not None or field.max_length in (3, 4)


def _is_company(field: Field) -> bool:
    return _COMPANY.search(_words(field)) is not None and not re.search(r"\bnric\b", _words(field))


def _required(field: Field) -> bool:
    label = normalise(field.label)
    return field.required or label.endswith("*") or re.search(r"\((?:required|mandatory)\)", label, re.I) is not None


# marketing


@fact(
    "privacy.marketing_choices",
    Kind.SUBJECTS,
    "Boxes and forms by which a shopper agrees to marketing, and clauses that take agreement for granted.",
    fields={
        "kind": FieldType(
            Kind.CHOICE, ("box", "sign-up", "clause"), "a box, a form made for it, or a sentence in the terms"
        ),
        "ticked": FieldType(Kind.BOOL, doc="agreement is chosen before the shopper does anything"),
        "required": FieldType(Kind.BOOL, doc="the form cannot be sent without it"),
        "opt_out": FieldType(Kind.BOOL, doc="the shopper must act to refuse"),
    },
)
def marketing_choices(shop: Shop) -> Fact | NotFound:
    subjects = [*_boxes(shop), *_sign_ups(shop), *_clauses(shop)]
    if not subjects:
        return NotFound(searched(shop), ("newsletter", "marketing", "promotions"))
    exact = all(s.fields["kind"] != "clause" for s in subjects)
    refs = tuple(dict.fromkeys(ref for s in subjects for ref in s.evidence))
    return Known(tuple(subjects), refs, Certainty.EXACT if exact else Certainty.OBSERVED)


def _boxes(shop: Shop) -> list[Subject]:
    found: dict[tuple[str, str, bool], tuple[Page, Offered, bool]] = {}
    for page in shop.pages:
        made_for_it = _in_sign_up_forms(page)
        for one in offered(page.reading):
            if _is_marketing(one) and (one.agrees or not one.others):
                # To demand agreement is no fault in a form whose only purpose it is.
                required = one.field.required and one.field not in made_for_it and one.field.type not in LISTS
                found.setdefault((page.role, fold(_said(one)), one.chosen), (page, one, required))
    return [_box(shop, page, one, required) for page, one, required in found.values()]


_FORMAT = re.compile(
    r"(?:e-?mails? (?:as|in|format) |format |as |in )?(?:(?:plain|simple|rich)[ -])?"
    r"(?:html|texts?|multipart|mobile|pictures?)"
    r"(?:[ -]?(?:only|mails?|e-?mails?|format|version|(?:and|with) (?:text|html|pictures?)))*|"
    r"纯文本|純文字|teks(?: sahaja)?"
)
"""In what form a mail comes."""


def _in_sign_up_forms(page: Page) -> tuple[Field, ...]:
    return tuple(field for asked in _of_page(page) if asked.kind == "newsletter form" for field in asked.fields)


def _said(one: Offered) -> str:
    return normalise(one.said or one.field.name)


def _is_marketing(one: Offered) -> bool:
    name = fold(re.sub(r"[_.-]", " ", one.field.name))
    said = f"{fold(one.said)} {name}"
    if _ORDER_NEWS.search(said) and not re.search(r"\bnewsletter|\bmarketing|\bpromotion", said):
        return False
    if one.others and all(_FORMAT.fullmatch(fold(words).strip()) for words in (one.words, *one.others)):
        return False  # in what form mails come is not whether they come
    if one.others:  # an answer to a question, or words that send: "Newsletter" may answer where one heard of the shop
        asked = bool(_MARKETING.search(fold(one.about)) or mentions(one.about, "marketing"))
        return (asked and not _MARKETING_SOURCE.search(fold(one.about))) or bool(_SENDS_NEWS.search(fold(one.words)))
    return _MARKETING.search(said) is not None or mentions(one.words, "marketing") or "accepts marketing" in said


def _box(shop: Shop, page: Page, one: Offered, required: bool) -> Subject:
    fields: dict[str, Scalar | Fact] = {
        "kind": "box",
        "ticked": one.chosen and one.agrees,
        "required": required,
        "opt_out": not one.agrees and not one.chosen,
    }
    return Subject(
        f"“{_said(one)[:80]}” on the {page.role} page",
        fields,
        (shop.ref(page, _said(one), one.field.selector, one.field.box),),
    )


def _sign_ups(shop: Shop) -> list[Subject]:
    fields: dict[str, Scalar | Fact] = {"kind": "sign-up", "ticked": False, "required": False, "opt_out": False}
    return [
        Subject(f"newsletter form on {a.page.url}", dict(fields), (_ref(shop, a),))
        for a in forms(shop)
        if a.kind == "newsletter form"
    ][:1]


def _clauses(shop: Shop) -> list[Subject]:
    fields: dict[str, Scalar | Fact] = {"kind": "clause", "ticked": False, "required": False, "opt_out": True}
    hits = [p for p in passages(shop, policy_pages(shop)) if bundles_consent(p.folded)]
    return [Subject(f"clause: “{p.text[:100]}”", dict(fields), sightings(shop, p)) for p in hits[:3]]
