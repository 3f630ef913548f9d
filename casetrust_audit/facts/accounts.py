"""Customer accounts: whether there are any, what protects them, and how passwords are handled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from casetrust_audit.facts.forms_security import sensitive_forms
from casetrust_audit.facts.passages import Passage, passages, per_shop, ref, sightings
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Certainty, EvidenceRef, Fact, Kind, Known, Unknown
from casetrust_audit.model.reading import Field, Form
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

_ACCOUNT_ROLES = ("login", "register", "recovery", "account")
_HELP_ROLES = ("security", "faq")
_AREAS = ("main", "aside", "dialog")


_FACTOR = re.compile(
    r"two.?factor|2.?factor|\b2fa\b|two.?step|2.?step|multi.?factor|\bmfa\b|authenticator app|"
    r"google authenticator|\btotp\b|second factor|passkeys?\b|pass key|security key|webauthn|fido|"
    r"(?:log|sign)(?:ging|ing)? ?in (?:with|using|via) singpass|"
    r"singpass (?:log|sign) ?in|两步|双重|双因|雙重|兩步|dua (?:faktor|langkah)"
)
_BESIDE_PASSWORD = re.compile(
    r"in addition to (?:your|the) password|as well as (?:your|the) password|after your password"
)
_ACCOUNT_WORD = re.compile(r"account|log.?in|sign.?in|password|profile|setting|customer|帐户|账户|账号|akaun")
_NOT_CUSTOMER = re.compile(
    r"3.?d.?secure|\b3ds\b|\bbank'?s?\b|\bbanking\b|credit card|debit card|card issuer|issuing bank|verified by visa|"
    r"securecode|paynow|paylah|when (?:you )?pay(?:ing)?\b|"
    r"(?:at|during|for|with|to complete|authori[sz]e|authori[sz]ing|card) "
    r"(?:the |your |a |all )?(?:payments?|checkout|purchases?)|"
    r"\bstaff\b|\bemployees?\b|\badmin(?:istrator)?s?\b|our team|our systems|back.?office|merchants?\b|"
    r"\bour own accounts\b|银行|信用卡|kad kredit"
)
_WISHES = re.compile(r"/(?:wish|favou?rite|saved)[^/]*/?$", re.I)
"""A list that anybody may keep, with an account or without."""
_MAILED_CODE = re.compile(r"(?:e-?mail|inbox).{0,60}\bcode|\bcode\b.{0,60}(?:e-?mail|inbox)")
_DENIED = re.compile(
    r"\b(?:do(?:es)? not|don't|doesn't|cannot|not yet|no longer|never|isn't|is not|are not|no|"
    r"not (?:currently )?(?:offer|support|available|provide|use))\b"
    r".{0,40}(?:two|2fa|2.?step|passkey|authenticat|multi|mfa|singpass|security key|factor)|"
    r"(?:two|2fa|passkey|authenticat|multi|mfa|singpass|factor).{0,60}"
    r"\b(?:not (?:yet )?(?:available|supported|offered)|coming soon|unavailable)"
)

_VERIFIED = re.compile(
    r"(?:verify|confirm|activate|validate)(?:ing)? (?:your|the|their) (?:e-?mail|account|registration|mobile|phone)|"
    r"(?:e-?mail|mobile|phone)(?: address| number)? (?:verification|confirmation)|"
    r"(?:verification|confirmation|activation) (?:link|e-?mail|code|sms)|"
    r"(?:send|sent|e-?mail|sms) (?:you )?(?:a |an )?(?:one.time )?(?:verification |confirmation |activation )?"
    r"(?:code|link)\b.{0,60}(?:verify|confirm|activate|complete|before)|"
    r"(?:verify|confirm) that (?:it is|it's) (?:really )?you(?:rs)?|"
    r"验证.{0,6}(?:邮箱|电邮|手机)|sahkan (?:e-?mel|akaun)"
)
_NOT_VERIFIED = re.compile(r"newsletter|subscri|mailing list|unsubscribe|order confirmation|confirmation of your order")

_MAILED_PASSWORD = re.compile(
    r"(?:e-?mail|send|mail|sms|text) (?:you |to you )?(?:your|the|an?) "
    r"(?:new |temporary |old |current |account )*password\b|"
    r"\bpassword\b(?: will be| is| was| has been)? (?:automatically |then )?(?:e-?mailed|sent|mailed|texted)\b"
)
_LINK_NEAR = re.compile(r"\b(?:link|instructions?|url|code)\b|reset e-?mail|never|\bnot\b|won't|don't|链接")

_NEUTRAL = re.compile(
    r"\bif (?:an?|the|your|this|that|there is an?|there's an?|we (?:have|find) an?)?\s?(?:matching )?"
    r"(?:account|e-?mail|address).{0,60}"
    r"(?:exist|regist|match|record|system|found|on file|with us|we (?:will|'ll|send|have sent)|you (?:will|'ll))"
)
_AT_LEAST = re.compile(
    r"(?:at least|minimum(?: of| length)?(?: is|:)?|min\.?|not less than|no fewer than|or more than) ?([0-9]{1,2})"
    r"(?: or more)? (?:characters?|letters|chars)|"
    r"\b([0-9]{1,2})(?: ?\+| or more| characters? or more|-character minimum)(?: characters?| chars)?|"
    r"(?:be|contain|have|use) ([0-9]{1,2}) (?:to|-|–) ?[0-9]{1,3} characters|"
    r"([0-9]{1,2}) ?(?:-|–|to) ?[0-9]{1,3} characters|至少 ?([0-9]{1,2}) ?(?:个字符|位)|"
    r"sekurang-kurangnya ([0-9]{1,2}) aksara"
)


@per_shop
def _account_pages(shop: Shop) -> tuple[Page, ...]:
    return shop.by_role(*_ACCOUNT_ROLES)


def _forms(shop: Shop, *kinds: str) -> list[tuple[Page, Form]]:
    return [(page, form) for kind, page, form in sensitive_forms(shop) if kind in kinds]


def _form_refs(shop: Shop, forms: Iterable[tuple[Page, Form]]) -> tuple[EvidenceRef, ...]:
    """Evidence of forms, one a session first, at most six."""
    ordered: dict[str, tuple[Page, Form]] = {}
    rest = []
    for page, form in forms:
        if page.capture.session in ordered:
            rest.append((page, form))
        else:
            ordered[page.capture.session] = (page, form)
    chosen = [*ordered.values(), *rest][:6]
    return tuple(shop.ref(page, form.text[:120], form.selector) for page, form in chosen)


@fact("accounts.offered", Kind.BOOL, "Customers can have an account: a login or registration was found.")
def offered(shop: Shop) -> Fact | NotFound:
    forms = _forms(shop, "login", "register")
    if forms:
        return Known(True, _form_refs(shop, forms), Certainty.EXACT)
    if pages := [p for p in _account_pages(shop) if not _WISHES.search(p.url)]:
        return Known(True, shop.refs(pages[:6]))
    links = [
        (page, link)
        for page in shop.pages
        for link in page.reading.links
        if link.visible
        and len(link.text) <= 40
        and link.href
        and _names_account(link.text)
        and not _NOT_CUSTOMER.search(fold(link.text))
    ]
    if links:
        return Known(True, tuple(shop.ref(p, link.text, link.selector, link.box) for p, link in links[:6]))
    return NotFound(shop.refs(shop.crawled), ("log in", "register", "account"))


def _names_account(text: str) -> bool:
    return any(phrases(topic).any(text) for topic in ("login", "register", "account"))


@fact("accounts.passwords", Kind.BOOL, "Accounts are protected by a password the customer types.")
def passwords(shop: Shop) -> Fact | NotFound:
    forms = [(p, f) for p, f in _forms(shop, "login", "register", "checkout") if _passwords(f)]
    if forms:
        return Known(True, _form_refs(shop, forms), Certainty.EXACT)
    read = [page for page, _ in _forms(shop, "login", "register")]
    return NotFound(shop.refs(read[:10]), ("password field",), sufficient=bool(read))


def _passwords(form: Form) -> tuple[Field, ...]:
    return tuple(f for f in form.fields if f.type == "password")


@fact(
    "accounts.two_factor",
    Kind.CHOICE,
    "A second factor or passkey for customers: offered where they sign in, described in help pages, or not seen.",
    choices=("offered", "documented", "none-seen"),
)
def two_factor(shop: Shop) -> Fact | NotFound:
    if refs := _endpoint_refs(shop):
        return Known("offered", refs, Certainty.EXACT)
    at_login = _account_pages(shop)
    fields = [(p, f) for p in at_login for f in p.reading.fields() if "webauthn" in f.autocomplete.lower()]
    if fields:
        return Known("offered", tuple(shop.ref(p, f.autocomplete, f.selector) for p, f in fields[:6]), Certainty.EXACT)
    buttons = [(p, b) for p in at_login for b in p.reading.buttons if b.visible and is_customer_factor(b.text)]
    if buttons:
        return Known("offered", tuple(shop.ref(p, b.text, b.selector, b.box) for p, b in buttons[:6]))
    help_pages = shop.by_role(*_HELP_ROLES)
    looks = (("offered", at_login, is_customer_factor), ("documented", help_pages, _is_help_on_factor))
    for value, pages, matches in looks:
        if found := _said(shop, pages, matches):
            return Known(value, tuple(r for p in found[:3] for r in sightings(shop, p)))
    if not at_login:
        return Unknown("no login, registration or account page was read")
    return Known("none-seen", shop.refs((*at_login, *help_pages)[:10]))


def _endpoint_refs(shop: Shop) -> tuple[EvidenceRef, ...]:
    for probe in shop.probes("well-known"):
        endpoints = probe.data.get("passkey-endpoints", {}).get("endpoints", {})
        if endpoints:
            quote = ", ".join(f"{k}: {v}" for k, v in endpoints.items())
            return (shop.probe_ref(probe, f"passkey-endpoints: {quote}"),)
    return ()


def is_customer_factor(sentence: str) -> bool:
    """Whether a sentence offers customers a second factor or a passkey for their account.

    A bank's code at payment, a staff login and a code mailed in place of a password are none of these."""
    text = fold(sentence)
    if _NOT_CUSTOMER.search(text) or _DENIED.search(text):
        return False
    if _FACTOR.search(text):
        return True
    code = any(phrases(topic).any(text) for topic in ("two-factor", "passkey"))
    return code and bool(_BESIDE_PASSWORD.search(text)) and not _MAILED_CODE.search(text)


