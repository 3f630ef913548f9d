"""What the demo shop sells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.demo.descriptions import DESCRIPTIONS
from casetrust_audit.demo.reviews import REVIEWS, Review


@dataclass(frozen=True, slots=True)
class Product:
    """`price` is in S$ with GST. `drawing` and `colour` choose the picture."""

    slug: str
    title: str
    category: str
    price: Decimal
    drawing: str
    colour: str
    contents: str
    was: Decimal | None = None
    sizes: tuple[str, ...] = ()
    size_label: str = ""
    in_stock: bool = True
    featured: bool = False
    overstated: bool = False
    """The product whose discount the defect "false-discount" overstates."""

    @property
    def path(self) -> str:
        return f"/products/{self.slug}"

    @property
    def description(self) -> tuple[str, ...]:
        """Paragraphs."""
        return DESCRIPTIONS.get(self.slug) or (
            f"{self.title}, made in a small lot for the shop and packed by hand in Tiong Bahru.",
            "Keep it in a cool and dry place. Questions about it are answered by the people who pack it.",
        )

    @property
    def reviews(self) -> tuple[Review, ...]:
        return REVIEWS.get(self.slug, ())

    @property
    def saving(self) -> int | None:
        """Whole per cent saved, rounded down; None where the product is not reduced."""
        return None if self.was is None else int((self.was - self.price) * 100 / self.was)

    @property
    def rating(self) -> Decimal | None:
        """Mean stars to one decimal; None without reviews."""
        return mean_stars(self.reviews)


def mean_stars(reviews: Sequence[Review]) -> Decimal | None:
    """To one decimal; None without reviews."""
    return (Decimal(sum(r.stars for r in reviews)) / len(reviews)).quantize(Decimal("0.1")) if reviews else None


@dataclass(frozen=True, slots=True)
class Category:
    slug: str
    title: str
    blurb: str

    @property
    def path(self) -> str:
        return f"/collections/{self.slug}"


CATEGORIES = (
    Category("coffee", "Coffee", "Nanyang roasts, drip bags and cold brew, roasted in Singapore every week."),
    Category("kaya-and-biscuits", "Kaya & biscuits", "Slow-cooked coconut jam, and biscuits baked to go with it."),
    Category("mugs-and-brewing", "Mugs & brewing", "Kopitiam cups, enamel mugs and the sock that started it all."),
)


_COFFEE, _PANTRY, _MUGS = (c.slug for c in CATEGORIES)

PRODUCTS = (
    Product(
        "nanyang-house-blend",
        "Nanyang House Blend",
        _COFFEE,
        Decimal("16.90"),
        "bag",
        "#7a3b1d",
        "250 g, robusta and arabica",
        sizes=("Whole beans", "Ground for sock brewing", "Ground for espresso"),
        size_label="Grind",
        featured=True,
    ),
    Product(
        "butter-roasted-robusta",
        "Butter-Roasted Robusta",
        _COFFEE,
        Decimal("14.50"),
        "bag",
        "#2f2019",
        "250 g, robusta",
        sizes=("Whole beans", "Ground for sock brewing"),
        size_label="Grind",
    ),
    Product(
        "kopi-o-drip-bags",
        "Kopi O Drip Bags",
        _COFFEE,
        Decimal("9.90"),
        "box",
        "#a0522d",
        "10 bags of 12 g",
        was=Decimal("12.90"),
        featured=True,
    ),
    Product("kopi-o-trial-pack", "Kopi O Trial Pack", _COFFEE, Decimal("3.90"), "box", "#c46a2b", "3 bags of 12 g"),
    Product(
        "single-origin-toraja",
        "Single Origin Toraja",
        _COFFEE,
        Decimal("24.00"),
        "bag",
        "#40513b",
        "200 g, arabica",
        sizes=("Whole beans", "Ground for filter"),
        size_label="Grind",
    ),
    Product(
        "cold-brew-concentrate",
        "Cold Brew Concentrate",
        _COFFEE,
        Decimal("15.50"),
        "bottle",
        "#3b2a20",
        "500 ml bottle",
        was=Decimal("25.00"),
        overstated=True,
        featured=True,
    ),
    Product(
        "gula-melaka-kaya", "Gula Melaka Kaya", _PANTRY, Decimal("7.90"), "jar", "#b5651d", "220 g jar", featured=True
    ),
    Product("pandan-kaya", "Pandan Kaya", _PANTRY, Decimal("7.90"), "jar", "#6b8e23", "220 g jar", featured=True),
    Product("kaya-twin-gift-box", "Kaya Twin Gift Box", _PANTRY, Decimal("18.80"), "box", "#6b8e23", "2 jars of 220 g"),
    Product("cream-crackers", "Charcoal-Baked Cream Crackers", _PANTRY, Decimal("5.60"), "tin", "#d2a45c", "300 g"),
    Product(
        "pineapple-tart-tin",
        "Pineapple Tart Tin",
        _PANTRY,
        Decimal("26.80"),
        "tin",
        "#d99a00",
        "24 tarts, about 480 g",
        in_stock=False,
    ),
    Product(
        "almond-kopi-biscuits",
        "Almond Kopi Biscuits",
        _PANTRY,
        Decimal("8.00"),
        "tin",
        "#8b5a2b",
        "200 g",
        was=Decimal("10.00"),
    ),
    Product(
        "kopitiam-cup-and-saucer",
        "Kopitiam Cup & Saucer",
        _MUGS,
        Decimal("13.90"),
        "mug",
        "#2e6f57",
        "180 ml, porcelain",
        featured=True,
    ),
    Product(
        "enamel-travel-mug",
        "Enamel Travel Mug",
        _MUGS,
        Decimal("22.00"),
        "mug",
        "#1f4e79",
        "enamelled steel",
        sizes=("350 ml", "500 ml"),
        size_label="Size",
    ),
    Product("brewing-sock", "Cotton Brewing Sock", _MUGS, Decimal("6.50"), "sock", "#c9b89a", "16 cm ring, cotton"),
    Product(
        "kopi-starter-set",
        "Kopi Starter Set",
        _MUGS,
        Decimal("48.00"),
        "box",
        "#7a3b1d",
        "pot, sock, 250 g coffee, 2 cups",
    ),
)

GIFT_CARDS = {
    name: Product(
        name, "Kopi & Kaya Gift Card", _PANTRY, Decimal("50.00"), "box", "#2e6f57", "printed card", featured=True
    )
    for name in ("gift-card-without-terms", "gift-card-with-terms")
}
"""The gift card, by the switch that puts it on sale; its description says what else is said of it."""

BY_SLUG = {p.slug: p for p in (*PRODUCTS, *GIFT_CARDS.values())}
