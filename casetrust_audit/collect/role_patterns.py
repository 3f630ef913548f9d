"""The words of addresses and of names, by role: tables for `casetrust_audit.collect.role_words`.

Addresses use the words storefronts use in their paths (Magento, Shopify, WooCommerce, PrestaShop, OpenCart, osCommerce,
Zen Cart, Bitrix, Salesforce, SHOPLINE and many of no name), English ones and those of other languages that are common
there. The stems of names are those of languages without a lexicon.
"""

from __future__ import annotations

ROUTED: tuple[tuple[str, str], ...] = (
    ("recovery", r"forgot|lost_?pass|sendpassword|password_?(?:reset|recovery|forgotten)|reset_?password"
                 r"|controller=password"),
    ("register", r"\bregister\b|create_?account|sign_?up|account/create|registration"),
    ("login", r"\blog_?in\b|\bsign_?in\b|=(?:authentication|auth)\b|account/login"),
    ("cart", r"(?:=|/|_)(?:cart|basket)\b"),
    ("checkout", r"checkout|=order(?:-opc)?\b"),
    ("contact", r"(?:=|/)contact(?:_?us)?\b"),
    ("product", r"product/product|\bid_product=|\bproducts?_?id=|\bproduct=|=product_info|=goods\b"),
    ("listing", r"product/category|\bid_category=|\bcpath=|\bproduct_cat=|\bcat(?:egory)?(?:_?id)?="
                r"|\bpost_type=product\b"),
    ("search", r"\b(?:route|controller|main_page)=(?:product/)?(?:advanced_)?search"),
)  # fmt: skip
"""What a query routes to: `?route=account/login`, `?controller=contact`, `?main_page=contact_us`."""

SEGMENT: tuple[tuple[str, str], ...] = (
    ("recovery", r"forgot(?:ten)?(?:[- ]?(?:my )?pass\w*)?"
                 r"|(?:reset|lost|recover|remind|ricorda|recupera|new|olvid\w+)[- ]?(?:your )?pass(?:word)?"
                 r"|pass(?:word)?[- ]?(?:reset|recover\w*|forgot\w*|lost|remind\w*)|password"
                 r"|passwort(?:[- ]vergessen)?|mot de passe(?: oublie)?|recuperar contrasena|wachtwoord vergeten"
                 r"|zapomenut\w* heslo|account recovery|(?:wangji|zhaohui|chongzhi) ?mima"),
    ("otp", r"otp|two ?factor (?:login|verify)|2fa (?:login|verify)|one time (?:code|password)|verify (?:code|otp)"),
    ("register", r"register|registration|sign ?up|create (?:an? )?(?:new )?account|new (?:account|customer)"
                 r"|join(?: us)?|member ?join|enrol+|registrier\w*|registrati\w*|inscription|registro|registrazione"
                 r"|rejestracja|registrace|registracia|cadastro|zhuce"),
    ("order_status", r"(?:order|parcel|package|shipment|delivery)s? ?(?:track(?:ing|er)?|status|look ?up)"
                     r"|track(?:ing)?(?: (?:my|your|an?|the))? ?(?:orders?|parcels?|packages?|shipments?|delivery)"
                     r"|^track(?:ing)?$|where is my order|sendungsverfolgung|(?:bestell|auftrags)status"
                     r"|suivi(?: de)? (?:ma )?(?:commande|colis)|(?:seguimiento|estado)(?: de(?:l| mi)?)? (?:pedido"
                     r"|envio)"
                     r"|(?:traccia|stato)(?: (?:il|del))?(?: tuo)? ?(?:ordine|spedizione)|rastrear(?: meu)? pedido"
                     r"|(?:jejak|semak|lacak)(?: status)? pesanan|dingdan chaxun|wuliu chaxun"),
    ("login", r"(?:\w*[- ])?log[- ]?in|log ?on|login ?post|sign ?in|auth(?:entication)?|account login"
              r"|connexion|anmeld\w+|einloggen|logowanie|prihlas\w*|accedi|iniciar sesion|inloggen|vhod|denglu"),
    ("security", r"two ?factor\w*|2fa|passkeys?|(?:account )?security(?: (?:help|settings))?"),
    ("checkout", r"(?:\w* )?check ?outs?(?: \w+)?|one ?page(?: ?checkout)?|^(?:quick )?order$|kasse|zur kasse"
                 r"|bestellung|afrekenen|place ?order|commande|ordina|tramitar pedido|oformlenie|jiesuan"
                 r"|tijiao ?dingdan"),
    ("cart", r"(?:view |shopping |my )?(?:cart|basket|bag|trolley)|warenkorb|panier|carrello|carrito|carrinho"
             r"|winkelwagen|koszyk|kosik|korzina|gouwu ?che"),
    ("complaint", r"complain\w*|feedbacks?|disputes?|grievances?|reklamation"),
    ("privacy", r"privacy|data ?protection|pdpa|personal data (?:protection|policy|notice|act)|datenschutz\w*"
                r"|confidentialite|privacidad|privacidade|yinsi(?: ?(?:zhengce|tiaokuan|shengming))?"),
    ("returns", r"returns?|refunds?|exchanges?|cancellations?|widerruf\w*|ruckgabe|retours?|resi|recesso|devoluc\w+"
                r"|zwroty|tui ?huan? ?huo|tuihuo|tuikuan"),
    ("delivery", r"shipping|delivery|deliveries|fulfil\w*|versand\w*|lieferung|livraison|spedizion\w|envios?|dostawa"
                 r"|dostavka|peisong(?: ?(?:fangshi|shuoming|zhengce))?"),
    ("terms", r"terms|conditions|tos|tnc|legal(?: notice)?|agb|impressum|cgv|mentions legales|condizioni|terminos"
              r"|regulamin|(?:fuwu|yonghu) ?(?:tiaokuan|xieyi)"),
    ("faq", r"faqs?|help ?cent(?:er|re)|questions|help|hilfe|changjian ?wenti|bangzhu(?: ?zhongxin)?"),
    ("contact", r"contact(?: ?us)?|contacts|customer (?:service|care)|get in touch|support|kontakt\w*|contatt\w"
                r"|contacto|contato|contactez nous|nous contacter|kontakty|lian ?xi(?: ?wo ?men| ?fang ?shi)?|lxwm"
                r"|lxfs"),
    ("reviews", r"reviews?|testimonials?|bewertungen|avis|recensioni|opiniones"),
    ("about", r"about(?: ?us)?|our story|who we are|company|uber uns|ueber uns|qui sommes nous|a propos|chi siamo"
              r"|sobre nosotros|quienes somos|o nas|over ons|guan ?yu(?: ?wo ?men)?|gywm"
              r"|(?:gong ?si|qi ?ye) ?(?:jian ?jie|jie ?shao)|about ?me|chi sono|qui suis je|quien soy|quem (?:somos"
              r"|sou)"
              r"|u?eber mich|wer wir sind|sobre mi|over mij"),
    ("account", r"(?:my ?)?accounts?(?: show)?|orders|order history|wish ?lists?|mein konto|mon compte|moje konto"),
    ("error", r"(?:error ?)?4(?:04|10)(?: ?error)?(?: ?not ?found)?|(?:page ?)?not ?found"),
    ("search", r"search(?: ?results?)?|catalogsearch|advanced search result|suche|recherche|cerca|buscar|poisk|sousuo"),
)  # fmt: skip
"""What one segment of a path names, its words apart and in small letters; the first that fits."""

