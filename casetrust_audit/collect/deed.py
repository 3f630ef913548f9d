"""What a request would do that the tool never does: order, pay, register, log in, send a message, subscribe.

Judged by every route the address names (path, query, hash), by the names of acts in the body, and by what is sent: a
password, a card, a text beside an e-mail address. What names such an act beats any intent of the walk. Pure.
"""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import parse_qsl, unquote_plus

from casetrust_audit.collect.request import (
    Ask,
    action_names,
    graphql_names,
    parts_of,
    path_of,
    query_routes,
    sent_fields,
    words_of,
)

ORDER, MESSAGE, ACCOUNT = "would place an order", "would send a message", "would log in or register"

_END = r"(?!(?:t?ted|d|ed|t?ting|ing|s|ation|ments?|s?uccess)(?![a-z]))"
# "order-processing" and "checkout/payment" do nothing
_SEP = r"[-_/.:]?"
_ORDERS = (
    rf"place{_SEP}orders?\b|orders?[-_/.:](?:place|submit|confirm|complete|create|process){_END}"
    rf"|(?:submit|confirm|complete|create|process){_SEP}(?:order|purchase|payment){_END}"
    rf"|check-?out[-_/.:](?:place|complete|confirm|pay|process|submit|finali[sz]e){_END}"
    r"|save[-_]?orders?\b|buy[-_]?(?:it[-_]?)?now(?![-_]?pay)"
    rf"|/pay(?:ments?)?/(?:process|submit|charge|confirm|capture|execute){_END}"
    r"|/payment/\w+[./|](?:confirm|send|process)\b"
)
# An order sent by a form or a script.
_ORDER_PATH = re.compile(
    _ORDERS + r"|/checkout/orders?(?=[/?]|$)|/payments?/intents?\b|/(?:charges?|transactions?)(?=[/?]|$)"
    r"|/(?:orders|payments|pay)/?(?=\?|$)|(?<!set-)payment-information/?(?=\?|$)|/module/\w+/validation\b"
    r"|/(?:carts?|baskets?|bags?)/[\w-]+/(?:checkout|complete|orders?|payments?)/?(?=\?|$)"
    r"|^/confirm/?$|(?:^|/)(?:payment-?)?gateway(?=[/?]|$)|/wallet(?=[/?]|$)"
    r"|[?&]wc-ajax=checkout(?:&|$)|/wc/store(?:/v\d+)?/checkout/?(?=\?|$)",
    re.I,
)
# An order placed by merely opening a link; a page may well bear the name of a charge.
_ORDER_LINK = re.compile(_ORDERS + r"|^/(?:payment-?)?gateway/?$", re.I)
# Where a redirect leads: to a page to confirm on, as a step of many checkouts; to what processes the order, in some.
_ORDER_HOP = re.compile(
    rf"(?:place|submit|process){_SEP}orders?\b|orders?[-_/.:](?:place|submit|process){_END}"
    rf"|check-?out[-_/.:](?:process|place|pay|submit|finali[sz]e){_END}"
    rf"|/pay(?:ments?)?/(?:process|submit|charge|capture|execute){_END}"
    r"|/payment/\w+[./|](?:confirm|send|process)\b|^/(?:payment-?)?gateway/?$",
    re.I,
)
_ORDER_FETCH = re.compile(
    r"(?:place|submit)[-_/]?order\b|/payment/\w+[./|](?:confirm|send|process)\b|[?&]wc-ajax=checkout(?:&|$)"
    r"|checkout_process\b",
    re.I,
)
_TELLS = re.compile(
    r"/(?:pages?|blogs?|posts?|help|support|faqs?|articles?|news|guides?|policies|products?|collections?|categor(?:y|ies))/"
    r"|how[-_]?to|how[-_]?do",
    re.I,
)
_ORDER_BODY = re.compile(
    r"place[-_ ]?order|submit[-_]?order|complete[-_]?(?:purchase|order)|confirm[-_]?order|process[-_]?payment"
    r"|checkoutComplete|orderCreate|submitForCompletion",
    re.I,
)
# A card that is sent, not the empty field of one: some checkouts carry it hidden through every step.
_CARD_SENT = re.compile(
    r"(?:(?<!gift)(?<!gift[-_ ])card[-_ ]?num(?:ber)?|(?<![a-z0-9])(?:cvv|cvc|ccv)2?)"
    r"(?:[\"'\]]*\s*[:=]\s*[\"']?(?![\"'&\s,}]|null\b|$)|[\"']\s*\r?\n\r?\n(?!\r?\n|--))",
    re.I,
)
_NEWSLETTER = re.compile(r"newsletter|subscri|mailing-?list", re.I)
_MESSAGE = re.compile(
    r"contact|kontakt|feedback|complain|enquir|inquir|message|comment|(?<!p)review|testimonial|appointment|quote|quotation"
    r"|bewertung|recensi|nachricht",
    re.I,
)
_BUYING = re.compile(
    r"(?:one-?page-?)?check-?outs?(?:[-_.].*)?|(?:shopping-?)?(?:cart|basket|bag)s?(?:[-_.].*)?|trolley|one-?page", re.I
)
_BUYING_ROUTE = re.compile(r"check_?-?out|shopping_?-?cart|basket|/cart\b|\bcart[/.]", re.I)
_ITEM = re.compile(
    r"products?|items?|product-page|p|dp|shop|store|catalogue|catalog|collections?|categor(?:y|ies)", re.I
)
ACCOUNT_PATH = re.compile(
    r"log-?in|sign-?in|register|sign-?up|password|forgot|\breset\b|account/create|create-account", re.I
)
_NEW_ACCOUNT = re.compile(
    r"register|sign-?up|password|forgot|lost-?pass|account/create|create[-_]?account|createpost|account-?add"
    r"|/(?:api|rest|v\d+|store)(?:/[\w.-]+)*/(?:users|customers|accounts|members)/?$|member-?ship|registrier|registrati|inscription",
    re.I,
)


