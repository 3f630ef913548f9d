"""Ratings in words: "4.5 out of 5", "Rated 4,7", "4.8 (312 reviews)", and how many reviews a text counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casetrust_audit.text.normalise import fold
from casetrust_audit.text.once import per_text

LONGEST_TITLE = 40
LONGEST = 2000
"""A rating stands near the beginning of what is written beside it."""

_NUMBER = r"(?<![\d.,$£€¥₽])(\d{1,2}(?:[.,]\d{1,6})?|100)"
_DECIMAL = r"(?<![\d.,$£€¥₽])(\d[.,]\d{1,6})"
_REVIEWS = (
    r"(?:reviews?|ratings?|votes?|reviewers?|testimonials?|(?:kunden|produkt|nutzer|käufer)?(?:bewertung(?:en)?|rezension(?:en)?)|kundenmeinung(?:en)?"
    r"|avis|"
    r"commentaires?|opini[oó]n(?:es)?|opinii?|opinia|opini(?:ão|ões)|reseñas?|valoraci[oó]n(?:es)?|avaliaç(?:ão|ões)"
    r"|recension[ei]|valutazion[ei]"
    r"|beoordeling(?:en)?|calificaci(?:ón|ones)|"
    r"anmeldelser|omdömen|hodnocení|hodnotení|recenz[eií]|отзыв(?:ов|а|ы)?|оцен(?:ок|ки|ка)|ulasan|penilaian"
    r"|recenzij[ae]?|ocjen[ae]?|mnenj[ae]|értékelés(?:ek)?|vélemény(?:ek)?|recenzi[ie]|отзив(?:а|и)?|відгук(?:ів"
    r"|и)?|κριτικ\w+"
    r"|αξιολογ\w+|arvostelu(?:a|t|n)?|arvio(?:ta|t)?|arvustus(?:t|ed)?|hinnang(?:ut)?|atsauksm(?:e|es)"
    r"|atsiliepim(?:ai|ų|as)"
    r"|įvertinim(?:ai|ų|as)|omtaler?|recensioner|yorum(?:lar)?|değerlendirme(?:ler)?|đánh giá|nhận xét|รีวิว|리뷰"
    r"|후기|상품평"
    r"|تقييم(?:ات)?|مراجع(?:ة|ات)|آراء|ביקורות|חוות דעת|نظر(?:ات)?|समीक्षा(?:एं)?|구매평|ความคิดเห็น|口コミ|クチコミ)"
)
_KIND = r"(?:(?:verified|customer|product|global|google|total|user|seller|consumer|genuine|shop|store) ){0,2}"
_THOUSANDS = r"\d{1,3}(?:[,.\u202f ]\d{3})+(?!\d)|\d{1,3}(?:[.,]\d{1,2})?\s?k\b|\d{1,7}"
_STARS = (
    r"(?:[ -]?(?:stars?\b|sterne?n?\b|étoiles?\b|estrellas?\b|estrelas?\b|stelle\b|sterren\b|gwiazd\w*|hvězd\w*|"
    r"hviezd\w*|зв[её]зд\w*|bintang\b)|\s?(?:★|⭐|颗星|顆星|星))"
)
_CONTEXT = re.compile(
    rf"{_STARS}|{_REVIEWS}|\brated?\b|\brating|\bscore\b|\baverage\b|\bØ|评分|評分|评价|評價|рейтинг|оценк|évalué"
    rf"|★|⭐"
)
_OF_PLAIN = (
    r"\s*(?:/|\bof\b|\bvon\b|\bsur\b|\bde\b|\bsu\b|\bz\b|\baf\b|\bav\b|\bvan de\b|\buit\b|\biz\b|\bиз\b"
    r"|\bdari(?:pada)?\b|\bمن\b)\s*"
)
_SCALE = r"(5|6|10|100)(?:[.,]0+)?(?![\d%]|[.,]\d)"
_OUT_OF = re.compile(rf"{_NUMBER}\s*\bout of\b\s*{_SCALE}")
_OF = re.compile(rf"{_NUMBER}{_OF_PLAIN}{_SCALE}")
_JAPANESE = re.compile(r"5つ星のうち\s*(\d(?:[.,]\d{1,2})?)")
_IN_STARS = re.compile(rf"{_NUMBER}{_STARS}")
_RATED = re.compile(
    r"(?:\b(?:rated|ratings?|score|average|avg\.?|note(?= ?:| moyenne)|bewertung(?:en)?|durchschnitt(?:lich\w*)?|"
    r"hodnocení|"
    r"hodnotenie|ocena|valutazione|valoración|calificación|avaliação|beoordeling|vurdering|betyg|penilaian|évalué)\b|"
    r"\b(?:gemiddelde?|promedio|średnia|průměr\w*|gen+omsnitt\w*|gjennomsnitt\w*|gennemsnit\w*|keskiarvo|ortalama|purata"
    r"|rata-rata)\b|\bсредн\w+(?: оценка)?|"
    r"\bрейтинг|\bоценка|评分|評分|评价|評價|評価|平均|レビュー|クチコミ|口コミ|평점|별점|คะแนน|★|⭐|\bø|∅)\s*(?:rating|moyenne|is|:|–|-|of)?\s*:?\s*"
    rf"{_NUMBER}(?![\d%]|[.,/:]\d|\s*[–—-]\s*\d)(?P<after>\s*(?:$|[(|·,•–-]|stars?\b|based\b|by\b|from\b|out\b|/))?"
    r"(?!\s*(?:reviews?|ratings?|votes?|customers?|k?[wvaΩ]|hp|bar|psi|tons?|kg|lbs?|oz|mm|cm|m|g?hz|amps?|watts?|"
    r"volts?|inch\w*)\b)"
)
_THEN_RATING = re.compile(rf"{_NUMBER}[ -](?:average\b|avg\b|(?:star )?rating\b|based on \d)")
_POINTS = re.compile(rf"{_DECIMAL}\s*分(?![钟鐘间間])")
_COUNTED = re.compile(rf"{_DECIMAL}\s*\(\s*(?:{_THOUSANDS})\s*k?\+?\s*{_KIND}{_REVIEWS}?\s*\)")
_THEN_COUNT = re.compile(rf"(?:^|(?<=\s)){_DECIMAL}[\s|·•,–-]{{1,3}}(?:{_THOUSANDS})\+?\s*{_KIND}{_REVIEWS}\b")
""" "4.6 | 345 reviews"."""
_GLYPHS = re.compile(rf"([★⭐]{{0,5}})([☆✩]{{0,5}})\s*\(?\s*({_THOUSANDS})\s*\)?")
"""Stars as letters, and how many gave some: "★★★★☆ (12)"."""
_BY_WHOM = (
    r"(?:(?:de |des |dei |degli |della |van |von |der |od |o |du )?(?:nos |notre )?(?:clients?|clientes|clienti|kunden"
    r"|klantens?|klientów|klienci|zákazn\w+|покупателей|покупців|клиентов|клієнтів|о товаре|про товар|produk|pelanggan"
    r"|produits?|prodotto|productos?|produtos?|produktu|produit))"
)
_COUNTS = (
    re.compile(rf"(?<![\w.,])({_THOUSANDS})\+?\s*{_KIND}{_REVIEWS}\b(?!\s*\(\d)"),
    re.compile(
        rf"(?<![\d.,])({_THOUSANDS}|\d{{1,4}}(?:\.\d{{1,2}})?[万萬])\+?\s*(?:条|條|个|個|件の|人(?:已|参与|參與)?|则|則|篇)?"
        rf"\s*(?:(?:商品|用户|用戶|买家|買家|顾客|顧客|真实|真實)?(?:评价|評價|评论|評論|点评|點評|口碑)|(?<=人)(?:评分|評分)|レビュー)"
    ),
    re.compile(rf"\b{_REVIEWS}\s*[(:]\s*({_THOUSANDS})\s*\)?$"),
    re.compile(rf"\b{_REVIEWS}(?: {_BY_WHOM})?\s*\(\s*({_THOUSANDS})\s*\)"),
    re.compile(r"^(?:(?:verified|customer|product|user|all) ){0,2}(?:reviews|ratings)\s+((?!(?:19|20)\d\d$)\d{1,5})$"),
    re.compile(rf"^(?:\w+ )?{_REVIEWS}\s*[(:]?\s*({_THOUSANDS}) (?:items?|entries|in total)(?:\(s\))?\s*\)?$"),
    re.compile(
        rf"(?:评价|評價|评论|評論|点评|點評|口碑|レビュー|口コミ|クチコミ|리뷰|후기|상품평|구매평|รีวิว)\s*[(:]?"
        rf"\s*(\d{{1,4}}(?:\.\d{{1,2}})?万|{_THOUSANDS})(?![.,]?\d)"
    ),
    re.compile(
        rf"(?:评价|評價|評価|评论|評論|レビュー|口コミ|クチコミ|评分|評分)\D{{0,4}}\d[.,]\d+\D{{0,3}}?({_THOUSANDS})\s*(?:件|条|條|个|個|则|則|人)"
    ),
    re.compile(r"\bby (\d{1,6}) (?:customers?|people|users?|buyers?|shoppers?)\b"),
)
_OF_WHOM = (
    r"(?:alle|all|toutes les|tous les|tutte le|todas (?:as|las)|todos (?:os|los)|все|усі|wszystkie|semua|kunden|produkt"
    r"|customer|product|user|カスタマー|商品|产品|產品|宝贝|寶貝|全部|所有|累计|累計|用户|用戶|买家|買家|顾客|顧客|客户|客戶"
    r"|会员|會員|最新|精选|精選|网友|網友|真实|真實|的)"
)
_TITLE = re.compile(
    rf"(?:{_OF_WHOM}[ -]?)*"
    rf"(?:{_REVIEWS}|opini(?:e|on[ei])|レビュー|评价|評價|评论|評論|点评|點評|口碑)"
    r"(?:[与與和&及、]?(?:晒单|曬單|晒图|曬圖))?"
    rf"(?: {_BY_WHOM})?\s*[(:]?\s*(?:{_THOUSANDS})?\+?\s*\)?"
)
_NONE = re.compile(
    r"\b(?:noch )?keine? (?:\w+ )?(?:bewertung|rezension|kundenmeinung)|\bnessun[ao]? (?:recension|valutazion|"
    r"opinion|commento)|"
    r"\baucune? (?:avis|commentaire|évaluation)|\b(?:sin|no hay|aún no hay) (?:opiniones|reseñas|valoraciones|"
    r"comentarios)|"
    r"\b(?:nenhuma|sem) (?:avaliaç|opini)|\b(?:нет|пока нет|ещё нет|еще нет) (?:отзыв|оценок)|\bотзывов (?:пока |"
    r"ещё |еще )?нет|"
    r"\b(?:žádn|zatím ne|žiadn|zatiaľ ne)\w*.{0,20}(?:hodnocen|recenz|hodnoten)|\bnog geen (?:review|beoordeling)|"
    r"\bbrak (?:opinii|recenzji|ocen)|\bnema (?:recenzij|ocjen|komentar)|\bni (?:ocen|mnenj)"
    r"|\bmég nincs(?:enek)? (?:értékelés|vélemény)"
    r"|\b(?:nu există|fără) (?:recenzii|review|opinii)|\bняма (?:отзиви|ревюта|мнения)|\b(?:немає"
    r"|ще немає) відгук|\bδεν υπάρχουν (?:ακόμα )?"
    r"(?:κριτικ|αξιολογ)|\bei (?:vielä )?arvostelu|\barvustusi (?:pole|ei ole)"
    r"|\b(?:pagaidām )?nav (?:\w+ )?atsauksm|\batsiliepimų (?:dar )?nėra"
    r"|\bingen (?:anmeldelser|omtaler|recensioner|omdömen)|\bhenüz (?:yorum|değerlendirme)|\bchưa có (?:đánh giá"
    r"|nhận xét)|ยังไม่มีรีวิว"
    r"|등록된 (?:리뷰|후기|상품평)이? 없|لا (?:توجد|يوجد) (?:تقييم|مراجع)|אין (?:עדיין )?(?:ביקורות|חוות דעת)"
    r"|\bbelum ada (?:ulasan|penilaian)|レビューはありません|レビューはまだ|"
    r"\b(?:schreiben sie die erste|soyez le premier|scrivi per primo|sé el primero|оставьте первый|будьте первым)"
)
_ONE = re.compile(r"\b(?:review|rating|vote|reviewer|testimonial|bewertung|rezension|opinión|reseña)$")
_IS_THE_SCORE = re.compile(r"(?:rating|bewertung|ocena|valutazione|calificación|beoordeling|penilaian)\s*:\s*\d{1,2}")
"""One rating and a number: what it is, not how many there are ("Average rating: 4")."""
_DATED = re.compile(r"(?:[a-z]{3,}|\d{1,2}|[./-])[\s,./-]*$")
_SHOP = (
    r"(?:sellers?|merchants?|vendors?|stores?|shops?|company|companies|brands?|business(?:es)?|workshop|studio"
    r"|boutique|team"
    r"|retailers?|suppliers?|web ?site|agency|firm|restaurant|hotel|clinic|salon|school|online shop)"
)
_SERVICE = r"(?:customer service|customer support|service|delivery|deliveries|shipping|support|packaging|communication)"
_PLATFORM = (
    r"(?:google|facebook|trust ?pilot|tripadvisor|yelp|trusted shops|ekomi|feefo|shopee|lazada|carousell|amazon|etsy"
    r"|reviews\.(?:io|co\.uk)"
    r"|product ?review|bbb|app ?store|play ?store|sitejabber|kiyoh|heureka)"
)
_RATED_WORD = r"(?:ratings?|reviews?|score|feedback|stars?|rated|testimonials?)"
_ANOTHER = re.compile(
    rf"\b(?:{_SHOP}|{_SERVICE}|{_PLATFORM})(?:'s|s')? (?:\w+ )?{_RATED_WORD}\b"
    rf"|\b{_RATED_WORD} (?:of|for|as an?|about|on|from|by) (?:the |this |our |us\b|a |an )?(?:\w+ ){{0,2}}(?:{_SHOP}"
    rf"|{_SERVICE}|{_PLATFORM})\b"
    rf"|\bon {_PLATFORM}\b|\btrust ?score\b|\bpositive feedback\b|\bfeedback (?:score|rating)\b"
    rf"|\bour (?:\w+ ){{0,2}}(?:{_SHOP}|{_SERVICE})\b|\b(?:rates?|rated|review(?:s|ed)?|recommend|recommended|trusts?"
    rf"|loves?) us\b"
    r"|\bwe(?:'re| are| have| were)\b|\b(?:trusted|loved) by\b|\b(?:happy|satisfied|loyal|delighted) (?:\w+ "
    r")?(?:customers?|clients?|shoppers?"
    r"|buyers?|families|people|members?|users?)\b"
    r"|店铺|店鋪|卖家|賣家|商家|商店|服务态度|物流|客服|我们|我們|\b(?:penilaian|ulasan) (?:kedai|penjual|kami"
    r"|perkhidmatan)\b|\bkedai kami\b"
    r"|\b(?:verkäufer|händler|shop)bewertung\w*"
)
"""Who sells, serves or lists, and not the item, is what a rating is of."""
_NO_STARS = re.compile(
    r"\b(?:energy|efficiency|water|safety|crash|fire|age|content|ip|spf|uv|weather|power|load|speed|voltage"
    r"|temperature|noise|hotel"
    r"|comfort grade|ncap|nutri\w*|health star|esrb|pegi|film|movie|credit)[- ]?(?:\w+ )?(?:ratings?|score|stars?"
    r"|rated|class)\b"
    r"|\b\d[- ]star (?:hotels?|resorts?|energy|restaurants?|service|safety)\b"
)
"""Grades that no customer gave."""
_HELPED = re.compile(
    rf"\b(?:was|is) this (?:\w+ )?{_REVIEWS} (?:\w+ )?(?:helpful|useful)\b"
    rf"|\bfound this (?:{_REVIEWS} )?(?:helpful|useful)\b"
    rf"|\b(?:dies|diese|dieser|diesem) {_REVIEWS} (?:\w+ )?(?:hilfreich|nützlich)"
    rf"|\b(?:cet|cette|ce) {_REVIEWS} (?:[\w'-]+ ){{0,4}}utile|\b(?:esta|este) {_REVIEWS} (?:\w+ ){{0,3}}útil"
    rf"|útil (?:te ha sido |te pareció |fue |foi )?(?:esta|este) {_REVIEWS}|\bquesta {_REVIEWS} (?:\w+ ){{0,4}}utile"
    rf"|\btej? {_REVIEWS} (?:\w+ )?(?:pomocna|przydatna)"
    rf"|\bta {_REVIEWS} (?:\w+ )?(?:pomocna|przydatna)"
    rf"|\bdeze {_REVIEWS} (?:\w+ )?(?:nuttig|behulpzaam)|{_REVIEWS} (?:ini )?(?:membantu|berguna)\b"
    r"|(?:[这這此该該][条條篇则則]?)?(?:评价|評價|评论|評論)(?:对您|對您)?(?:有用|有帮助|有幫助)"
    r"|참고가 되었|参考になった"
    r"|отзыв (?:\w+ )?(?:полезен|полезным)"
)
"""What is asked, or counted, below a review that stands there: whether it was of help."""
_BARE_COUNT = re.compile(rf"\(\s*({_THOUSANDS})\s*\)")


@dataclass(frozen=True, slots=True)
class Score:
    """A rating as written. `best` is the top of its scale where the text says it, else None."""

    value: Decimal
    best: Decimal | None = None

    @property
    def of_five(self) -> Decimal | None:
        """On a scale of five; None where its scale does not hold it."""
        best = self.best or Decimal(5)
        return self.value * 5 / best if 0 <= self.value <= best else None


@per_text
def score_in(text: str, *, known: bool = False) -> Score | None:
    """The first rating a text states as one. Prices, sizes, dates and "1 / 5" of a gallery are none.

    `known`: the text is known to be of a rating, so that "4 / 5" and "5 stars" without more count too.
    """
    folded = fold(text[:LONGEST])
    if (stars := _starred(folded)) and _count(stars[3]):
        return Score(Decimal(len(stars[1])), Decimal(5))
    return next((s for s in _scores(folded, known) if s.of_five is not None), None)


@per_text
def count_in(text: str, *, beside_score: bool = False) -> int | None:
    """How many reviews or ratings a text counts; a bare "(12)" only where it stands beside a score or stars."""
    folded = fold(text[:LONGEST])
    if stars := _starred(folded):
        return _count(stars[3])
    for pattern in _COUNTS:
        for hit in pattern.finditer(folded):
            if not _is_year(hit, folded) and not (beside_score and _IS_THE_SCORE.fullmatch(hit.group())):
                return _count(hit.group(1))
    if (beside_score or "★" in folded or "⭐" in folded) and (bare := _BARE_COUNT.search(folded)):
        return _count(bare.group(1))
    return None


def titles_reviews(folded: str) -> bool:
    """Whether a folded text is a title of reviews, in any language, and nothing else but their number."""
    return len(folded) <= LONGEST_TITLE and bool(_TITLE.fullmatch(folded.strip(" :：")))


@per_text
def says_none(text: str) -> bool:
    """True where a text says that nobody has reviewed yet, in a language without a lexicon, or counts none."""
    folded = fold(text[:LONGEST])
    return bool(_NONE.search(folded)) or count_in(folded) == 0


def says_helped(folded: str) -> bool:
    """True where a folded text asks whether the review above it was of help, or says to how many it was."""
    return bool(_HELPED.search(folded))


def _scores(folded: str, known: bool) -> Iterator[Score]:
    for hit in _OUT_OF.finditer(folded):
        yield Score(_number(hit.group(1)), Decimal(hit.group(2)))
    context = known or bool(_CONTEXT.search(folded))
    for hit in _OF.finditer(folded):
        if context or _has_fraction(hit.group(1)):
            yield Score(_number(hit.group(1)), Decimal(hit.group(2)))
    for hit in _JAPANESE.finditer(folded):
        yield Score(_number(hit.group(1)), Decimal(5))
    for hit in _RATED.finditer(folded):
        if known or _has_fraction(hit.group(1)) or hit.group("after") is not None:
            yield Score(_number(hit.group(1)))
    for hit in _THEN_RATING.finditer(folded):
        yield Score(_number(hit.group(1)))
    for hit in _IN_STARS.finditer(folded):
        # "5 stars" alone is one row of the distribution, or one review.
        if known or _has_fraction(hit.group(1)):
            yield Score(_number(hit.group(1)))
    for pattern in (_POINTS, _COUNTED, _THEN_COUNT):
        for hit in pattern.finditer(folded):
            yield Score(_number(hit.group(1)))


def _starred(folded: str) -> re.Match[str] | None:
    """Five stars as letters, full ones first, with a number behind them."""
    found = _GLYPHS.fullmatch(folded.strip())
    return found if found and len(found[1]) + len(found[2]) == 5 else None


def _has_fraction(number: str) -> bool:
    return "." in number or "," in number


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def rates_another(text: str) -> bool:
    """True where a rating in a text is not of the item it stands with: of the shop, its service, on another site, or a
    grade of energy and the like."""
    folded = fold(text[:LONGEST])
    return bool(_ANOTHER.search(folded) or _NO_STARS.search(folded))


def _is_year(hit: re.Match[str], folded: str) -> bool:
    """ "6 January, 2015 Review: …" counts no reviews: more than one are in the plural."""
    number = hit.group(1)
    if not re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    return bool(_ONE.search(hit.group().strip()) or _DATED.search(folded[: hit.start(1)]))


def _count(text: str) -> int:
    if scaled := re.fullmatch(r"([\d.,]+)\s?(k|[万萬])", text):
        return int(Decimal(scaled.group(1).replace(",", ".")) * (1000 if scaled.group(2) == "k" else 10_000))
    return int(re.sub(r"\D", "", text))
