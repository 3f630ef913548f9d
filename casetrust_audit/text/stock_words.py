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
    r"\besaurit[oaie]\b|\bnon (?:è )?(?:più )?disponibil[ei]\b|\bnon disponibles?\b|\b[ée]puisée?s?\b|"
    r"\brupture de stock\b|"
    r"\ben rupture\b|\bindisponibles?\b|\bindisponibil[ei]\b|\bindisponív(?:el|eis)\b|\bagotad[oa]s?\b|"
    r"\bsin (?:stock|existencias)\b|\bno disponibles?\b|\bno hay (?:stock|existencias)\b|\besgotad[oa]s?\b|"
    r"\bsem (?:estoque|stock)\b|\bнет в наличии\b|\bнет на складе\b|\bраспродан[оа]?\b|\bтовар закончился\b|"
    r"\bнет в продаже\b|\bснят[оа]? с производства\b|\bнемає в наявності\b|\bvyprod[aá]n[oéýá]?\b|\bvypredan[éýáo]\b|"
    r"\bnen[ií] skladem\b|\bnie je (?:na sklade|skladom)\b|\bnedostupn[ýéáo]\b|\buitverkocht\b|"
    r"\bniet (?:op voorraad|leverbaar|beschikbaar)\b|\bslutsåld\b|\bslut i lager\b|\budsolgt\b|\butsolgt\b|"
    r"\bikke på lager\b|\bniedostępn[yae]\b|\bbrak w magazynie\b|\bwyprzedan[yae]\b|\btükendi\b|\bstokta yok\b|"
    r"\bni (?:več )?na zalogi\b|\b(?:nije|ni) (?:dostupno|na voljo|na zalihi|na lageru)\b|\brasprodano\b"
    r"|\brazprodano\b"
    r"|\bnincs (?:raktáron|készleten)\b|\belfogyott\b|\bstoc epuizat\b|\bnu este [îi]n stoc\b|\bизчерпан\w*\b"
    r"|\bняма наличност\b"
    r"|\bне е налич\w+|\bεξαντλ\w+|\bμη διαθέσιμ\w+|\bloppu(?:nut)?(?: varastosta)?\b|\bei (?:ole )?(?:saatavilla"
    r"|varastossa)\b"
    r"|\b(?:pole|ei ole) saadaval\b|\bläbi müüdud\b|\b(?:laost )?otsas\b|\bnav (?:pieejams|noliktavā)\b|\bizpārdots\b"
    r"|\bišparduota\b|\bneturime\b|\bslutsolgt\b|\bstoklarda yok\b|\bstok habis\b|\bhabis terjual\b|غير متوفر"
    r"|نفد(?:ت)?(?: الكمية)?"
    r"|אזל(?: מהמלאי)?|לא במלאי|ناموجود|स्टॉक में नहीं"
    r"|在庫切れ|在庫なし|売り切れ|売切れ|品切れ|完売|품절|일시품절|hết hàng|สินค้าหมด"
    r"|\bзнят[оаі]? з виробництва\b|\b(?:nicht mehr (?:hergestellt|produziert|im sortiment)|produktion eingestellt)\b"
    r"|\bauslaufartikel\b|\bfuori produzione\b|\bfin de série\b|\b(?:descatalogad|descontinuad)[oa]s?\b"
    r"|\bfora de linha\b"
    r"|\buit (?:productie|het assortiment)\b|\bwycofan[yae] (?:z produkcji|ze sprzedaży)\b|\bvýroba ukončena\b"
    r"|\bukončený predaj\b|\b(?:prodej|výroba) ukončen[ay]?\b|\butgått\b|\budgået\b|\butgår\b"
    r"|\büretimden kalk(?:tı|mıştır)\b|生産終了|販売終了|단종"
)
_BACK = re.compile(
    r"\bback[- ]?order(?:ed|s)?\b|\bspecial[- ]order\b|\bavailable (?:to|on) (?:back-?)?order\b|\bauf bestellung\b|"
    r"\bbestellbar\b|\bbestellartikel\b|\bsu ordinazione\b|\bsur commande\b|\bbajo pedido\b|\bpor encargo\b|"
    r"\bsob encomenda\b|\bпод заказ\b|\bпід замовлення\b|\bna objedn[aá]v?[nk]\w*\b|\bop bestelling\b|"
    r"\bna zamówienie\b|"
    r"\bbeställningsvara\b|\bbestillingsvare\b|取り寄せ|お取寄せ"
    r"|\border (?:it |yours )?(?:now|today)\b.{0,24}\b(?:ship|send|deliver|dispatch|post)\w*\b.{0,24}"
    r"\b(?:when|once|as soon as)\b.{0,30}\b(?:back|available|in stock|arrive\w*|ready)\b"
)
_PRE = re.compile(
    r"\bvorbestell\w*\b|\bprécommand\w*\b|\bpreordin[ae]\w*\b|\bpre-?venta\b|\bpré-venda\b|\bпредзаказ\w*\b|"
    r"\bpředobjedn\w*\b|\bpredobjedn\w*\b|\bforudbestil\w*\b|\bförbeställ\w*\b|\bprzedsprzedaż\w*\b|予約(?:受付|注文"
    r"|商品|販売)"
)
_IN = re.compile(
    r"\bauf lager\b|\b(?:ab|an) lager\b|\bsofort (?:lieferbar|verfügbar|versandfertig|versandbereit)\b|\blieferbar\b|"
    r"\bverfügbar\b|\bvorrätig\b|\bdisponibil[ei]\b|\bin magazzino\b|\bdisponibles?\b|\ben stock\b|"
    r"\bdisponív(?:el|eis)\b|\bem (?:estoque|stock)\b|\bв наличии\b|\bесть на складе\b|\bв наявності\b|\bskladem\b|"
    r"\bskladom\b|\bna sklad[eě]\b|\bop voorraad\b|\bdirect leverbaar\b|\bleverbaar\b|\b(?:i|på) lager\b|"
    r"\bna (?:zalogi|zalihi|zalihama|lageru)\b|\bdobavljivo\b|\bdostupno\b|\braktáron\b|\bkészleten\b"
    r"|\b[îi]n stoc\b|\bв наличност\b"
    r"|\bналичн[оа]\b|\b(?:άμεσα )?διαθέσιμ\w+|\bσε απόθεμα\b|\bvarastossa\b|\blaos(?: olemas)?\b|\bsaadaval\b"
    r"|\b(?:ir )?noliktavā\b"
    r"|\bpieejams\b|\bsandėlyje\b|\byra prekių\b|\bstokta var\b|متوفر|متاح|במלאי|موجود|มีสินค้า|สินค้าพร้อมส่ง"
    r"|स्टॉक में|"
    r"\bdostępn[yae]\b|\bw magazynie\b|\bna stanie\b|\bstokta\b|\bmevcut\b|在庫あり|在庫有り?|재고 ?있음|còn hàng"
)
_NOT = (
    r"(?:не|ні|нет|немає|няма|nicht|kein(?:e[rmns]?)?|non|pas|plus|no|sin|não|nao|sem|nie|není|neni|nejsou|nejsme|niet"
    r"|geen|ikke|inte|ej|ni|nije|nisu|niso|nem|nincs(?:enek)?|nu|nuo|δεν|μη|ei|pole|nav|nėra|tidak|belum|tiada|لا|غير"
    r"|ليس|אינו|אין|לא|không|chưa)"
)
_NOT_BEFORE = re.compile(rf"(?:^|[^\w']){_NOT}(?:\s+[^\W\d_]+)?\s+$")
_NOT_AFTER = re.compile(r"\s*(?:değil|yok|नहीं|ではありません|없)")
"""What turns the words for "in stock" round, in front of them or behind: "není na skladě", "stokta değil"."""
_AT_ONCE = re.compile(r"\b(?:sofort|direct|άμεσα)\b")
_MEDIA = re.compile(
    r"\b(?:(?:\w*bild(?:er)?|abbildung(?:en)?|foto(?:s|grafie|grafía|grafia)?|vorschau|images?|photos?|pictures?|videos?"
    r"|vidéos?|vídeos?|illustrations?|previews?|aperçus?|immagin[ei]|anteprim[ae]|imágen(?:es)?|imagen(?:es)?"
    r"|imagem|imagens|afbeelding(?:en)?|zdjęci[ae]|podgląd|obráz(?:ek|ok|ky)|náhľad|náhled|изображени[ея]|фото|картинк[аи]"
    r"|видео|зображення|відео|slika|slike|kép|kuva|bilder?|bilde|billede|pilt|attēls|nuotrauka|resim|görsel|fotoğraf"
    r"|gambar|imej|hình ảnh)\b)|画像|写真|이미지|사진|รูปภาพ|صورة|תמונה|图片|圖片|照片"
)
"""What a page may lack a picture of, and still sell."""
MEDIA_WORDS = 6
_LOOSE = re.compile(
    r"disponib|disponív|indispon|verfügbar|lieferbar|erhältlich|leverbaar|beschikbaar|dostępn|dostupn|mevcut|agotad|"
    r"esgotad|διαθέσιμ|наличн|saadaval|pieejam|noliktav|laos|otsas|loppu|متاح|موجود"
)
"""Adjectives that are said of shipping, services and colours too: a status only in a line of a few words."""
_GOODS = re.compile(
    r"\b(?:artikel|produkt\w*|ware|prodotto|articolo|produit|article|producto|artículo|produto|tovar|товар)\b"
)
_LEGEND = re.compile(r"^\W*=")
_LOOSE_OTHER = re.compile(r"\btersedia\b|\bcó sẵn\b|可用|不可用|暂无|暫無")
"""As `_LOOSE`, in languages with a lexicon."""
_LOOSE_ENGLISH = re.compile(
    r"\b(?:un)?available\b|\bback soon\b|\bdiscontinued\b|\bbooked\b|\bships (?:from|today)\b|\blast chance\b"
    r"|\bsoon\b|\bend of life\b|\bretired\b|\bno longer\b|\bgone\b"
)
"""Words said of services, colours and shops too: a status only where nothing else is what they are said of."""
_GOODS_ENGLISH = (
    r"(?:item|product|size|colou?r|variant|variation|style|article|model|title|edition|version|listing|piece|one)"
)
_OF_GOODS = re.compile(
    rf"(?:^|[.!,;:]\s*|\b(?:sorry|unfortunately|currently|that),? "
    rf"|(?<!for )(?<!with )(?<!of )(?<!on )(?<!in )(?<!to ))"
    rf"\b(?:this|the|your|our|that|selected|chosen|an?)(?: \w+)? {_GOODS_ENGLISH}\b[^.!?;]{{0,60}}$"
    rf"|^{_GOODS_ENGLISH} (?:is|are|has|was|currently|temporarily|no|not|out|sold)?[^.!?;]{{0,20}}$"
)
"""The goods as what the words after them are said of: "for this item" says it of something else."""
_AIM = re.compile(
    r"\s*(?:for|with|to|as) (?!(?:the |a |this )?(?:purchase|order|sale|delivery|now|moment|time|buy|ship|pre|back"
    r"|while|online))"
)
"""What goods are said not to be fit for: "not available for tax relief"."""
_BESIDE = frozenset(
    re.findall(
        r"\w+",
        """
        now today tomorrow currently temporarily presently immediately still again yes no sorry status availability
        stock in is are was be at the this item product size colour color variant style article online web website
        webstore only moment just and or for to of our from on by until more soon very it we have has been order buy
        purchase sale delivery dispatch shipping pickup collection qty quantity pcs pc piece pieces unit units pair
        pairs set sets left over about than approx jan feb mar apr may jun jul aug sep sept oct nov dec january
        february march april june july august september october november december week weeks day days month months
        hurry please check back come unfortunately limited ready directly straight away here right
        """,
    )
)
"""Words that may stand beside a loose one without being what it is said of."""
_LETTERS = re.compile(r"[^\W\d_]+")
_FOR_IT = re.compile(
    r"\b(?:available|offered|possible|eligible) (?:for|with|on) (?:this|the|your|these|selected) "
    r"(?:items?|products?|orders?|articles?|purchases?|postcode|address)\b"
    r"|\b(?:für|pour|per|para|voor) (?:dies\w*|diese\w*|cet|cette|quest\w+|este|esta|dit|deze) "
    r"(?:artikel|produkt|article|produit|articolo|prodotto|artículo|producto|artigo|produto|product)\b"
    r"|\buntuk (?:item|produk|barang) ini\b|(?:此|本|该|該)(?:商品|产品|產品)(?:不|未|暂不|暫不)(?:支持|提供|适用|適用)"
)
"""Something else is not to be had for the item: a way of delivery, a service."""
_PARTLY = re.compile(
    r"\b(?:some|certain|selected|most|many|several|few|other|various|all other) (?:of (?:our|the|these) )?(?:\w+ )?"
    r"(?:sizes?|colou?rs?|variants?|variations?|styles?|items?|products?|options?|models?|dates?|flavou?rs?"
    r"|shades?)\b"
    r"|(?:部分|某些|其他|个别|個別)(?:颜色|顏色|尺码|尺碼|尺寸|款式|商品|规格|規格)"
    r"|\b(?:sesetengah|beberapa) (?:saiz|warna|produk|pilihan)\b"
)
"""Of some of several, not of the item."""
_SHOPS = (
    r"(?:stores?|outlets?|branch(?:es)?|showrooms?|boutiques?|counters?|shops?|malls?|your (?:area|region|location"
    r"|country)"
    r"|pick[- ]?up|collection|click (?:&|and) collect)"
)
_NOT_HERE = re.compile(
    rf"\b(?:in|at|for|from) (?:\w+[ -]){{0,3}}{_SHOPS}\b|\b(?:in|at)[- ]{_SHOPS}\b|\b{_SHOPS} (?:stock"
    rf"|availability)\b"
    r"|(?:门店|門店|实体店|實體店|分店)"
)
_ONLINE = re.compile(r"\bonline\b|\bweb ?(?:site|store)\b|网上|網上|线上|線上|dalam talian")
_BOASTS = re.compile(
    r"\b(?:\d+|two|three|four|five|several|many|countless) times\b|\b(?:twice|thrice)\b|\bsold out (?:in|within) "
    r"(?:under |just |only )?"
    r"(?:\d+|an?|two|three|one|minutes?|hours?|days?|record)\b|\b(?:previously|last (?:time|drop|batch|season|year"
    r"|release)"
    r"|always|often|keeps?|every time|first (?:batch|drop|run))\b.{0,20}\bsold? out\b|\bsold out (?:last|before|every"
    r"|fast|quickly)\b"
)
"""What was sold out and is not told to be so now."""
_SOON = re.compile(
    r"\b(?:coming|available|launching|arriving|releasing|restocking|restock|releases?|in stores?) (?:very )?soon\b"
    r"|即将(?:上市|推出|开售|上架|到货)|即將(?:上市|推出|開售|上架|到貨)|敬请期待|敬請期待|\bakan datang\b"
    r"|\bdemnächst (?:erhältlich|verfügbar)\b"
    r"|\bbientôt disponible\b|\bprossimamente\b|\bpróximamente\b|\bскоро в продаже\b|\bожидается\b"
)
_GONE = re.compile(
    r"\b(?:end of life|no longer (?:sold|made|in (?:production|stock)|produced|offered|stocked|manufactured|on sale)"
    r"|permanently (?:closed|unavailable)|out of print|retired|all gone|none left|(?:nil|zero|no) stock|0 left"
    r"|(?:listing|sale|auction) (?:has )?ended|ended listing)\b"
    r"|已下架|已停产|已停產|停售|停产|停產|下架|补货中|補貨中|\bhabis (?:dijual|stok)\b|\bstok habis\b|\btidak lagi "
    r"dijual\b"
)
FEW = 4
_LEVEL = re.compile(
    r"^(?:current |available |total |remaining )?"
    r"(?:(?:stock|quantity|qty)(?: level| status| count| left| on hand| available)?|availability|inventory"
    r"|(?:qty|quantity|items?|units?) in stock|stok(?: tersedia)?|lagerbestand|остаток)\s*[:(]\s*(\d{1,9})"
    r"(?![\d.,]*\d| ?[–-] ?\d|\+? (?:\w+ )?(?:days?|hours?|weeks?|months?)\b"
    r"| in (?:the |your |my )?(?:cart|basket|bag|trolley)\b)"
    r"|^(?:商品|剩余|剩餘|当前|當前)?(?:库存|庫存|存货|存貨|现货|現貨|余量|餘量)(?:量|数量"
    r"|數量)?\s*[:(]?\s*(\d{1,9})(?![\d.,]*\d)"
    r"|^(?:剩余|剩餘|尚余|尚餘|还剩|還剩)\s*(\d{1,9})\s*(?:件|个|個|盒|套|双|雙|瓶)"
)
"""A stock figure: "Stock: 12", "库存 88888 件"."""
_NOT_NOW = re.compile(
    r"\bwenn\b|\bsobald\b|\bbenachrichtig|\bquando\b|\bavvis|\blorsque?\b|\bquand\b|\bprévenez|\bcuando\b|\bavís|"
    r"\bсообщить\b|\bпри наличии\b|\bуточн|\bgeschäft|\bfiliale|\bnegozi\b|\bmagasin|\btiendas?\b|\bjeśli\b|"
    r"\bpokud\b|入荷"
)
_BUY = re.compile(
    r"\b(?:in den|zum) (?:waren|einkaufs)korb\b|\bjetzt kaufen\b|\bin die einkaufstasche\b|\bajouter au panier\b|"
    r"\bacheter\b|\baggiungi al (?:carrello|cestino)\b|\bacquista(?: ora)?\b|\bmetti nel carrello\b|"
    r"\b(?:añadir|agregar) (?:al|a la) (?:carrito|cesta|carro|bolsa)\b|\bcomprar(?: ahora| ya| agora)?\b|"
    r"\b(?:adicionar|pôr|colocar|incluir) (?:ao|no|à|na) (?:carrinho|sacola|cesta|cesto)\b|"
    r"(?:^|\b)в корзину\b|\bкупить\b|\b(?:до|у|в) кошик[ау]?\b|\bкупити\b|"
    r"\b(?:přidat |vložit )?do koš[ií]ku\b|\bdo košíka\b|\bkoupit\b|\bkúpiť\b|\b(?:in|aan) (?:de )?(?:winkelwagen|"
    r"winkelmand)(?:tje)?\b|\blägg i varukorg\w*\b|\blæg i kurv\w*\b|\blegg i (?:handle)?kurv\w*\b|\bdo koszyka\b|"
    r"\bsepete ekle\b|カートに(?:入れる|追加)|カゴに入れる|買い物かごに|장바구니|thêm vào giỏ|เพิ่มลงตะกร้า"
    r"|หยิบใส่ตะกร้า|หยิบลงตะกร้า|ซื้อ(?:เลย|สินค้า|ทันที)|\b(?:dodaj )?v košarico\b|\b(?:dodaj )?u (?:košaricu"
    r"|korpu)\b|\bkupi(?: odmah|te)?\b"
    r"|\b(?:adaugă|adauga) [îi]n co[șşs]\b|\bcumpără(?: acum)?\b|\bkosárba(?: teszem| rakom)?\b|\bmegveszem\b"
    r"|\blis[aä]{1,2} ost(?:oskoriin|ukorvi)\b|\bosta kohe\b|\bosta nyt\b|\b(?:ielikt|pievienot|likt) grozā\b"
    r"|\bpirkt\b"
    r"|\b(?:įdėti )?į krepšelį\b|\bpirkti\b|\bдобави в (?:количката|кошницата)\b|\bкупи(?: сега)?\b|\b(?:додај"
    r"|dodaj) у корпу\b"
    r"|\bπροσθήκη στο καλάθι\b|\bαγορά\b|\bköp(?: nu)?\b|\bkøb(?: nu)?\b|\bkjøp(?: nå)?\b"
    r"|\bsatın al\b|\b(?:tambah(?:kan)?|masukkan)(?: ke)? keranjang\b|\bbeli (?:sekarang|langsung)\b"
    r"|\bmua (?:ngay|hàng)\b"
    r"|(?:أضف|إضافة|اضف)(?: المنتج)? (?:إلى|الى|ل)\s?(?:السلة|سلة|حقيبة|عربة|العربة)|اشتر(?:ي)? الآن|شراء الآن"
    r"|הוס(?:ף|פה) (?:לסל|לעגלה)|קנה עכשיו|לרכישה|افزودن به سبد|خرید|구매하기|바로 ?구매|購入(?:する|手続き)?"
    r"|今すぐ買う"
    r"|कार्ट में (?:डालें|जोड़ें)|अभी खरीदें|কার্টে যোগ|এখনই কিনুন"
)
_LATER = re.compile(
    r"\bpay (?:over time|later|monthly|after|in (?:\d|two|three|four|six|twelve|instal))|\binstal?ments?\b|\bfinanc"
    r"|先买后付|先買後付|分期"
)
_FREE = re.compile(
    r"(?:(?:play|download|install|get|start|try|claim|read|watch|listen|stream)(?: (?:it|this|the|your))?(?: (?:game"
    r"|app|book|ebook|file|song"
    r"|album|demo|episode|software|extension|theme|plugin|copy|sample))?(?: (?:now|free|for free|here|instantly"
    r"|today))+"
    r"|(?:play|download|install|get|claim)(?: the)? (?:game|app|ebook|file|free|it free)|play|install|download"
    r"|free download|get for free|add to library|免费下载|免費下載|开始游戏|muat turun(?: percuma)?)"
)
_NOT_BUY = re.compile(
    r"\b(?:como|cómo|wie|как|як|comment|come|jak|hoe|how|kako|cum|hogyan)\b|\bzum (?:waren|einkaufs)korb$|\bv košíku\b"
    r"|\bcomprar por\b"
)
_STATUSES = (("out", _OUT), ("back-order", _BACK), ("pre-order", _PRE), ("in-stock", _IN))
_LEAD_LABEL = (
    r"(?:lead time|availability|availab(?:le|ility) (?:in|within)|ships?(?: out)? (?:in|within)|shipped (?:in"
    r"|within)|"
    r"usually (?:ships?|dispatche[sd]|delivered)|(?:ready|dispatch(?:ed|es)?) (?:to ship )?(?:in|within)|lieferzeit|"
    r"lieferbar(?:keit)?|verfügbarkeit|versandfertig|dostupnos[tť]|disponibilit[àé]|disponibilidad(?:e)?|"
    r"délai (?:de livraison|d'expédition)|levertijd|leveringstid|leveranstid|наличие|срок поставки|поставка|"
    r"czas wysyłki|"
    r"发货时间|發貨時間|发货|發貨)"
)
_SPAN = (
    r"(\d{1,3})(?:\s*(?:-|–|to|bis|à|a|do|až|~|至)\s*(\d{1,3}))?\s*\+?\s*(?:(?:business|working|work|production"
    r"|manufacturing|making|crafting|handling|processing|calendar) )?"
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
        return "in-stock" if int(next(filter(None, level.groups()))) else "out"
    few = len(re.findall(r"[^\W\d_]+", folded)) <= FEW or bool(_GOODS.search(folded))
    for status, pattern in _STATUSES:
        for hit in pattern.finditer(folded):
            if not few and _LOOSE.search(hit.group()):
                continue
            if status != "in-stock" or not _turned_round(folded, hit):
                return status
            if not _AT_ONCE.search(hit.group()):  # "not at once" is later, and no more than that
                return "out"
    return ""


def _turned_round(folded: str, hit: re.Match[str]) -> bool:
    return bool(_NOT_BEFORE.search(folded[: hit.start()]) or _NOT_AFTER.match(folded, hit.end()))


def is_of_media(text: str) -> bool:
    """Whether a folded short line says of a picture or a film, and not of the item, that it is there or not: "Bild
    nicht verfügbar"."""
    few = len(_LETTERS.findall(text)) <= MEDIA_WORDS
    return few and bool(_MEDIA.search(text)) and bool(_LOOSE.search(text) or _LOOSE_OTHER.search(text))


def is_loose(hit: str) -> bool:
    """Whether words of a status are said of much else beside goods ("available", "last chance")."""
    return bool(_LOOSE_ENGLISH.search(hit))


def said_of_goods(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` of a folded line is said of the item: of goods named before it, or of
    nothing else that is named. "Gift wrap available" and "available storage" are said of something else."""
    if _OF_GOODS.search(text[:start]) and not _AIM.match(text[end:]):
        return True
    return all(w in _BESIDE for w in _LETTERS.findall(f"{text[:start]} {text[end:]}"))


def not_of_this(text: str) -> bool:
    """Whether a folded line that says sold out says it of some of several, of a shop one walks into, or of the past."""
    elsewhere = _NOT_HERE.search(text) and not _ONLINE.search(text)
    return bool(elsewhere or _FOR_IT.search(text) or _PARTLY.search(text) or _BOASTS.search(text))


def is_gone(text: str) -> bool:
    """Whether a folded short line says that the item cannot be had any more, or not yet: "Coming soon"."""
    hits = [*_SOON.finditer(text), *_GONE.finditer(text)]
    return any(said_of_goods(text, hit.start(), hit.end()) for hit in hits)


def is_back_order(text: str) -> bool:
    """True where a text says the article is ordered for the buyer: in English too."""
    return bool(_BACK.search(fold(text)))


@lru_cache(maxsize=8192)
def buys(text: str) -> bool:
    """True for the text of a button that buys, in a language without a lexicon."""
    folded = fold(text)
    return len(folded) <= LONGEST_LINE and bool(_BUY.search(folded)) and not _NOT_BUY.search(folded)


def pays_later(text: str) -> bool:
    """Whether words that begin like a button's tell of a way to pay: "Buy now, pay over time"."""
    return bool(_LATER.search(fold(text)))


def gets_free(text: str) -> bool:
    """Whether a button gives what costs nothing and needs no cart: "Install", "Play for free"."""
    return bool(_FREE.fullmatch(fold(text).strip(" .!»>→")))


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