STEMS: tuple[tuple[str, str], ...] = (
    ("error", r"\b404\b|nicht gefunden|introuvable|no encontrada|non trovata|não encontrada|niet gevonden"
              r"|nie znaleziono|nenalezen|не найден|не знайден|見つかりません|찾을 수 없"),
    ("recovery", r"(?:passwort|kennwort).{0,12}(?:vergessen|zurück)|mot de passe.{0,8}(?:oubli|perdu)"
                 r"|password (?:dimenticat|smarrit|perdut)"
                 r"|(?:ricorda|recupera).{0,12}(?:password|contraseña|senha|dati)"
                 r"|(?:olvid|esquec).{0,16}(?:contraseña|senha)|wachtwoord.{0,10}(?:vergeten|herstel)"
                 r"|(?:zapomni|odzysk|przypomn|zapomenut|obnov|zabud)\w*.{0,16}(?:hasł|hesl)"
                 r"|(?:восстановлен|забыл|запрос|смен|сброс)\w*.{0,10}парол"
                 r"|(?:відновлен|забул|скидан)\w*.{0,10}парол|パスワード.{0,8}(?:再|忘)"
                 r"|비밀번호.{0,4}(?:찾기|재설정)|elfelejtett jelsz|şifremi? unut|sıfırla|am uitat parola"
                 r"|resetare parol|glömt.{0,8}lösenord|återställ.{0,8}lösenord|glemt.{0,8}(?:passord|adgangskode"
                 r"|kodeord)"
                 r"|unohtu\w* salasana|salasana\w* unohtu|(?:zaboravlj|pozablj)\w* (?:lozink|geslo)|забравена парола"
                 r"|ξεχ[άα]σ\w*.{0,8}κωδικ|quên mật khẩu|đặt lại mật khẩu|ลืมรหัสผ่าน|نسيت كلمة|فراموشی رمز"
                 r"|שכחתי סיסמ"),
    ("register", r"\bregistrier\w*|(?:konto|account) (?:erstellen|anlegen|eröffnen)|\binscription\b"
                 r"|cr[ée]er un compte|\bregistrazione\b|\bregistrati\b|crea(?:re)? (?:un )?account|\bregistrarse\b"
                 r"|crear (?:una )?cuenta|criar conta|\bcadastr\w+|account aanmaken|\bregistreren\b|\brejestracja\b"
                 r"|załóż konto|\bregistr(?:ace|ácia)\b|vytvo\w+ .{0,24}účet|регистрац\w+|реєстрац\w+|会員登録"
                 r"|新規登録|회원가입"),
    ("login", r"\banmeld(?:en|ung)\b|\beinloggen\b|\bconnexion\b|se connecter|\bidentification\b|\baccedi\b"
              r"|\blog-?in\b|iniciar sesi[oó]n|\binloggen\b|\blogowanie\b|zaloguj|p[rř]ihl[áa]s\w*|авториза\w+"
              r"|аутентифика\w+|вход\b|войти|вхід\b|увійти|ログイン|로그인"),
    ("cart", r"\bwarenkorb\b|\beinkaufswagen\b|\bpanier\b|\bcarrello\b|\bcarrito\b|\bcarrinho\b"
             r"|\bwinkel(?:wagen|mand)\b|\bkoszyk\b|\bkošík\b|корзин\w+|кошик\w*|カート|장바구니"),
    ("checkout", r"\bkasse\b|bestell(?:ung|übersicht|vorgang)|\bpaiement\b|(?:passer|finaliser).{0,8}commande"
                 r"|\bcassa\b|\bpagamento\b|\bordina\b|finaliz\w+ (?:la )?(?:compra|pedido)|tramitar pedido"
                 r"|\bafrekenen\b|\bpokladn\w+|оформлен\w+ заказ\w*|оформлення замовлен\w*|ご注文手続|購入手続|결제"),
    ("complaint", r"\breklamation\b|\breclami\b|\breclamaciones\b|\bréclamation|\breklamacj\w+|жалоб\w+|скарг\w+"),
    ("contact", r"\bkontakt\w*|contactez|nous contacter|\bcontatt\w+|\bcontáct\w+|\bcontacto\b|\bcontato\b"
                r"|fale conosco|neem contact|связаться|c?вяжитесь|контакт\w*|обратн\w+ связ\w+|зворотн\w+ зв.язок"
                r"|お問い合わせ|お問合せ|문의"),
    ("privacy", r"\bdatenschutz\w*|confidentialit\w+|données personnelles|informativa|\bprivacidad\w*|prywatnoś\w+"
                r"|ochrana osobn\w+|конфиденциальн\w+|персональн\w+ данн\w+|конфіденційн\w+|プライバシー|個人情報"
                r"|개인정보"),
    ("terms", r"\bagb\b|geschäftsbedingungen|\bimpressum\b|conditions générales|mentions légales|\bcondizioni\b"
              r"|\btérminos\b|\btermos\b|algemene voorwaarden|\bregulamin\b|obchod\w+ podmienky|obchodní podmínky"
              r"|соглашени\w+|оферт\w+|利用規約|特定商取引|이용약관"),
    ("returns", r"\brückgabe\w*|\bwiderruf\w*|\bretoure\w*|remboursement|\bresi\b|\brecesso\b|\bdevoluci\w+"
                r"|\bdevoluç\w+|\bzwrot\w*|vrácen\w+|возврат\w*|повернен\w+|返品|返金|반품|환불"),
    ("delivery", r"\bversand\w*|\blieferung\w*|\blivraison\b|\bspedizion\w+|\bconsegna\b|\benvíos?\b|\bentrega\b"
                 r"|\bverzend\w+|\bdostaw\w+|\bdoprav\w+|доставк\w+|配送|送料|배송"),
    ("faq", r"häufige fragen|foire aux questions|questions fréquentes|domande frequenti|preguntas frecuentes"
            r"|perguntas frequentes|veelgestelde vragen|часто задаваем\w+|часті питання|よくある質問|자주 묻는"),
    ("about", r"über uns|qui sommes|à propos|chi (?:siamo|sono)|quem somos|qui[eé]nes somos|sobre n[oó]s(?:otros)?"
              r"|over ons|\bo n[aá]s\b"
              r"|о компании|о магазине|о нас\b|про нас\b|про компанію|会社概要|회사소개"
              r"|über mich|wer wir sind|qui suis-je|qui[eé]n soy|sobre m[ií]\b|about me\b"),
    ("security", r"\baccount security\b|\bsecurity settings\b|\blogin (?:and|&) security\b"),
    ("reviews", r"kundenbewertungen|avis clients|\brecensioni\b|beoordelingen|отзывы|відгуки"),
    ("account", r"mein konto|mon compte|mio account|mi cuenta|minha conta|mijn account|moje konto|můj účet"
                r"|личный кабинет|особистий кабінет|マイページ|마이페이지"),
    ("search", r"suchergebnis\w*|résultats de (?:la )?recherche|risultati (?:della )?ricerca"
               r"|resultados de (?:la )?b[uú]squeda|zoekresultaten|wyniki wyszukiwania|výsledky (?:vy)?hled\w+"
               r"|результат\w* (?:поиск|пошук)\w*|検索結果|검색 ?결과"),
)  # fmt: skip
"""What a title or a heading names, folded."""
