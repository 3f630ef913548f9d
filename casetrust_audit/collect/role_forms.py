"""What the forms of a page say of its role: by the types and names of their fields, their buttons and where they lead.

Names in the markup are English in most shops of whatever language, so this carries where words do not. A login in a
header, a newsletter and a search stand on every page of a shop; they speak for none, unless the page has little else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_plus, urlsplit

from casetrust_audit.collect.role_words import said_by_address
from casetrust_audit.model.reading import Button, Field, Form, Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.press_words import without_price
from casetrust_audit.text.stock_words import buys

_CHROME = frozenset({"header", "footer", "nav", "dialog"})
_WRITTEN_IN = frozenset(
    {"text", "email", "tel", "password", "number", "date", "url", "textarea", "select", "combobox", ""}
)
_ASKED = frozenset({"text", "email", "tel", "password", "textarea", ""})
_WEIGHT = {"login": 1.5, "register": 1.5, "contact": 1.5, "recovery": 2.0, "otp": 1.5, "checkout": 3.0}
"""A login, a sign-up or a contact form may stand beside anything: alone they are less than saying nothing."""
NEAR_FIELD = 400.0
"""Pixels between fields of one purpose."""
FEW_LINKS = 12
FEW_WORDS = 350

_SEARCH = re.compile(r"^(?:q|s|k|keywords?|query|term|headersearch\w*|.*search.*)$")
_CARD = re.compile(
    r"card ?(?:num\w*|no\b)|credit ?card|cc ?(?:num\w*|no\b|name|csc)|ccname|\bcvc\b|\bcvv\b|\bccv\b|card ?holder"
    r"|security ?code|verification ?value|exp(?:iry|iration)? ?(?:mon|month|date|year)|\bcsc\b|sec ?code"
)
_ADDRESS = re.compile(
    r"address ?(?:line)? ?(?:1|one)|street|post(?:al)? ?code|\bzip|\bcity\b|locality|first ?line|strasse|straße"
    r"|\bplz\b|\bville\b|indirizzo|direcci[oó]n|ulica|\badres|address"
)
_SHIPS = re.compile(
    r"shipping|delivery|billing|spedizion|liefer|livraison|versand|payment|pagamento|zahlung|paiement|доставк|оплат"
)
_PAYS = re.compile(r"payment|pagamento|zahlung|zahlart|paiement|pago\b|betaal|platb|оплат")
_DELIVERS = re.compile(r"shipping|delivery|spedizion|versand|liefer|livraison|env[ií]o|verzend|dostaw|doprav|доставк")
_NAME = re.compile(
    r"first ?name|last ?name|full ?name|given ?name|sur ?name|family ?name|birth|mobile|phone|company|vorname"
    r"|nachname|prenom|nome\b|\bname\b|gender|country|\bcap\b"
)
_EMAIL = re.compile(r"e ?-?mail|邮箱|电邮|emel|メール|почт")
_CODE = re.compile(
    r"\botp\b|two ?factor|2fa|\bmfa\b|one ?time|identification ?code|verif\w* ?code|auth\w* ?code|passcode"
    r"|security ?code sent|\btotp\b|sms ?code|pin ?code"
)
_AGAIN = re.compile(r"confirm|again|repeat|retype|wiederhol|conferma|powtorz|repeticion|verify|password ?2")
_NEW = re.compile(r"\bnew ?pass|reset|change")
_MESSAGE = re.compile(
    r"\bmessages?\b|\bcomments?\b|\bquestions?\b|enquir|inquir|feedback|\bsubject\b|nachricht|留言|mesej"
)
_RATING = re.compile(r"rating|\bstars?\b|\bscore\b|\brev(?:iew|text|title)|comment|^wpcf7-quiz$")
_CAPTCHA = re.compile(r"captcha|vvcode|honeypot|\bhp\b")
_QUANTITY = re.compile(
    r"\bqty\b|quantit|amount ?of ?items|\bmenge\b|\banzahl\b|\bcantidad\b|количество|数量|kuantiti|products? ?qty"
)


def said_by_forms(reading: Reading) -> dict[str, float]:
    """How much the page's forms speak for login, register, recovery, otp, checkout and contact."""
    alone = is_little(reading)
    said: dict[str, float] = {}
    kinds: list[tuple[Form | None, str]] = [
        (form, kind_of(form)) for form in reading.forms if alone or form.area not in _CHROME
    ]
    if not any(kind for _, kind in kinds):
        kinds.append((None, _kind_of_loose(reading, alone)))
    wholly_hidden = not any(b.visible for b in reading.blocks[:400])
    for form, kind in kinds:
        if not kind:
            continue
        seen = form is None or form.visible or wholly_hidden
        weight = (_WEIGHT[kind] if seen else 0.7) + (2.5 if alone else 0.4 if is_short(reading) else 0.0)
        weight += 0.4 if form is not None and _posts_to_itself(form, reading.url) else 0.0
        said[kind] = max(said.get(kind, 0.0), weight)
    if alone and "register" in said and "login" in said:  # both in one box: the sign-up asks more and is beside it
        said["login" if _logins_first(kinds) else "register"] += 0.5
    if "checkout" in said:
        said = {k: (v - 1.5 if k in ("login", "register", "contact") else v) for k, v in said.items()}
    return said


