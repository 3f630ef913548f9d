"""Words by which forms say what they are for: on buttons and headings, in addresses and in names of the markup.

English, Chinese, Malay and Tamil come from the lexicons for text a person reads; the expressions here add the words of
other languages that shops use, and those of addresses and markup, where words are English or run together.
"""

from __future__ import annotations

import re

from casetrust_audit.text.phrases import phrases

_SPOKEN: dict[str, str] = {
    "login": r"\blog ?-?(?:in|on)\b|\bsign(?:ing)? ?-?in\b|\bloginform|einlogg|\banmeld|\bconnexion\b|se connecter|"
             r"s'identifier|identifiez|iniciar sesi[oó]n|inicia sesi[oó]n|\bacceder\b|ingresar|\bentrar\b|"
             r"iniciar sess[aã]o|\baccedi\b|\bentra\b|area riservata|inloggen|\baanmelden|zaloguj|logowani|войти|"
             r"\bвход\b|авториз|ログイン|サインイン|登录|登入|登陆|log masuk|உள்நுழை|logga in|p[rř]ihl[aá]s|"
             r"bejelentkez|giriş|prisijung|вписване|로그인|đăng nhập|^masuk$|masuk (?:ke )?akun|เข้าสู่ระบบ",
    "register": r"\bregist(?:er|ration|rering)\b|create (?:[a-z]+ ){0,3}(?:account|profile|login)|createaccount|"
                r"customer create|new (?:account|customer|user|member)\b|newuser|open an account|"
                r"becom\w+ (?:an? )?(?:\w+ )?member|registrier|konto (?:erstellen|anlegen|eröffnen)|neukunde|"
                r"neues konto|créer (?:un|mon|votre) compte|crear (?:una |mi |tu )?cuenta|reg[ií]str(?:ate|arse|ar|o|"
                r"e-se|ati|azione)|criar (?:uma |minha )?conta|crea (?:un )?account|registreren|"
                r"account (?:aan)?maken|"
                r"zarejestruj|rejestrac|załóż konto|зарегистр|регистрац|создать (?:аккаунт|уч)|新規登録|会員登録|"
                r"注册|"
                r"註冊|buat akaun|daftar akaun|பதிவு செய்|regisztr|registrace|회원가입|"
                r"đăng ký(?! (?:nhận|theo dõi|bản tin|email))|^daftar(?: sekarang)?$|daftar akun|buat akun|สมัครสมาชิก",
    "sign-up": r"sign(?:ing)? ?-?up\b|\bjoin (?:now|us|free)\b|^join\b|get started|inscri(?:re|ption|vez|ver|va|viti|"
               r"zione)|iscri|cadastr|inschrijven|zapisz",
    "recovery": r"forg[eo]t|\breset(?:\b|uj|ov|ea|ar\b|t[ae]|ira)|"
                r"\brecover|lost (?:your |my )?passw|lostpassw|passw\w* (?:lost|reminder|recovery|"
                r"help|assist\w*)|(?:retrieve|remind|e?mail|send) (?:me )?(?:my |your |a )?(?:new )?passw|"
                r"send ?passw|"
                r"reset link|can'?t (?:log|sign) in|vergess|zurücksetz|neues passwort|passwort anford|oubli|"
                r"réinitiali|mot de passe perdu|nouveau mot de passe|olvid|recuper|restablec|restaur|esquec|"
                r"redefinir|"
                r"dimentic|smarrit|ricorda ?passw|reimposta|vergeten|zapomn|odzysk|przypomn|забы[лт]|запрос парол|"
                r"восстан|напомн|忘れ|再設定|再発行|リセット|忘记|忘記|重置|找回|重設|\blupa\b|set semula|மறந்து|"
                r"zabudnut|zapomenut|elfelejtett|unuttum|sıfırla|забравен|비밀번호 ?(?:찾기|재설정|변경)|"
                r"récupér|renouveler|ripristin|ha(?:i|s) pers|perdiste|contraseña perdida|perdeu|opnieuw instellen|"
                r"glömt|återställ|glemt|nulstil|tilbakestill|unohtu|uusi salasana|uitat|resetează|zaboravlj|zaboravio|"
                r"pozablj|pamiršo|aizmirs|unustas|забул|забут|віднов[ли]|скинут|сброс|смен[аи]ть? парол|сменить парол|"
                r"нов(?:ый|ого) парол|ξεχ[άα]σ|επαναφορ|quên mật|quên mk|lấy lại mật|đặt lại mật|ลืมรหัส|รีเซ็ต|"
                r"نسيت|استعادة|فراموش|بازیابی|שכחתי|איפוס|भूल ?गए|tetapkan semula|atur ulang|kata sandi baru",
    "newsletter": r"newsletter|subscri|mailing ?list|maillist|email ?(?:list|updates|signup)|list manage|mc4wp|"
                  r"mc signup|klaviyo|mailchimp|sendgrid|infusionsoft|constantcontact|createsend|aweber|getresponse|"
                  r"sendinblue|brevo|mailerlite|convertkit|omnisend|cleverreach|emarsys|get (?:updates|offers|"
                  r"\d+ ?%)|"
                  r"\d+ ?% off|stay (?:in touch|updated|connected|in the loop|up to date)|sign ?-?up (?:for|"
                  r"to) (?:our|the|e?-?mails?|receive|get|news|updates|offers|special)|join (?:our|the) |"
                  r"latest (?:news|offers|deals)|notify me|e-?mail alerts|e-?mail updates|abonnieren|abonnez|"
                  r"s'abonner|rundbrief|suscr[ií]b|bolet[ií]n|\bassin[ae]|inscreva|iscriviti|nieuwsbrief|biuletyn|"
                  r"zapisz się|подпис|рассыл|メルマガ|メールマガジン|订阅|訂閱|电子报|電子報|langgan|surat berita|"
                  r"செய்திமடல்|hírlev|бюлетин|뉴스레터|đăng ký (?:nhận|theo dõi|bản tin|email)|"
                  r"nhận (?:bản )?tin|nhận (?:ưu đãi|khuyến mãi)|berlangganan|buletin|รับข่าวสาร",
    "search": r"\bsearch|\bfind\b|\bsuche|\bsuch\b|recherche|\bchercher\b|\bbuscar|\bbusca\b|búsqueda|pesquis|"
              r"procurar|\bcerca\b|ricerca|\bzoek|szukaj|wyszuk|поиск|найти|искать|検索|搜索|搜尋|搜寻|查找|查询|"
              r"\bcari\b|தேடு|keres|hľada|hled|търс|\bara\b|검색|tìm kiếm|catalogsearch|\blookup\b",
    "filter": r"\bfilt(?:er|r)|\bsort(?:ier)?|order ?by\b|\bper page\b|pro seite|par page|trier\b|ordenar|ordina|"
              r"sorteer|sortuj|筛选|排序|並び替え|絞り込|сортир|susun|tapis",
    "apply": r"\bapplication\b|\bapply\b|bewerb|candidat|curriculum|\bcv\b|lebenslauf|rekrut|応募|求职|\bvacancy|"
             r"\bjobs?\b",
    "contact": r"contact|enquir|inquir|get in touch|e?mail us|write to us|ask (?:us|a question|an expert)|sendmessage|"
               r"send (?:your |a |us a |us )?message|request (?:a |an |for )?(?:quote|info\w*|call ?back|brochure)|"
               r"kontakt|contatt|contato|nachricht|envoyer (?:un|votre) message|mensaje|mensagem|messaggio|wiadomość|"
               r"обратн\w+ связ|связаться|сообщен|написать|お問い合わせ|お問合せ|联系|聯絡|聯繫|留言|hubungi|"
               r"pertanyaan|தொடர்பு|wpcf ?7|문의|liên hệ|gửi (?:tin nhắn|yêu cầu|lời nhắn)|kirim pesan|ติดต่อ|ส่งข้อความ",
    "complaint": r"complain|feedback|grievance|dispute|投诉|投訴|意见|反馈|意見|aduan|maklum ?balas|புகார்|reclamo|"
                 r"reklamation|réclamation",
    "review": r"\breviews?\b|\brating\b|rate this|bewert|\bavis\b|reseña|avaliaç|recension|beoordel|отзыв|レビュー|"
              r"评价|評價|ulasan",
    "cart": r"add ?to ?(?:my |your |the |shopping )?(?:cart|bag|basket|trolley|order)|addtocart|cart ?add|basket ?add|"
            r"add (?:cart|basket|bag)|buy (?:it )?now|webscr|pre ?-?order|order now|in den warenkorb|in den einkaufs|"
            r"ajouter (?:au panier|à mon)|a[ñn]adir al? (?:carrito|cesta)|agregar al carrito|adicionar ao carrinho|"
            r"\bcomprar\b|\bacheter\b|aggiungi al|acquista|in (?:de )?winkel|do koszyka|в корзину|\bкупить|カートに|"
            r"かごに|加入购物车|加入購物車|立即购买|masukkan ke troli|tambah ke troli|do košíka|kosárba|"
            r"thêm vào giỏ|mua ngay|(?:tambah(?:kan)?|masukkan) (?:ke )?keranjang|beli sekarang|เพิ่มลง(?:ใน)?ตะกร้า|"
            r"หยิบใส่ตะกร้า|장바구니",
    "order": r"check ?-?out\b|place (?:my |your )?order|submit order|complete (?:my |your )?(?:order|purchase)|"
             r"\bpay(?:ment)?\b(?!pal)|(?:continue|proceed) to (?:ship|deliver|pay)|\bdeliver|\bship(?:ping|ment)?\b|"
             r"billing|confirm (?:order|purchase)|\bdonat|\bkasse\b|bestell|versand|zahlung|liefer|commander|"
             r"livraison|paiement|\bpedido\b|\bpagar\b|env[ií]o|pagamento|spedizione|ordine|bestelling|verzend|zamów|"
             r"dostaw|płatno|оформ\w+ заказ|\bзаказ|доставк|оплат|注文|お届け|購入|结账|結帳|结算|付款|支付|配送|"
             r"bayar|penghantaran|đặt hàng|thanh toán|giao hàng|vận chuyển|pesanan|pengiriman|สั่งซื้อ|ชำระเงิน|จัดส่ง|"
             r"주문|결제|배송",
    "coupon": r"coupon|promo(?:tion)? ?code|voucher|gift ?card|discount code|gutschein|code promo|cup[oó]n",
}  # fmt: skip
_SECRET = (
    r"(?:passw|passcode|contrase|kennwort|mot de passe|senha|wachtwoord|has[lł][oa]|парол|密码|密碼|"
    r"パスワード|kata laluan|mật khẩu|kata sandi|รหัสผ่าน|비밀번호)"
)
SETS_PASSWORD = re.compile(
    r"(?:sav|set|chang|updat|creat|choos|generat|reset|salva|guarda|speicher|ändern|enregistr|cambia|alter|"
    r"opslaan|zapisz|zmie|сохран|"
    rf"измен|修改|設定|设置|保存|変更|tukar|simpan)\w*\b.{{0,24}}{_SECRET}|{_SECRET}.{{0,16}}(?:speichern|ändern|"
    rf"opslaan|wijzigen|変更|設定)"
)
SENDS_PASSWORD = re.compile(
    r"\b(?:send|sent|e-?mailed|(?:e-?mail|text) (?:you|me|a|the|it)|receive|get)\b(?:(?!forg).){0,70}\b(?:reset|"
    r"(?:new |temporary )passw\w*|"
    r"your passw\w*|(?:log ?in|password|recovery) (?:details|instructions|link)|instructions|"
    r"link to (?:reset|create|set|change|choose))|\bto (?:reset|recover|retrieve|restore|change) (?:your |my |"
    r"the |a )?(?:\w+ )?(?:passw|account|login)|"
    r"\b(?:reset|recover|retrieve|restore) your (?:\w+ )?(?:passw|account)|\ba new passw\w+ will be|"
    rf"(?:发送|發送|寄出?|寄送).{{0,16}}(?:重置|重設|重设|{_SECRET})|(?:找回|重置|重設|重设){_SECRET}|"
    rf"set semula kata laluan|"
    rf"(?:zusenden|zugesandt|schicken|envoy|enviar|inviare|verzenden|wyślemy|отправ|вышл).{{0,40}}{_SECRET}|"
    rf"{_SECRET}.{{0,40}}(?:zusenden|zugesandt|zurücksetzen)"
)
"""What a form says that it does for one who has forgotten; "Forgot your password?" is a way to another."""
_PATTERNS = {intent: re.compile(pattern) for intent, pattern in _SPOKEN.items()}
_TOPICS = {
    "login": "login", "register": "register", "newsletter": "marketing", "search": "search", "contact": "contact",
    "review": "leave-review", "cart": "add-to-cart", "order": "checkout",
}  # fmt: skip
_LONGEST_SHOWN = 60
"""A button or heading longer than this is a sentence; the words of a lexicon say little in one."""


def says(intent: str, text: str, *, shown: bool = True) -> bool:
    """Whether folded `text` has words of the intent. `shown`: a person reads it, so that the lexicons apply."""
    if not text:
        return False
    if _PATTERNS[intent].search(text):
        return True
    if intent == "register" and _PATTERNS["sign-up"].search(text):
        return False  # the lexicon's "sign up" may be to a newsletter
    return shown and intent in _TOPICS and len(text) <= _LONGEST_SHOWN and phrases(_TOPICS[intent]).any(text)