def _is_help_on_factor(sentence: str) -> bool:
    """The same for pages about anything: a passkey may be that of a smart lock on sale."""
    return is_customer_factor(sentence) and bool(_ACCOUNT_WORD.search(fold(sentence)))


def _said(shop: Shop, pages: Iterable[Page], matches: Callable[[str], bool]) -> list[Passage]:
    """Sentences of the pages that match."""
    return [p for p in passages(shop, pages, _AREAS) if matches(p.text)]


@fact("accounts.verification", Kind.BOOL, "New accounts are verified by e-mail or phone, as the shop's pages say.")
def verification(shop: Shop) -> Fact | NotFound:
    pages = (*_account_pages(shop), *shop.by_role(*_HELP_ROLES))
    found = [p for p in _said(shop, pages, _speaks_of_verification) if not _asks_again(p)]
    if found:
        return Known(True, tuple(r for p in found[:3] for r in sightings(shop, p)))
    return NotFound(shop.refs(pages[:10]), ("verify your e-mail", "confirmation link", "activation code"))


def _asks_again(passage: Passage) -> bool:
    """The name of a field to type the address or number into once more, which verifies nothing; a code does."""
    said = fold(passage.text).strip(" *:")
    fields = (f for f in passage.page.reading.fields() if f.visible)
    named = {fold(text).strip(" *:") for f in fields for text in (f.label, f.placeholder, f.name)}
    return said in named and not re.search(r"\bcode\b|\botp\b|\bpin\b|验证码|驗證碼", said)