def _posts_to_itself(form: Form, url: str) -> bool:
    """A form of the page's own goes back to it, or on from it; one that stands on every page goes elsewhere."""
    own, to = urlsplit(url), urlsplit(form.action)
    return form.method == "post" and own.path.strip("/") != "" and (own.netloc, own.path) == (to.netloc, to.path)


def is_little(reading: Reading) -> bool:
    """Whether the page has next to nothing but what its forms are for: a checkout, a sign-in box, a piece of a page."""
    return len(reading.links) <= FEW_LINKS and len(reading.visible_text().split()) <= FEW_WORDS


def is_short(reading: Reading) -> bool:
    """Whether the page has little beside its forms and its menus."""
    return len(reading.links) <= 5 * FEW_LINKS and len(reading.visible_text().split()) <= 2 * FEW_WORDS


def is_mostly_form(reading: Reading) -> bool:
    """Whether half and more of the words the page shows stand in one of its forms."""
    words = len(reading.visible_text().split())
    return any(2 * len(form.text.split()) >= words for form in reading.forms)


def kind_of(form: Form) -> str:
    """What a form is for: a role, or "" for search, newsletter, filter, cart and the like."""
    fields = [f for f in form.fields if f.visible] or list(form.fields)
    buttons = tuple(b for b in form.buttons if b.visible) or form.buttons
    return _kind(fields, buttons, form.text[:400], form.action)


def _kind_of_loose(reading: Reading, alone: bool) -> str:
    """What the fields outside any form are for, taken as one: those near the password or the card's number."""
    loose = [f for f in reading.loose_fields if f.visible]
    if not alone:
        secret = next((f for f in loose if f.type == "password" or f.autocomplete == "cc-number"), None)
        loose = [f for f in loose if secret and abs(f.box[1] - secret.box[1]) <= NEAR_FIELD]
    buttons = [b for b in reading.buttons if not b.form and b.visible and b.area not in _CHROME]
    return _kind(loose, buttons, reading.visible_text()[:400], "") if loose else ""


def is_asked(field: Field) -> bool:
    """Whether a field asks for something of the visitor's own: no search, no check of who writes, no code."""
    if _type(field) not in _ASKED or _SEARCH.match((field.name or field.id).lower()) or _is_code(field):
        return False
    return (
        _type(field) == "textarea" or field.type == "password" or _is_email(field) or bool(_NAME.search(_words(field)))
    )


def quantities(reading: Reading) -> list[Field]:
    """Fields for how many of an item are wanted."""
    return [f for f in reading.fields() if f.type not in ("checkbox", "hidden") and _QUANTITY.search(_words(f))]


def adds_to_cart(form: Form) -> bool:
    """Whether the form puts an item into the cart: by where it leads, or by its own words."""
    path = unquote_plus(urlsplit(form.action).path).lower()
    return bool(_ADDS.search(path)) or any(is_adder(b) for b in form.buttons)


_ADDS = re.compile(
    r"(?:cart|basket|bag)/(?:[\w.-]*add|product)|add[-_]?(?:to|and)[-_]?(?:cart|basket|bag|show)|/add_product"
    r"|cart/add|wc-ajax=add_to_cart"
)
_ADD_STEMS = re.compile(
    r"in den (?:waren|einkaufs)korb|ajouter au panier|acheter|aggiungi al carrello|comprar|adicionar ao carrinho"
    r"|(?:añadir|agregar) (?:al|a la) (?:carrito|cesta|bolsa)|in winkel(?:wagen|mand)|do koszyka|do košíka|do košíku"
    r"|pridať do|v košarico|в корзину|до кошика|купить|купити|カートに入れる|カートへ|購入|장바구니 담기|구매"
)


def is_adder(button: Button) -> bool:
    """Whether a button puts an item into the cart, in the lexicons' languages or another."""
    return adds_in_words(button.text)


def adds_in_words(text: str) -> bool:
    """Whether words say that pressing puts an item into the cart, a price beside them or not."""
    said = phrases("add-to-cart")
    return said.any(text) or bool(_ADD_STEMS.search(fold(text))) or buys(text) or said.any(without_price(text))


