"""Words before and behind an amount that make it a former price or the lowest of several."""

from __future__ import annotations

import re

WAS = re.compile(
    r"(?:\b(?:was|u\.? ?p\.?|r\.?r\.?p\.?|m\.?s\.?r\.?p\.?|(?:usual|original|regular|list|retail|normal|old)"
    r"(?: retail)? price|usual|before|harga (?:asal|asli|biasa|normal|awal|lama|coret)"
    r"|m\.?r\.?p\.?(?: price)?|maximum retail price|comp(?:arable|\.)? value"
    r"|compared? (?:at|to)(?: price)?"
    r"|uvp|statt|bisher|vorher|früher(?:er preis)?|unverb(?:indliche|\.) preisempf(?:ehlung|\.)"
    r"|(?:original|streich|laden)preis"
    r"|alter preis|prezzo (?:di listino|originale|precedente|consigliato|iniziale)|anziché|invece di"
    r"|au lieu de|prix (?:conseillé|initial|d'origine|barré|public|de référence|habituel)"
    r"|precio (?:anterior|original|de lista|normal|habitual|regular|sin descuento)|antes|pvpr|"
    r"preço (?:anterior|original|normal|de tabela)|(?:advies|winkel)prijs|oude prijs|cena (?:regularna|katalogowa)"
    r"|(?:původní|běžná|pôvodná|bežná|doporučená|odporúčaná|stara|redna|redovna) (?:cena|cijena)"
    r"|(?:ord(?:inarie)?|tidigare|tidligere|normal|rek|veil|vejl)\.? ?pris|førpris|normaalihinta|ovh"
    r"|(?:tava|alg|vana ?)hind|(?:parastā|vecā|sākotnējā) cena|(?:įprasta|sena|ankstesnė) kaina|редовна цена|de(?= ?:)"
    r"|(?:αρχική|παλιά|προηγούμενη) τιμή|מחיר (?:רגיל|מקורי|קודם)"
    r"|(?:eredeti|régi|korábbi) ár|preț (?:vechi|inițial|recomandat)|eski fiyat|liste fiyatı|giá (?:gốc|cũ|niêm yết)"
    r"|(?:старая|прежняя|обычная|розничная) цена|было|(?:стара|звичайна) ціна)"
    r"|原价|原價|市(?:场)?价|市(?:場)?價|定价|定價|零售价|零售價|标价|標價|日常价|日常價|参考价|參考價|指导价|指導價|建议售价|建議售價|吊牌价|吊牌價|门市价|門市價|专柜价|專櫃價|划线价|劃線價|通常価格|定価|参考価格|希望小売価格"
    r"|정가|정상가|시중가|ราคาปกติ|ราคาเต็ม|السعر (?:السابق|الأصلي)|அசல் விலை)(?: (?:is|at|was))? ?:? ?\Z",
    re.IGNORECASE,
)
"""What calls the amount behind it a former or a recommended price."""
FROM = re.compile(
    r"(?:\b(?:from|start(?:ing|s) (?:at|from)|as low as|dari|daripada|mulai(?: dari)?|bermula|serendah|ab|à partir de"
    r"|dès|a partire da|già da|desde|a partir de|vanaf|od|från|fra|alkaen|alates|nuo|de la|începând (?:de la|cu)"
    r"|(?:chỉ )?từ|от|від|начиная с|από)|低至|从|從|最低(?:价|價)?|เริ่มต้น(?:ที่)?|ตั้งแต่|ابتداء[ًا]* من|تبدأ من|החל מ-?)"
    r"(?: (?:only|nur|just))? ?:? ?\Z",
    re.IGNORECASE,
)
"""What says that the amount behind it is the least."""
AND_UP = re.compile(
    r" ?[元円원]?(?:起|and up|& up|onwards|dan ke atas|முதல்|から|より|부터|alkaen\b|[~〜～](?! ?[0-9$€£¥₩]))",
    re.IGNORECASE,
)
"""The same, written behind the amount."""
