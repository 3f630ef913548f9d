"""Whether orders are taken online, and what a shop says of confirming them. Only an order could show it done."""

from __future__ import annotations

import re

from casetrust_audit.facts.passages import Passage, passages, ref
from casetrust_audit.facts.policies import distinct
from casetrust_audit.facts.prices import adder
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.shop import Shop, spread
from casetrust_audit.model.fact import Fact, Kind, Known
from casetrust_audit.text.phrases import phrases

PROMISES = ("denied", "itemised", "by-mail", "mention")
"""In the order in which they count; the first that is found is told."""
NEXT = 2
"""What a confirmation holds may be said so many sentences further on."""

_MAIL = re.compile(r"\be-?mail(?:ed)?\b|\binbox\b|邮件|电邮|郵件|电子邮|\be-?mel\b|மின்னஞ்சல்")
_ITEMISED = re.compile(
    r"\b(?:lists?|listing|shows?|showing|contains?|containing|includ\w+|with|of) (?:\w+ ){0,4}?(?:items?|details?|"
    r"prices?|summary|breakdown|amounts?|invoice|receipt)\b|\bwhat you (?:have )?(?:bought|ordered)\b|\bitemi[sz]ed\b"
    r"|\btax invoice\b|订单详情|商品明细|butiran pesanan"
)
_DENIED = re.compile(
    r"\b(?:do|does|will|can) ?(?:not|n't) (?:send|issue|provide|give|e-?mail)\b[^.;]{0,30}\b(?:order )?confirmations?\b"
    r"(?![^.;]{0,40}\b(?:but|except|other than|only|unless|until|before|twice|again|by (?:post|mail|fax|sms|letter|"
    r"phone|"
    r"courier)|on paper|to (?:any(?:one|body)|others?|third))\b)|"
    r"(?:不会?|不會|不再|没有|沒有)(?:发送|發送|提供|寄送|寄|发|發)[^。]{0,6}(?:确认|確認)|\btidak (?:akan "
    r")?(?:meng)?hantar[^.;]{0,24}"
    r"\bpengesahan\b|\bno (?:order |e-?mail )?confirmations?(?: e-?mails?)? (?:is|are|will be) (?:sent|issued|given)\b"
    r"|\borders? (?:is|are|will) not (?:be )?confirmed\b(?! until| unless| before)"
)
_IF = re.compile(r"\b(?:if|when|should|in case|until|unless|in the event|where)\b[^.;]{0,60}$")


@fact("orders.taken_online", Kind.BOOL, "Goods can be put into a cart, or ordered, on the shop's own pages.")
def taken_online(shop: Shop) -> Fact | NotFound:
    """By a button to buy, whether or not a variant must be chosen first, or by a cart or checkout that was met."""
    refs = []
    for page in shop.pages:
        if (button := adder(page)) is not None:
            refs.append(shop.ref(page, button.text, button.selector, button.box))
        elif page.role in ("cart", "checkout"):
            refs.append(shop.ref(page, page.capture.title))
        else:
            shut = next((b for b in page.reading.buttons if b.visible and phrases("add-to-cart").any(b.text)), None)
            if shut is not None:
                refs.append(shop.ref(page, shut.text, shut.selector, shut.box))
    if refs:
        return Known(True, spread(refs))
    return NotFound(shop.refs(shop.crawled), ("add to cart", "checkout"))


@fact("orders.confirmation", Kind.CHOICE, "What the shop says of confirming an order, at its best.", choices=PROMISES)
def confirmation(shop: Shop) -> Fact | NotFound:
    """denied: none is sent; itemised: with what was bought; by-mail: by e-mail; mention: spoken of without how."""
    pages = distinct(shop)
    told = passages(shop, pages)
    found: dict[str, list[Passage]] = {}
    for number, passage in enumerate(told):
        if promise := _promise(passage, told[number + 1 : number + 1 + NEXT]):
            found.setdefault(promise, []).append(passage)
    for promise in PROMISES:
        if promise in found:
            return Known(promise, spread(ref(shop, p) for p in found[promise]))
    return NotFound(shop.refs(pages[:40]), ("order confirmation", "confirmation e-mail", "confirmed by e-mail"))


def _promise(passage: Passage, following: tuple[Passage, ...]) -> str:
    """One of PROMISES, or "" for a sentence that says nothing of it."""
    text = passage.folded
    denied = _DENIED.search(text)
    if denied and not _IF.search(text[: denied.start()]):
        return "denied"
    if not phrases("order-confirmation").any(passage.text):
        return ""
    after = [p.folded for p in following if p.page is passage.page and p.section == passage.section]
    if any(_ITEMISED.search(t) for t in (text, *(a for a in after if "confirmation" in a or "receipt" in a))):
        return "itemised"
    return "by-mail" if _MAIL.search(text) else "mention"