def _kind(fields: Sequence[Field], buttons: Sequence[Button], text: str, action: str) -> str:
    typed = [f for f in fields if _type(f) in _WRITTEN_IN and not _CAPTCHA.search(_words(f))]
    passwords = [f for f in typed if f.type == "password"]
    others = [f for f in typed if f.type != "password"]
    said = fold(" ".join(b.text for b in buttons))
    where = said_by_address(action).role if action.startswith("http") else ""
    if any(_is_code(f) for f in typed) and len(typed) <= 3:
        return "otp"
    if not typed:
        return ""
    carded = sum(1 for f in typed if _CARD.search(_words(f)) and not _is_code(f)) >= 2
    writes = any(_type(f) == "textarea" and _MESSAGE.search(_words(f)) for f in typed)
    if (_is_checkout(typed, text) and (carded or not writes)) or _chooses_both(fields):
        return "checkout"
    if passwords:
        return _with_password(passwords, others, said, where)
    if _SEARCH.match((others[0].name or others[0].id).lower()) and len(others) <= 2:
        return ""
    if len(others) <= 2 and (where == "recovery" or "recovery" in _spoken(said)):
        return "recovery"
    if any(_type(f) == "textarea" for f in others):
        personal = any(_is_email(f) or _NAME.search(_words(f)) for f in others)
        judged = any(_RATING.search(_words(f)) for f in fields) or "reviews" in _spoken(said)
        return "contact" if personal and not judged else ""
    if where == "register" and any(_is_email(f) for f in others):
        return "register"
    return ""


def _with_password(passwords: Sequence[Field], others: Sequence[Field], said: str, where: str) -> str:
    named = [f for f in others if _NAME.search(_words(f)) or _ADDRESS.search(_words(f))]
    others = [f for f in others if f in named or _type(f) not in ("select", "combobox")]
    emails = sum(_is_email(f) for f in others)
    spoken = _spoken(said)
    resets = where == "recovery" or "recovery" in spoken or any(_NEW.search(_named(f)) for f in passwords)
    if not others and (len(passwords) > 1 or resets):
        return "recovery"
    if len(others) <= 1 and resets and len(passwords) <= 1 and where == "recovery":
        return "recovery"
    again = len(passwords) > 1 or emails > 1 or any(_AGAIN.search(_words(f)) for f in passwords)
    new = any("new-password" in f.autocomplete for f in passwords)
    if "current-password" in {f.autocomplete for f in passwords} or (
        where == "login" and len(others) <= 2 and not again
    ):
        return "login"
    if again or new or where == "register" or len(others) > 2 or (named and emails and len(others) > 1):
        return "register"
    if "register" in spoken and "login" not in spoken:
        return "register"
    return "login"


def _spoken(said: str) -> set[str]:
    """Account roles that the words on a form's buttons name."""
    found = {
        role
        for role, topic in (("recovery", "recovery"), ("register", "register"), ("login", "login"))
        if phrases(topic).any(said)
    }
    return found | ({"reviews"} if phrases("leave-review").any(said) else set())


def _is_checkout(typed: Sequence[Field], text: str) -> bool:
    tokens = {t for f in typed for t in f.autocomplete.split()}
    if tokens & {"cc-number", "cc-csc", "cc-exp", "cc-name"}:
        return True
    if sum(1 for f in typed if _CARD.search(_words(f)) and not _is_code(f)) >= 2:
        return True
    places = [f for f in typed if _ADDRESS.search(_words(f)) and not _is_email(f)]
    names = [f for f in typed if _NAME.search(_words(f))]
    secret = any(f.type == "password" for f in typed)
    shipped = bool(_SHIPS.search(fold(" ".join(_words(f) for f in typed)) + " " + fold(text)))
    if len(places) < 2 or not names:
        return False
    named = bool(tokens & {"shipping", "billing"}) or bool(_SHIPS.search(" ".join(_words(f) for f in places)))
    return named or (shipped and not secret)


def _chooses_both(fields: Sequence[Field]) -> bool:
    """Whether both a way of paying and one of shipping are chosen."""
    names = {_split(f.name) for f in fields if f.type in ("radio", "select")}
    pays, ships = ({n for n in names if pattern.search(n)} for pattern in (_PAYS, _DELIVERS))
    return bool(pays and ships and pays != ships)


def _is_code(field: Field) -> bool:
    """A code sent to the shopper; a "passcode" is often the password itself."""
    if field.autocomplete == "one-time-code":
        return True
    found = _CODE.search(_words(field))
    return bool(found) and not (field.type == "password" and found is not None and found.group() == "passcode")


def _is_email(field: Field) -> bool:
    return _type(field) != "textarea" and (field.type == "email" or bool(_EMAIL.search(_words(field))))


def _logins_first(kinds: Sequence[tuple[Form | None, str]]) -> bool:
    return next((k for _, k in kinds if k in ("login", "register")), "") == "login"


def _type(field: Field) -> str:
    return field.tag if field.tag in ("textarea", "select") else field.type


def _words(field: Field) -> str:
    """Name, id, label and hint of a field in words: "shippingAddress.firstName" is "shipping address first name"."""
    return _split(f"{field.name} {field.id} {field.label} {field.placeholder}")


def _split(raw: str) -> str:
    return fold(re.sub(r"[-_.\[\]:/]+", " ", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", raw)))


def _named(field: Field) -> str:
    """Name and id alone: a label may hold a link beside the field ("forgot your password? reset it")."""
    return _split(f"{field.name} {field.id}")


def rows_of_items(reading: Reading) -> Iterator[Field]:
    """Quantity fields that stand apart from each other: one for each of several items."""
    last = -1e9
    for field in sorted(quantities(reading), key=lambda f: f.box[1]):
        if field.box[1] - last > 40:
            last = field.box[1]
            yield field