# Words of routes by query, hash and body. There an item's name may stand as well: so all words must belong to an act.
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMPANIONS = _words(
    "us our form forms send sent submit post add write create save new do product products item items"
    " customer customers user users page pages action ajax api rest index process php html aspx"
    " information info common module extension default store shop front controller list email mail my your"
    " a the to now here request ask confirm"
)
_SAYS_MESSAGE = _words(
    "gdpr contact contacts contactus feedback feedbacks complaint complaints complain enquiry enquiries"
    " inquiry inquiries message messages comment comments review reviews testimonial testimonials"
    " quotation question questions appointment appointments"
)
_SAYS_NEWSLETTER = _words(
    "newsletter newsletters newslettersubscribe subscribe subscriber subscribers unsubscribe subscription subscriptions"
)
_MAKES = _words("create new add register join open signup save insert")
_SAYS_WHO = _words("account accounts customer customers user users member members membership")
_SAYS_ACCOUNT = _words(
    "register registration registrations signup createaccount newaccount forgot forgotten lostpassword"
)
_ORDERING = _words("place submit complete confirm create process finalize finalise")
_ORDERED = _words("order orders purchase checkout payment payments sale transaction")
_PAYING = _words("add make create authorize authorise capture process execute")
_STEP_WORDS = _words(
    "shipping delivery address addresses billing method methods email customer coupon voucher item items"
    " line lines cart totals estimate guest contact information draft token session url"
)
_PASSWORD = re.compile(r"pass-?_?(?:word|wd|wrd|phrase)|\bpwd\b|passwort|kennwort|contrase|mot_?de_?passe", re.I)
_TEXT = re.compile(r"message|comment|enquiry|inquiry|feedback|review|question|^text$|^body$|nachricht", re.I)
_MAIL = re.compile(r"e-?mail", re.I)
_RATING = re.compile(r"^(?:.*[\[._-])?(?:rating|stars?|score|rate)\d?\]?$", re.I)
_ADDRESS = re.compile(
    r"post_?-?_?(?:al)?_?-?code|postcode|zip|street|address_?-?1|address_?line|^(?:.*[\[._-])?city\]?$", re.I
)


def orders(url: str, body: str = "") -> bool:
    """Whether sending this would, by its routes or body, place an order or pay."""
    said = _decoded(body)
    return any(_ORDER_PATH.search(route) for route in (_target(url), *query_routes(url), *_inner(body))) or bool(
        _ORDER_BODY.search(said) or _CARD_SENT.search(said)
    )


def _inner(body: str) -> tuple[str, ...]:
    """Addresses of the requests that a request carries in a batch."""
    if body.lstrip()[:1] not in ("{", "["):
        return ()
    return tuple(
        v for k, v in sent_fields(body) if k.rpartition(".")[2] in ("path", "url", "uri", "endpoint") and "/" in v
    )


def acts_by_reading(ask: Ask) -> str:
    """A password changed by opening an address; "" where it does nothing of the kind."""
    sent = [(k, v) for k, v in parse_qsl(parts_of(ask.url).query) if v]
    secret = any(_PASSWORD.search(k) for k, _ in sent) or (
        len(sent) >= 2 and any(_acts_account(words_of(r)) and "password" in words_of(r) for r in (path_of(ask.url),))
    )
    return ACCOUNT if secret else ""


def orders_by_reading(ask: Ask) -> bool:
    """Some shops place an order on a plain GET. A page that tells of ordering is no order."""
    target = _target(ask.url)
    pattern = _ORDER_LINK if ask.navigation and ask.main_frame else _ORDER_FETCH
    if ask.hop and pattern is _ORDER_LINK:
        pattern = _ORDER_HOP
    if pattern is _ORDER_FETCH and ask.resource not in ("xhr", "fetch"):
        return False
    return any(pattern.search(t) and not _TELLS.search(t) for t in (target, *query_routes(ask.url)))