def _speaks_of_verification(sentence: str) -> bool:
    text = fold(sentence)
    return bool(_VERIFIED.search(text)) and not _NOT_VERIFIED.search(text) and not _NOT_CUSTOMER.search(text)


@fact("accounts.captcha", Kind.BOOL, "A bot check stands on the registration or login page.")
def captcha(shop: Shop) -> Fact | NotFound:
    pages = shop.by_role("register", "login")
    sign = re.compile(r"recaptcha|hcaptcha|challenges\.cloudflare|turnstile|friendlycaptcha|geetest", re.I)
    found = [
        (page, source)
        for page in pages
        for source in (*page.reading.scripts, *(f.src for f in page.reading.frames))
        if sign.search(source)
    ]
    if found:
        return Known(True, tuple(shop.ref(page, source) for page, source in found[:4]))
    return NotFound(shop.refs(pages[:6]), ("captcha",), sufficient=True)


def _new_password_fields(shop: Shop) -> list[tuple[Page, Form, Field]]:
    return [(p, f, field) for p, f in _forms(shop, "register") for field in _passwords(f)]


@fact("accounts.password_min_length", Kind.INT, "Fewest characters a new password may have, by the form or its words.")
def password_min_length(shop: Shop) -> Fact | NotFound:
    fields = _new_password_fields(shop)
    lengths = [(f.min_length, p, f) for p, _, f in fields if f.min_length]
    if lengths:
        least = min(n for n, _, _ in lengths)
        shown = [(p, f) for n, p, f in lengths if n == least]
        return Known(
            least, tuple(shop.ref(p, f'minlength="{least}"', f.selector) for p, f in shown[:4]), Certainty.EXACT
        )
    pages = list({p.capture.id: p for p, _, _ in fields}.values())
    said = [(n, q) for q in passages(shop, pages, _AREAS) if "password" in fold(q.text) or "密码" in q.text
            or "kata laluan" in fold(q.text) for n in _stated_length(q.text)]  # fmt: skip
    hints = [(n, p, f) for p, _, f in fields for n in _stated_length(f"{f.label} {f.placeholder} {f.context}")]
    if hints:
        least = min(n for n, _, _ in hints)
        page, field = next((p, f) for n, p, f in hints if n == least)
        return Known(least, (shop.ref(page, f"{field.label} {field.placeholder}".strip(), field.selector),))
    if said:
        least = min(n for n, _ in said)
        return Known(least, tuple(ref(shop, q) for n, q in said if n == least))
    return NotFound(shop.refs(pages[:6]), ("minlength", "at least … characters"), sufficient=True)


