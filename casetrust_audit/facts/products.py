"""What product pages tell about the product: words, details, pictures, choices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from casetrust_audit.facts.characteristics import characteristics
from casetrust_audit.facts.registry import NotFound, fact
from casetrust_audit.facts.sentences import by_url, in_other_card, key, own_blocks, title_of, words
from casetrust_audit.facts.shop import Shop
from casetrust_audit.facts.variants import families
from casetrust_audit.model.capture import Page
from casetrust_audit.model.fact import Fact, FieldType, Kind, Known, Subject, Unknown
from casetrust_audit.model.reading import Button, Field, Image, Link, TextBlock
from casetrust_audit.text.amounts import without_amounts
from casetrust_audit.text.normalise import fold, normalise
from casetrust_audit.text.phrases import phrases
from casetrust_audit.text.urls import same_site

PICTURE_SIDE = 100
FRAME_TEXT = 80
"""Only short text is a price or a label to press; longer text describes."""
FEWEST_WORDS = 5
PROSE = 15
LONGEST_ADD = 40
"""Characters of a link that puts something into the cart; longer ones tell of it."""
"""Words of a text that describes."""
NEARLY_ALL = 0.9
"""Share of the products on whose pages the shop's frame stands at least."""
_DETAIL_TAGS = frozenset({"td", "dd", "li"})
_DETAIL = re.compile(r"^[^:：]{2,40}[:：]\s*\S")
_NOT_DESCRIPTION = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "button", "label", "legend", "th", "a", "summary"})
_QUANTITY = re.compile(r"\b(qty|quantity|menge|jumlah|kuantiti)\b|数量")
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:no[_-]?(?:image|img|photo|picture|pic)|image[_-]?not|coming[_-]?soon|placeholder)"
)
"""Names of files that stand where there is no picture."""
_NO_CHOICE = re.compile(r"\b(country|currency|language|sort|search|rating|email|newsletter)\b")


@fact(
    "products.pages",
    Kind.SUBJECTS,
    "Product pages as a shopper meets them, one a product.",
    fields={
        "named": FieldType(Kind.BOOL, doc="has a visible product name"),
        "words": FieldType(Kind.INT, doc="words of description, own to this page"),
        "details": FieldType(
            Kind.INT,
            doc="lines of specification (table cells, list items, 'label: value'), or what sentences tell of measures, "
            "material, origin, contents, care",
        ),
        "pictures": FieldType(Kind.INT, doc="visible pictures of the product"),
        "unlabelled_choices": FieldType(Kind.INT, doc="selects for a variant that say nothing of what is chosen"),
    },
)
def product_pages(shop: Shop) -> Fact | NotFound:
    """A page that only names an item which another describes (its reviews, its questions) is not the product's page."""
    groups = by_url(shop.by_role("product", layout="desktop"))
    if not groups:
        return Unknown("no product page was read")
    products = families(groups)
    repeated = _repeated(shop, products)
    series = _of_a_series(shop, products)
    stand_ins = _stand_ins(groups, products)
    subjects = tuple(_subject(shop, group, repeated, series, stand_ins) for group in _by_product(groups.values()))
    told = {fold(s.label) for s in subjects if not _only_names(s)}
    subjects = tuple(s for s in subjects if not _only_names(s) or fold(s.label) not in told)
    return Known(subjects, tuple(e for s in subjects for e in s.evidence[:1]))


def _only_names(subject: Subject) -> bool:
    """Whether the page says next to nothing of the item that it names."""
    said, details = subject.fields["words"], subject.fields["details"]
    return isinstance(said, int) and said < FEWEST_WORDS and details == 0


def add_buttons(page: Page) -> tuple[tuple[str, bool, str], ...]:
    """Visible add-to-cart buttons of the page's own product, and links that play one: text, enabled, selector."""
    adds = phrases("add-to-cart")
    offered: list[tuple[Button | Link, bool]] = [(b, not b.disabled) for b in page.reading.buttons]
    offered = [(b, live) for b, live in offered if b.visible and adds.any(b.text)]
    offered += [(a, True) for a in adding_links(page)]
    return tuple(
        (b.text, enabled, b.selector)
        for b, enabled in offered
        if b.area not in ("header", "nav", "footer") and not in_other_card(page, b.selector, b.box)
    )


def adding_links(page: Page) -> tuple[Link, ...]:
    """Visible links that play the button to add something to the cart."""
    adds = phrases("add-to-cart")
    return tuple(
        a
        for a in page.reading.links
        if a.visible and len(a.text) <= LONGEST_ADD and adds.any(a.text) and _stays(a.href, page.url)
    )


def _stays(href: str, url: str) -> bool:
    """A link that a script answers, or to an address of the shop that is not the page itself: to buy elsewhere is not
    to buy here."""
    return not href.startswith("http") or (same_site(href, url) and (key(href) != key(url) or "#" in href))


def choices(page: Page) -> tuple[Field, ...]:
    """Visible fields a variant is chosen with."""
    found = []
    for field in page.reading.fields():
        name = fold(f"{field.label} {field.name} {field.group} {field.placeholder}")
        several = len(field.options) >= 2 or field.type in ("radio", "listbox")
        if (
            field.visible
            and several
            and not _QUANTITY.search(name)
            and not _NO_CHOICE.search(name)
            and not _counts_up(field)
        ):
            found.append(field)
    return tuple(found)


def _counts_up(field: Field) -> bool:
    return bool(field.options) and all(o.text.strip().isdigit() for o in field.options[:3])


