"""Reviews the demo shop shows; praise and blame, dated by how many days ago they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Review:
    name: str
    stars: int
    days_ago: int
    text: str
    verified: bool = True

    def dated(self, today: date) -> date:
        return today - timedelta(days=self.days_ago)


REVIEWS: dict[str, tuple[Review, ...]] = {
    "nanyang-house-blend": (
        Review("Mei Lin T.", 5, 12, "Tastes like the stall below my old block. I brew it with evaporated milk."),
        Review("Suresh K.", 4, 31, "Good body and not sour at all. The zip of the bag could be sturdier."),
        Review("Farah A.", 5, 58, "Third bag already. Roast date on the label was four days before it came."),
        Review("Daniel O.", 2, 77, "Too dark for me, I should have read the roast level first."),
    ),
    "butter-roasted-robusta": (
        Review("Ah Hock L.", 5, 20, "Proper kopi gao. My father approved, and he approves of nothing."),
        Review("Priya N.", 3, 66, "Strong and smooth, though the grind clogged my paper filter."),
    ),
    "kopi-o-drip-bags": (
        Review("Jasmine W.", 4, 9, "Handy for the office. One bag makes a small cup, so I use two."),
        Review("Hafiz R.", 5, 44, "Easier than the sock and nearly as good."),
    ),
    "single-origin-toraja": (Review("Rachel G.", 4, 25, "Cocoa and a little spice. Dear, but worth it at weekends."),),
    "cold-brew-concentrate": (
        Review("Benjamin Y.", 5, 15, "One part to three parts cold milk, done. Kept well for two weeks."),
        Review("Nur Aisyah M.", 3, 40, "Nice taste, but the cap leaked a little in the box."),
    ),
    "gula-melaka-kaya": (
        Review("Serene C.", 5, 7, "You can taste the palm sugar. Gone in a week."),
        Review("Gopal V.", 4, 29, "Smooth and not too sweet. I wish the jar were bigger."),
        Review("Lydia P.", 4, 51, "Lovely on the cream crackers. Keep it in the fridge as the label says."),
    ),
    "pandan-kaya": (
        Review("Wei Jie S.", 5, 18, "Real pandan, no green colouring on my toast."),
        Review("Amanda F.", 2, 36, "Arrived a day late and a bit runny, although the flavour was fine."),
    ),
    "cream-crackers": (Review("Kumar D.", 4, 47, "Crisp, with a smoky edge. Two crackers were broken."),),
    "pineapple-tart-tin": (
        Review("Grace H.", 5, 95, "Bought for New Year, finished before New Year."),
        Review("Iskandar J.", 4, 90, "Buttery, and the filling is not cloying."),
    ),
    "kopitiam-cup-and-saucer": (
        Review("Charmaine Q.", 5, 22, "The thick rim makes the difference. Packed very well."),
        Review("Vincent E.", 4, 63, "Smaller than I thought, but that is the right size for kopi."),
    ),
    "enamel-travel-mug": (Review("Zhi Hao B.", 3, 33, "Good looking, but it gets hot to hold."),),
    "kopi-starter-set": (
        Review("Michelle I.", 5, 14, "Gave it to a friend who moved abroad. She cried a little."),
        Review(
            "Rajesh U.", 4, 70, "All you need is in the box. The leaflet explains the pulling well.", verified=False
        ),
    ),
}

_RECYCLED = (
    "Bought this twice already and will buy it again, my whole family loves it very much.",
    "Exactly as described, came well packed and earlier than I had hoped for.",
    "The best I have had in years, I tell all my friends about this shop.",
    "Great quality for the price, you can tell that they care about what they make.",
    "A perfect gift, my mother was so happy with it that she asked for another one.",
)
_BORROWED = (
    "Alex", "Bee Leng", "Chandra", "Doris", "Eng Soon", "Fatimah", "Gopal", "Hui Min", "Ismail", "Jia Hui", "Kavita",
    "Linda", "Muthu", "Nurul", "Oliver", "Peck Hoon", "Qi En", "Rohani", "Siti", "Teck Wah", "Uma", "Victor", "Wati",
)  # fmt: skip
"""Names under which the same words are used again: each product begins elsewhere in the row."""


def recycled(number: int) -> tuple[Review, ...]:
    """The praise that the product of that number shares with all others, under names of its own."""
    return tuple(
        Review(
            _BORROWED[(5 * number + at) % len(_BORROWED)], 5, 8 + (17 * number + 31 * at) % 240, text, verified=False
        )
        for at, text in enumerate(_RECYCLED)
    )