def _stated_length(text: str) -> list[int]:
    found = [int(next(g for g in m.groups() if g)) for m in _AT_LEAST.finditer(fold(text))]
    return [n for n in found if 3 <= n <= 64]


@fact("accounts.password_max_length", Kind.INT, "Most characters a password field takes, where it has a limit.")
def password_max_length(shop: Shop) -> Fact | NotFound:
    forms = _forms(shop, "register", "login")
    limits = [(f.max_length, p, f) for p, form in forms for f in _passwords(form) if f.max_length and f.max_length > 0]
    if limits:
        most = min(n for n, _, _ in limits)
        shown = [(p, f) for n, p, f in limits if n == most]
        return Known(most, tuple(shop.ref(p, f'maxlength="{most}"', f.selector) for p, f in shown[:4]), Certainty.EXACT)
    return NotFound(shop.refs([p for p, _ in forms][:6]), ("maxlength",), sufficient=True)


@fact("accounts.password_mailed", Kind.BOOL, "The shop says it sends passwords by e-mail or message.")
def password_mailed(shop: Shop) -> Fact | NotFound:
    pages = (*_account_pages(shop), *shop.by_role(*_HELP_ROLES))
    found = _said(shop, pages, _mails_passwords)
    if found:
        return Known(True, tuple(r for p in found[:3] for r in sightings(shop, p)))
    return NotFound(shop.refs(pages[:10]), ("password will be e-mailed",), sufficient=True)


def _mails_passwords(sentence: str) -> bool:
    text = fold(sentence)
    return bool(_MAILED_PASSWORD.search(text)) and not _LINK_NEAR.search(text)


@fact("accounts.reset_neutral", Kind.BOOL, "The reset page does not tell whether an address has an account.")
def reset_neutral(shop: Shop) -> Fact | NotFound:
    pages = (*_account_pages(shop), *(p for p, _ in _forms(shop, "recovery")), *shop.by_role(*_HELP_ROLES))
    found = _said(shop, pages, lambda sentence: bool(_NEUTRAL.search(fold(sentence))))
    if found:
        return Known(True, tuple(r for p in found[:3] for r in sightings(shop, p)))
    return NotFound(shop.refs(pages[:10]), ("if an account exists",), sufficient=True)


@fact("accounts.login_https", Kind.BOOL, "Login and registration forms stand on https pages and are sent over https.")
def login_https(shop: Shop) -> Fact | NotFound:
    forms = _forms(shop, "login", "register")
    if not forms:
        return Unknown("no login or registration form was read")
    plain = [(p, f) for p, f in forms if "http:" in (p.url[:5].lower(), f.action[:5].lower())]
    return Known(not plain, _form_refs(shop, plain or forms), Certainty.EXACT)
