"""Product texts of the demo shop, as paragraphs."""

from __future__ import annotations

DESCRIPTIONS: dict[str, tuple[str, ...]] = {
    "nanyang-house-blend": (
        "Our everyday kopi: seven parts Indonesian robusta for body, three parts arabica from Doi Chaang for a softer "
        "finish. We roast it dark with a little sugar and margarine, the way kopitiams have done since the 1920s, and "
        "pack it within a day of roasting.",
        "Brew 20 g with 200 ml of water just off the boil, steep for four minutes in a cotton sock and pull it twice. "
        "Serve black with sugar, or with condensed milk. Contains milk. Keeps twelve weeks in the closed bag.",
    ),
    "butter-roasted-robusta": (
        "Whole robusta from Lampung, Sumatra, tossed with butter and caramelised sugar at the end of a dark roast. "
        "The sugar coats each bean with a thin shell that gives the cup its gloss, its caramel smell and the thick "
        "texture that people here call gao.",
        "It is strong: start with 15 g for 200 ml. Best in a sock or a moka pot; the oils block paper filters. "
        "Contains milk. Keeps ten weeks in the closed bag, away from light and heat.",
    ),
    "kopi-o-drip-bags": (
        "Ten single cups of black kopi without any equipment. Each bag holds 12 g of our house blend, ground a little "
        "coarser and sealed under nitrogen, and hangs on the rim of any cup by two paper ears.",
        "Pour 150 ml of hot water in three rounds, wait until it has dripped through, and add sugar if you like. "
        "No milk, no additives beyond the roast itself. Made for offices, hotel rooms and early flights. Keeps nine "
        "months in the closed box.",
    ),
    "kopi-o-trial-pack": (
        "Three drip bags of our house blend for those who want to try before they buy a whole box. The coffee, the "
        "grind and the bag are the same as in the box of ten; only the carton is smaller and fits through a letter "
        "box slot.",
        "Hang one bag on a cup, pour 150 ml of hot water in three rounds and let it drip. It makes a good small "
        "present as well. No milk inside. Keeps nine months in the closed carton.",
    ),
    "single-origin-toraja": (
        "Washed arabica grown between 1,400 and 1,800 metres in the Toraja highlands of Sulawesi, bought from one "
        "growers' cooperative whose name and harvest month are printed on every bag. A medium roast without sugar or "
        "butter, made for filter and French press.",
        "Expect cocoa, dried orange peel and a gentle spice, with a heavy body and low acidity. We roast small lots "
        "on Tuesdays and sell nothing older than three weeks. Keeps twelve weeks in the closed bag.",
    ),
    "cold-brew-concentrate": (
        "House blend steeped for eighteen hours in cold filtered water, then pressed and bottled in our kitchen. "
        "Slow, cold brewing leaves most of the bitterness behind and keeps the caramel of the roast, so that many "
        "people need no sugar at all.",
        "Mix one part with three parts of cold milk, water or coconut water. The bottle makes about sixteen glasses. "
        "Shake before use. Unopened it keeps eight weeks in the fridge; once opened drink it within fourteen days.",
    ),
    "gula-melaka-kaya": (
        "Coconut jam stirred for five hours over a low flame with fresh eggs, coconut milk pressed the same morning "
        "and smoky gula melaka from Malacca. The colour is a deep brown, from the palm sugar and the long cooking "
        "alone: we add no caramel and no preservative.",
        "Spread it thickly on toast with a slice of cold butter, or stir a spoonful into porridge. Contains egg. Keep "
        "it in the fridge and finish it within three weeks of opening.",
    ),
    "pandan-kaya": (
        "The green sister of our kaya: the same eggs and the same fresh coconut milk, cooked with cane sugar and the "
        "juice of pandan leaves that we blend and strain ourselves. The green is pale, for it comes from the leaves "
        "and not from a bottle.",
        "It is lighter and more fragrant than the gula melaka kaya and goes well with cream crackers. Contains egg. "
        "Keep it in the fridge and finish it within three weeks of opening.",
    ),
    "kaya-twin-gift-box": (
        "One jar of gula melaka kaya and one of pandan kaya in a sturdy card box with a paper band, ready to hand "
        "over. Inside lies a card with three family recipes: kaya toast for a crowd, kaya puffs and a steamed kaya "
        "pudding that needs no oven.",
        "Both jars hold 220 g and are sealed the day they are cooked. Contains egg. Keep the jars in the fridge and "
        "finish each within three weeks of opening. The box can be recycled.",
    ),
    "cream-crackers": (
        "Plain crackers with many thin layers, baked over charcoal by a family bakery in Jurong that has used the "
        "same brick oven for forty years. They are crisp and barely salted, with a light smoky edge, and stand up to "
        "a dip in hot kopi.",
        "Eat them with kaya, with cheese or on their own. Made from wheat flour, palm oil, yeast and salt. Contains "
        "gluten; may contain traces of sesame. Keeps six months in the closed packet.",
    ),
    "pineapple-tart-tin": (
        "Twenty-four round tarts with a buttery crust and an open crown of pineapple jam. We grate ripe Malaysian "
        "pineapples by hand and cook them down with cinnamon, cloves and only a little sugar until the jam holds its "
        "shape, and bake in small trays so that every tart is even.",
        "The tin is sealed with tape and lined with paper. Contains wheat, milk and egg. Keeps six weeks in a cool, "
        "dry place. Baked in seasons, mostly before the festive months.",
    ),
    "almond-kopi-biscuits": (
        "Thin, crunchy biscuits with whole almonds and finely ground house blend in the dough. They are baked twice, "
        "like biscotti, but sliced as thin as a coin so that they snap instead of breaking teeth. Not very sweet, and "
        "rather hard to stop eating.",
        "The tin holds about thirty-five biscuits and closes tightly. Contains wheat, egg, milk and almonds, and as "
        "much caffeine as half a cup of kopi. Keeps three months after opening if the lid is on.",
    ),
    "kopitiam-cup-and-saucer": (
        "The thick white cup with the green flowers that everyone here knows, made of porcelain fired twice and "
        "printed under the glaze, so that the pattern does not wash off. The heavy wall keeps kopi hot; the saucer is "
        "deep enough to cool it in, as old men do.",
        "Holds 180 ml to the rim. Safe in the dishwasher and the microwave. New, made in Selangor, sold one by one "
        "with its saucer and packed in moulded paper.",
    ),
    "enamel-travel-mug": (
        "A light mug of steel with three coats of enamel, in the deep blue of old kopitiam signs and with a rolled "
        "steel rim. It does not mind tent pegs, office pantries or open fire, and weighs less than half as much as a "
        "cup of porcelain.",
        "Choose 350 ml or 500 ml; the price is the same. Wash by hand and do not use it in the microwave. Small marks "
        "from firing on the rim are normal. New goods, made in Johor.",
    ),
    "brewing-sock": (
        "The cloth filter at the heart of kopi: a long sock of unbleached cotton flannel, double-stitched to a steel "
        "ring of 16 cm with a wooden handle. It lets through the oils that paper holds back, which is why sock-brewed "
        "kopi feels so full in the mouth.",
        "Rinse it in hot water before first use and after every brew, never with soap, and dry it in the air. With "
        "daily use it lasts about three months. Fits pots of two litres and smaller.",
    ),
    "kopi-starter-set": (
        "Everything for the first pull at home: a long-spouted steel pot of 1.2 litres, a cotton brewing sock with a "
        "steel ring, 250 g of house blend ground for the sock, and two kopitiam cups with their saucers. A leaflet "
        "explains brewing and pulling step by step, with pictures.",
        "Bought one by one the parts would come to more than the set. All parts are new. The coffee contains milk and "
        "keeps twelve weeks. Packed in a recyclable carton with moulded paper.",
    ),
}

_GIFT_CARD = (
    "A morning at the kopitiam for somebody you like: a card of thick green paper in an envelope of its own, with room "
    "for a few words by hand. It is worth what is printed on it, for coffee, kaya, biscuits and mugs alike, and makes "
    "a small present for birthdays, for teachers and for hosts.",
)
DESCRIPTIONS["gift-card-without-terms"] = _GIFT_CARD
DESCRIPTIONS["gift-card-with-terms"] = (
    *_GIFT_CARD,
    "The gift card is valid for 24 months from the day you buy it and can be used in several orders. Unused cards are "
    "refunded to the original payment method within 14 days. You receive a receipt with the number of the card by "
    "e-mail at once.",
)