def forbidden(ask: Ask) -> str:
    """Why a request that sends is never made, whatever the walk is about; "" where it names nothing of the kind."""
    if orders(ask.url, ask.body):
        return ORDER
    fields = sent_fields(ask.body, ask.content_type)
    changes = graphql_names(fields)
    if changes == ():
        return ""  # it only reads, by a method that sends
    acts = [words_of(name) for name in (*query_routes(ask.url), *(changes or action_names(fields)))]
    if any(_acts_order(words) for words in acts) and changes:
        return ORDER
    step = _is_buying(ask.url)
    buying = step or sum(bool(_ADDRESS.search(k)) for k, v in fields) >= 2
    if _sends_message(path_of(ask.url)) or any(_acts_message(w, buying) for w in acts) or _body_message(fields, buying):
        return MESSAGE
    if not buying and (_on_message_page(ask.page) or _asks_return(acts)):
        return MESSAGE
    if _sends_password(fields) or any(_acts_account(w) and not _names_buying(w) for w in acts):
        return ACCOUNT
    return ACCOUNT if _NEW_ACCOUNT.search(path_of(ask.url)) and not step else ""


def speaks_of_account(url: str) -> bool:
    """Whether a route of the address is that of a login, a new account, or a lost password."""
    return any(ACCOUNT_PATH.search(route) for route in (path_of(url), *query_routes(url)))


def _decoded(body: str) -> str:
    return unquote_plus(body)


def _target(url: str) -> str:
    parts = parts_of(url)
    return _decoded(parts.path + ("?" + parts.query if parts.query else ""))


def _is_buying(url: str) -> bool:
    """A step of cart or checkout, by any route."""
    segments = [part for part in path_of(url).split("/") if part]
    return any(_BUYING.fullmatch(part) for part in segments) or any(_BUYING_ROUTE.search(r) for r in query_routes(url))


def _names_buying(words: tuple[str, ...]) -> bool:
    return bool({"checkout", "cart", "basket"} & set(words))


def _sends_message(path: str) -> bool:
    """Whether the path is that of a contact form, a review, a newsletter. Not so the steps of a checkout ("review",
    "contact information") and an item whose name holds such a word."""
    segments = [part for part in path.split("/") if part]
    if any(_NEWSLETTER.search(part) for part in segments):
        return True
    if any(_BUYING.fullmatch(part) for part in segments):
        return False
    if len(segments) > 1 and _ITEM.fullmatch(segments[-2]) and not _MESSAGE.fullmatch(segments[-1].rstrip("s")):
        segments = segments[:-1]
    return any(_MESSAGE.search(part) for part in segments)


def _acts_message(words: tuple[str, ...], buying: bool) -> bool:
    named = set(words)
    if named & _SAYS_NEWSLETTER:
        return not named - _SAYS_NEWSLETTER - _COMPANIONS
    if buying or not named & _SAYS_MESSAGE:
        return False
    return not named - _SAYS_MESSAGE - _COMPANIONS


def _acts_account(words: tuple[str, ...]) -> bool:
    named = set(words)
    sign_up = any(a == "sign" and b == "up" for a, b in pairwise(words))
    lost = "password" in named and named & {"forgot", "forgotten", "lost", "reset", "recover", "recovery", "change"}
    says = bool(named & _SAYS_ACCOUNT) or sign_up or bool(lost) or bool(named & _MAKES and named & _SAYS_WHO)
    rest = (
        named
        - _SAYS_ACCOUNT
        - _MAKES
        - _SAYS_WHO
        - _COMPANIONS
        - {"sign", "up", "password", "reset", "lost", "recover", "change"}
    )
    return says and not rest


def _acts_order(words: tuple[str, ...]) -> bool:
    named = set(words)
    pays = bool(named & _PAYING) and bool(named & {"payment", "payments"})
    return bool((named & _ORDERING and named & _ORDERED) or pays) and not named & (_STEP_WORDS - {"cart"})


def _asks_return(acts: list[tuple[str, ...]]) -> bool:
    """A request to send goods back, filed in the customer's account."""
    return any({"return", "returns", "rma"} & set(w) and {"add", "save", "create", "submit"} & set(w) for w in acts)


def _on_message_page(page: str) -> bool:
    """The page that asks is one for messages: whatever is sent from there would be one."""
    if not page or _is_buying(page):
        return False
    return (_sends_message(path_of(page)) and not _shows_items(path_of(page))) or any(
        _acts_message(words_of(r), False) for r in query_routes(page)
    )


def _shows_items(path: str) -> bool:
    """Below a folder of items a name may hold any word."""
    return any(_ITEM.fullmatch(part) for part in path.split("/")[:-1])


def _sends_password(fields: tuple[tuple[str, str], ...]) -> bool:
    return any(v and _PASSWORD.search(k) for k, v in fields)


def _body_message(fields: tuple[tuple[str, str], ...], buying: bool) -> bool:
    """A text and who sends it, or a text and stars: a message or a review, wherever it goes."""
    if buying:
        return False
    typed = [k for k, v in fields if v.strip()]
    text = any(_TEXT.search(k) for k in typed)
    return text and (any(_MAIL.search(k) for k in typed) or any(_RATING.match(k) for k in typed))
