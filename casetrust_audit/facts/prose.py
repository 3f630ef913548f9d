"""What of a page is its own prose, and what of it is a template's filler that nobody has written over."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casetrust_audit.facts.audience import for_shoppers
from casetrust_audit.facts.passages import Passage, passages, per_shop, word_count
from casetrust_audit.facts.sentences import inside
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import Form
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.urls import canonical_key

REPEATED = 2
"""Other pages that show a sentence too, from which on it is a side box and not the page's own."""
_SENTENCE_WORDS = 8
"""Words from which a line inside a form is a sentence and not a label."""
_REPEATS_POLICIES = ("product", "cart", "checkout")
"""Roles of pages that may well repeat a policy's own words."""

_BLANK = re.compile(
    r"\[(?:[^\]]{0,40}\b(?:insert|your|company|name|e-?mail|address|date|website|store|business|phone|link|contact|"
    r"add|list|specify|number|days?|x+)\b"
    r"[^\]]{0,60})\]|\[\[|\{\{|<(?:insert|your|company)[^>]{0,40}>|\blorem ipsum|\bdolor sit amet|"
    r"\byour (?:company|store|business|shop) name\b|\bxxx+\b|\b(?:company|website|store)[_ ](?:name|url)\b|_{5,}|"
    r"\binsert [a-z ]{0,20}here\b",
    re.I,
)
_ASKS_FOR_TEXT = re.compile(
    r"^\W*(?:please )?(?:put|add|enter|write|type|paste|place|insert|replace|edit|fill in)\b[^.!?]{0,30}\b(?:your|"
    r"this|own|"
    r"some)\b[^.!?]{0,30}\b(?:text|content|copy|paragraph|words)\b[^.!?]{0,40}[.!]?$|"
    r"^\W*(?:please )?(?:put|add|write|insert|place|describe|explain)\b[^.!?]{0,50}\b(?:policy|terms|returns|details)\b"
    r"[^.!?]{0,30}\bhere\b|"
    r"\byour (?:text|content|copy) goes\b|\b(?:sample|dummy|placeholder|filler) (?:text|content|copy|paragraph)\b|"
    r"^\W*suggested text\b|\bthis is (?:a |an |your )?(?:sample|example|placeholder|default|demo|dummy) (?:text|page|"
    r"policy|"
    r"paragraph|content|store|product)\b|\bclick (?:here )?to (?:edit|add) (?:this|your|some|me|text|content)\b|"
    r"\bdouble[- ]click (?:here|me|to)\b|^\W*(?:[\w']+ ){0,5}(?:coming soon|under construction)\W*$|"
    r"\bi'?m a (?:paragraph|(?:\w+ ){0,3}policy)\b|\bgreat place to (?:let|add|write|tell)\b|"
    r"在此处?(?:输入|填写|添加|编辑)|^请(?:输入|填写|添加)[^。]{0,8}(?:内容|文字|政策)|示例(?:文字|文本|内容)|"
    r"^敬请期待|"
    r"\bmasukkan (?:teks|kandungan)\b",
    re.I,
)


def unfilled(text: str) -> str:
    """The words by which a template asks to be filled ("[Company Name]", "Put your text here"); "" where none."""
    found = _BLANK.search(text) or _ASKS_FOR_TEXT.search(text)
    return found[0] if found else ""


def own_words(shop: Shop, page: Page) -> int:
    """Words of the sentences that are the page's own: not its headings, labels of a form, other items' cards, side
    boxes that other pages show too, or a template's filler."""
    return sum(word_count(p.text) for p in _own(shop, page))


def _own(shop: Shop, page: Page) -> tuple[Passage, ...]:
    shown = passages(shop, [page])
    main = [p for p in shown if p.block.area == "main"] or list(shown)
    others = _repeated(shop)
    here = canonical_key(page.url)
    forms = [f for f in page.reading.forms if f.visible and len(f.fields) > 1]
    cards = [c for c in page.reading.cards if c.visible]
    return tuple(
        p
        for p in main
        if not p.is_heading
        and for_shoppers(p)
        and len(others.get(p.folded, frozenset()) - {here}) < REPEATED
        and not (word_count(p.text) < _SENTENCE_WORDS and any(_in_form(p, form) for form in forms))
        and not any(inside(p.block.selector, p.block.box, c.selector, c.box) for c in cards)
        and not unfilled(p.text)
    )


@per_shop
def _repeated(shop: Shop) -> Mapping[str, frozenset[str]]:
    """Addresses of the pages that show a sentence, by the folded sentence."""
    found: dict[str, set[str]] = {}
    for page in shop.crawled:
        if page.role not in _REPEATS_POLICIES:
            for passage in passages(shop, [page]):
                found.setdefault(passage.folded, set()).add(canonical_key(page.url))
    return {text: frozenset(keys) for text, keys in found.items()}


def _in_form(passage: Passage, form: Form) -> bool:
    return passage.block.selector.startswith(form.selector + " > ") or (
        bool(fold(form.text)) and passage.folded in fold(form.text)
    )
