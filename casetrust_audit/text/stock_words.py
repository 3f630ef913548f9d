"""Words for stock in the languages that have no lexicon, buttons that buy, and lead times ("ships in 2-4 weeks").

English, Chinese, Malay and Tamil stand in the lexicons; here are the standing phrases of other shops.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casetrust_audit.text.normalise import fold

LONG_LEAD_DAYS = 10
"""A shop that needs so many days before it sends does not have the article: it orders it first."""
LONGEST_LINE = 200

_OUT = re.compile(
    r"\bausverkauft\b|\bvergriffen\b|\bnicht (?:mehr )?(?:auf lager|lieferbar|verfügbar|vorrätig|erhältlich)\b|"
    r"\besaurit[oaie]\b|\bnon (?:è )?(?:più )?disponibil[ei]\b|\bnon disponibles?\b|\bépuisée?s?\b|"
    r"\brupture de stock\b|"
    r"\ben rupture\b|\bindisponibles?\b|\bindisponibil[ei]\b|\bindisponív(?:el|eis)\b|\bagotad[oa]s?\b|"
    r"\bsin (?:stock|existencias)\b|\bno disponibles?\b|\bno hay (?:stock|existencias)\b|\besgotad[oa]s?\b|"
    r"\bsem (?:estoque|stock)\b|\bнет в наличии\b|\bнет на складе\b|\bраспродан[оа]?\b|\bтовар закончился\b|"
    r"\bнет в продаже\b|\bснят[оа]? с производства\b|\bнемає в наявності\b|\bvyprod[aá]n[oéýá]?\b|\bvypredan[éýáo]\b|"
    r"\bnen[ií] skladem\b|\bnie je (?:na sklade|skladom)\b|\bnedostupn[ýéáo]\b|\buitverkocht\b|"
    r"\bniet (?:op voorraad|leverbaar|beschikbaar)\b|\bslutsåld\b|\bslut i lager\b|\budsolgt\b|\butsolgt\b|"
    r"\bikke på lager\b|\bniedostępn[yae]\b|\bbrak w magazynie\b|\bwyprzedan[yae]\b|\btükendi\b|\bstokta yok\b|"
    r"在庫切れ|在庫なし|売り切れ|売切れ|品切れ|完売|품절|일시품절|hết hàng|สินค้าหมด"
)
_BACK = re.compile(
    r"\bback[- ]?order(?:ed|s)?\b|\bspecial[- ]order\b|\bavailable (?:to|on) (?:back-?)?order\b|\bauf bestellung\b|"
    r"\bbestellbar\b|\bbestellartikel\b|\bsu ordinazione\b|\bsur commande\b|\bbajo pedido\b|\bpor encargo\b|"
    r"\bsob encomenda\b|\bпод заказ\b|\bпід замовлення\b|\bna objedn[aá]v?[nk]\w*\b|\bop bestelling\b|"
    r"\bna zamówienie\b|"
    r"\bbeställningsvara\b|\bbestillingsvare\b|取り寄せ|お取寄せ"
)
_PRE = re.compile(
    r"\bvorbestell\w*\b|\bprécommand\w*\b|\bpreordin[ae]\w*\b|\bpre-?venta\b|\bpré-venda\b|\bпредзаказ\w*\b|"
    r"\bpředobjedn\w*\b|\bpredobjedn\w*\b|\bforudbestil\w*\b|\bförbeställ\w*\b|\bprzedsprzedaż\w*\b|予約(?:受付|注文|商品|販売)"
)
_IN = re.compile(
    r"\bauf lager\b|\b(?:ab|an) lager\b|\bsofort (?:lieferbar|verfügbar|versandfertig|versandbereit)\b|\blieferbar\b|"
    r"\bverfügbar\b|\bvorrätig\b|\bdisponibil[ei]\b|\bin magazzino\b|\bdisponibles?\b|\ben stock\b|"
    r"\bdisponív(?:el|eis)\b|\bem (?:estoque|stock)\b|\bв наличии\b|\bесть на складе\b|\bв наявності\b|\bskladem\b|"
    r"\bskladom\b|\bna sklad[eě]\b|\bop voorraad\b|\bdirect leverbaar\b|\bleverbaar\b|\b(?:i|på) lager\b|"
    r"\bdostępn[yae]\b|\bw magazynie\b|\bna stanie\b|\bstokta\b|\bmevcut\b|在庫あり|在庫有り?|재고 ?있음|còn hàng"
)
_LOOSE = re.compile(
    r"disponib|disponív|indispon|verfügbar|lieferbar|erhältlich|leverbaar|beschikbaar|dostępn|dostupn|mevcut|agotad|"
    r"esgotad"
)
"""Adjectives that are said of shipping, services and colours too: a status only in a line of a few words."""
_GOODS = re.compile(
    r"\b(?:artikel|produkt\w*|ware|prodotto|articolo|produit|article|producto|artículo|produto|tovar|товар)\b"
)
_LEGEND = re.compile(r"^\W*=")
FEW = 4
_LEVEL = re.compile(
    r"^(?:current |available )?(?:stock(?: level| left)?|qty in stock|"
    r"库存|庫存|存货|存貨|stok|lagerbestand|остаток)\s*[:(]\s*"
    r"(\d{1,6})\b(?![.,]\d)"
)
"""A stock figure: "Stock: 12"."""
_NOT_NOW = re.compile(
    r"\bwenn\b|\bsobald\b|\bbenachrichtig|\bquando\b|\bavvis|\blorsque?\b|\bquand\b|\bprévenez|\bcuando\b|\bavís|"
    r"\bсообщить\b|\bпри наличии\b|\bуточн|\bgeschäft|\bfiliale|\bnegozi\b|\bmagasin|\btiendas?\b|\bjeśli\b|"
    r"\bpokud\b|入荷"
)
_BUY = re.compile(
    r"\b(?:in den|zum) (?:waren|einkaufs)korb\b|\bjetzt kaufen\b|\bin die einkaufstasche\b|\bajouter au panier\b|"
    r"\bacheter\b|\baggiungi al (?:carrello|cestino)\b|\bacquista(?: ora)?\b|\bmetti nel carrello\b|"
    r"\b(?:añadir|agregar) (?:al|a la) (?:carrito|cesta|carro|bolsa)\b|\bcomprar(?: ahora| ya| agora)?\b|"
    r"\badicionar ao carrinho\b|(?:^|\b)в корзину\b|\bкупить\b|\b(?:до|у|в) кошик[ау]?\b|\bкупити\b|"
    r"\b(?:přidat |vložit )?do koš[ií]ku\b|\bdo košíka\b|\bkoupit\b|\bkúpiť\b|\b(?:in|aan) (?:de )?(?:winkelwagen|"
    r"winkelmand)(?:tje)?\b|\blägg i varukorg\w*\b|\blæg i kurv\w*\b|\blegg i (?:handle)?kurv\w*\b|\bdo koszyka\b|"
    r"\bsepete ekle\b|カートに(?:入れる|追加)|カゴに入れる|買い物かごに|장바구니|thêm vào giỏ|เพิ่มลงตะกร้า|หยิบใส่ตะกร้า"
)
_NOT_BUY = re.compile(r"\bzum (?:waren|einkaufs)korb$|\bv košíku\b|\bcomprar por\b")
_STATUSES = (("out", _OUT), ("back-order", _BACK), ("pre-order", _PRE), ("in-stock", _IN))
_LEAD_LABEL = (
    r"(?:lead time|availability|availab(?:le|ility) (?:in|within)|ships?(?: out)? (?:in|within)|shipped (?:in|within)|"
    r"usually (?:ships?|dispatche[sd]|delivered)|(?:ready|dispatch(?:ed|es)?) (?:to ship )?(?:in|within)|lieferzeit|"
    r"lieferbar(?:keit)?|verfügbarkeit|versandfertig|dostupnos[tť]|disponibilit[àé]|disponibilidad(?:e)?|"
    r"délai (?:de livraison|d'expédition)|levertijd|leveringstid|leveranstid|наличие|срок поставки|поставка|"
    r"czas wysyłki|"
    r"发货时间|發貨時間|发货|發貨)"
)
_SPAN = (
    r"(\d{1,3})(?:\s*(?:-|–|to|bis|à|a|do|až|~|至)\s*(\d{1,3}))?\s*\+?\s*(?:(?:business|working|work) )?"
    r"(?P<unit>hours?|hrs?|days?|weeks?|wks?|months?|std\.?|stunden|(?:werk|arbeits)?tage?n?|wochen?|monate?n?|ore|"
    r"giorni|"
    r"settiman[ae]|heures?|jours?|semaines?|horas|días|dias|semanas|(?:pracovn\w+ )?dn[ií]|(?:рабочих )?дн(?:ей|я)|"
    r"недел[ьиюя]|"
    r"dni|tygodni\w*|dagen|werkdagen|weken|dage|dagar|天|周|週|个工作日|個工作天|日)"
)
_LEAD = re.compile(rf"{_LEAD_LABEL}\b[^\d]{{0,50}}?{_SPAN}")
_LABEL_ONLY = re.compile(rf"^{_LEAD_LABEL}\s*:?$")
_DAYS = (
    (re.compile(r"^(?:hours?|hrs?|std|stunden|ore|heures|horas)"), 0.05),
    (re.compile(r"^(?:weeks?|wks?|woche|settiman|semaine|semana|недел|tygodn|weken|周|週)"), 7.0),
    (re.compile(r"^mon(?:ths?|at)"), 30.0),
)


def foreign_status(text: str) -> str:
    """What a short line says of stock in a language without a lexicon: "out", "back-order", "pre-order",
    "in-stock", or "" for nothing. "Sold out" beats "available": "nicht verfügbar" holds both."""
    folded = fold(text)
    if len(folded) > LONGEST_LINE or _NOT_NOW.search(folded) or _LEGEND.search(folded):
        return ""
    if level := _LEVEL.search(folded):
        return "in-stock" if int(level.group(1)) else "out"
    few = len(re.findall(r"[^\W\d_]+", folded)) <= FEW or bool(_GOODS.search(folded))
    for status, pattern in _STATUSES:
        if any(few or not _LOOSE.search(hit.group()) for hit in pattern.finditer(folded)):
            return status
    return ""


def is_back_order(text: str) -> bool:
    """True where a text says the article is ordered for the buyer: in English too."""
    return bool(_BACK.search(fold(text)))


@lru_cache(maxsize=8192)
def buys(text: str) -> bool:
    """True for the text of a button that buys, in a language without a lexicon."""
    folded = fold(text)
    return len(folded) <= LONGEST_LINE and bool(_BUY.search(folded)) and not _NOT_BUY.search(folded)


def lead_days(text: str) -> tuple[float, float] | None:
    """Least and most days until the shop sends or has the article; None where the text states none.

    "Lieferzeit: 15 - 20 Werktage" is (15, 20), "Expected availability: 2-4 weeks" (14, 28)."""
    folded = fold(text)
    if len(folded) > LONGEST_LINE or not (hit := _LEAD.search(folded)):
        return None
    unit = next((days for pattern, days in _DAYS if pattern.match(hit.group("unit"))), 1.0)
    least = int(hit.group(1)) * unit
    most = int(hit.group(2)) * unit if hit.group(2) else least
    return (least, most) if least <= most else (least, least)


def is_lead_label(text: str) -> bool:
    """True for a label alone ("Lieferzeit:") whose value stands in the next block."""
    return bool(_LABEL_ONLY.search(fold(text)))