def _repeated(shop: Shop, products: dict[str, str]) -> frozenset[str]:
    """Texts of the shop's frame, which describe no product: they stand on the pages of two products. Where there are
    no two, those on two addresses, save in a product's tile: a list may repeat what its page says."""
    groups = by_url(shop.by_role("product", layout="desktop"))
    several = len(set(products.values())) > 1
    told: set[tuple[str, str]] = set()
    for url, group in (groups if several else by_url(shop.crawled)).items():
        page = group[0]
        blocks = (b for b in page.reading.blocks if url in groups or not in_other_card(page, b.selector, b.box))
        told.update((fold(b.text), products.get(url, url)) for b in blocks)
    counts = Counter(text for text, _ in told)
    return frozenset(text for text, number in counts.items() if number > 1)


def _of_a_series(shop: Shop, products: dict[str, str]) -> frozenset[str]:
    """Longer texts on the pages of several products, not of nearly all: the shop's frame stands on all, and what some
    have in common may well describe each of them."""
    groups = by_url(shop.by_role("product", layout="desktop"))
    told = {
        (fold(b.text), products[url])
        for url, group in groups.items() for b in own_blocks(group[0]) if words(b.text) >= PROSE
    }  # fmt: skip
    most = NEARLY_ALL * len(set(products.values()))
    return frozenset(text for text, number in Counter(text for text, _ in told).items() if 1 < number < most)


def _by_product(groups: Iterable[tuple[Page, ...]]) -> list[tuple[Page, ...]]:
    """Captures of one product together: of the same name at the same place, whatever the query or the category."""
    found: dict[tuple[str, str], tuple[Page, ...]] = {}
    for group in groups:
        name, url = fold(title_of(group[0])), group[0].url
        product = (name, url.split("?", maxsplit=1)[0]) if name else (url, "")
        found[product] = (*found.get(product, ()), *group)
    return list(found.values())


def _stand_ins(groups: dict[str, tuple[Page, ...]], products: dict[str, str]) -> frozenset[str]:
    """Pictures that show no product: the main one of two products, or one on the pages of all of several. Shops put
    the same drawing wherever they have no picture."""
    shown: dict[str, set[str]] = {}
    main: dict[str, set[str]] = {}
    for url, group in groups.items():
        pictures = [
            (i.box[2] * i.box[3], _address(i.src)) for p in group for i in p.reading.images if _is_picture(p, i)
        ]
        for _, src in pictures:
            shown.setdefault(src, set()).add(products[url])
        if pictures:
            main.setdefault(max(pictures)[1], set()).add(products[url])
    every = len(set(products.values()))
    return frozenset(
        src for src, of in shown.items() if len(of) > 1 and (len(of) == every or len(main.get(src, ())) > 1)
    )


def _address(src: str) -> str:
    return src.partition("?")[0] if not src.startswith("data:") else src


def _is_picture(page: Page, image: Image) -> bool:
    return image.visible and min(image.box[2:]) >= PICTURE_SIDE and not in_other_card(page, "", image.box)


def _subject(
    shop: Shop, group: tuple[Page, ...], repeated: frozenset[str], series: frozenset[str], stand_ins: frozenset[str]
) -> Subject:
    page = max(group, key=lambda p: p.reading.settled)
    name = title_of(page)
    texts = _description(page, name, repeated)
    told = sum(words(b.text) for b in texts)
    details = sum(b.tag in _DETAIL_TAGS or bool(_DETAIL.match(b.text)) for b in texts)
    details = max(details, characteristics(b.text for b in texts if words(b.text) >= FEWEST_WORDS))
    pictures = sum(
        _is_picture(page, i) and _address(i.src) not in stand_ins and not _NO_PICTURE.search(_address(i.src).lower())
        for i in page.reading.images
    )
    # A page still changing, or cut short, may hold more than was read: little seen then proves nothing.
    doubt = (
        "" if page.reading.settled and not page.reading.truncated else "the page was still changing when it was read"
    )
    if any(fold(b.text) in series for b in own_blocks(page)):
        alike = "what is said of it is said of other products too"
    else:
        alike = doubt
    unlabelled = sum(not _says_what(f) for f in choices(page))
    return Subject(
        name or page.url,
        {
            "named": bool(name),
            "words": Unknown(alike) if alike and told < 40 else told,
            "details": Unknown(alike) if alike and not details else details,
            "pictures": Unknown(doubt) if doubt and not pictures else pictures,
            "unlabelled_choices": unlabelled,
        },
        tuple(shop.ref(p, texts[0].text if texts else name) for p in group),
    )


def _description(page: Page, name: str, repeated: frozenset[str]) -> list[TextBlock]:
    """Text about this product alone; text in closed tabs counts, for a shopper can open them."""
    seen = set(own_blocks(page))
    kept = []
    for block in page.reading.blocks:
        hidden_tab = not block.visible and block.area == "main" and not in_other_card(page, block.selector, block.box)
        text = fold(block.text)
        if (
            (block in seen or hidden_tab)
            and block.tag not in _NOT_DESCRIPTION
            and text != fold(name)
            and text not in repeated
            and not (len(text) <= FRAME_TEXT and (_only_price(text) or phrases("add-to-cart").any(text)))
        ):
            kept.append(block)
    return kept


def _only_price(text: str) -> bool:
    rest = without_amounts(text)
    return words(rest) < 2 and rest != normalise(text)


def _says_what(field: Field) -> bool:
    first = field.options[0].text if field.options and not field.options[0].value else ""
    return bool(field.label.strip() or field.group.strip() or words(first) or words(field.context))
