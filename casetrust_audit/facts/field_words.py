"""Words and autocomplete tokens by which a field says what it asks for.

Words are English and those of the other languages shops in and around Singapore, and the larger ones of Europe, use;
they are matched against folded text, the words of names in markup set apart.
"""

from __future__ import annotations

import re

TOKENS = {
    "name": "name", "honorific-prefix": "honorific", "given-name": "given-name", "additional-name": "given-name",
    "family-name": "family-name", "nickname": "username", "username": "username",
    "one-time-code": "one-time-code", "organization": "company", "organization-title": "other",
    "street-address": "address", "address-line1": "address", "address-line2": "address", "address-line3": "address",
    "address-level1": "region", "address-level2": "city", "address-level3": "city", "address-level4": "address",
    "country": "country", "country-name": "country", "postal-code": "postal-code", "cc-name": "card-name",
    "cc-given-name": "card-name", "cc-family-name": "card-name", "cc-number": "card-number", "cc-exp": "card-expiry",
    "cc-exp-month": "card-expiry", "cc-exp-year": "card-expiry", "cc-csc": "card-code", "cc-type": "card-type",
    "transaction-amount": "amount", "bday": "birth-date", "bday-day": "birth-date", "bday-month": "birth-date",
    "bday-year": "birth-date", "sex": "gender", "url": "website", "email": "email", "tel": "phone",
    "tel-national": "phone", "tel-local": "phone", "tel-country-code": "phone", "tel-area-code": "phone",
}  # fmt: skip
"""Autofill tokens of the WHATWG standard. Those of passwords are heeded on password fields only: shops write
"new-password" on any field to keep browsers from filling it."""

OTHER_CARD = re.compile(
    r"gift|member|loyalty|voucher|reward|library|student|\b(?:business|name|id|ident(?:ity|ification)|sim|club|points?|"
    r"health|medical|medicare|insurance|travel|transport|transit|bus|metro|fuel|staff|employee|phone|calling|scratch|"
    r"green|residence|report|graphics|video|sound|sd|memory|key|access|stored? value|e-?z ?link|octopus) ?cards?\b|"
    r"\b(?:gutschein|geschenk|kunden|mitglieds|bibliotheks|personal|ausweis)\w*|cadeau|fidélité|regalo|presente|"
    r"biblioth|carte (?:d'identité|vitale)|carta d'identità|karta (?:podarunkowa|stałego)|"
    r"kad (?:ahli|pengenalan|hadiah)|"
    r"kartu (?:anggota|identitas)|会员[卡证]|會員[卡證]|礼品卡|禮品卡|禮物卡|身份[证證]|图书[证卡]|圖書證|学生[证卡]|"
    r"ギフト|会員|회원|기프트"
)
"""Cards that nothing is paid with, or only at one place: of a gift, of a member, of a library, of one's identity."""
REPEAT = re.compile(
    r"confirm|re ?-?(?:peat|type|enter)|repeat|again|verify|match|wiederhol|bestätig|répét|repet|repit|ripet|ripeti|"
    r"herhaal|bevestig|powtórz|potwierd|повтор|подтвер|再入力|確認|确认|再次|重复|重複|ulang|sahkan|மீண்டும்|"
    r"(?:passw(?:or)?d?|pass|pwd|pw|e?mail|email address) ?(?:2|b|two|conf|check|rpt|re)\b"
)
NEW = re.compile(
    r"\bnew\b|\bneues?\b|nouveau|nueva|nova|nuova|nieuw|nowe|новый|新密|新しい|baharu|create|choose|\bset\b|wähle|"
    r"\breg(?:ister|istration)?\b|sign ?up|signup"
)
OLD = re.compile(
    r"\bold\b|current|existing|altes|aktuell|actuel|actual|attuale|huidig|obecne|текущ|当前|旧|現在|semasa"
)
PASSWORD = re.compile(
    r"passw|\bpwd\b|\bpasscode\b|kennwort|mot de passe|contraseña|contrasena|\bsenha\b|palavra passe|wachtwoord|"
    r"\bhas[lł]o\b|пароль|パスワード|密码|密碼|kata ?laluan|கடவுச்சொல்|"
    r"mật khẩu|kata ?sandi|รหัสผ่าน|비밀번호|\bşifre|\bparola\b|\bheslo\b|jelszó|salasana|lösenord|adgangskode|passord"
)
_CARD_NUMBER = (
    r"\bcard ?(?:nos?|num|numbers?|nr) ?\d?\b|(?:\b|credit|debit|bank)cardnumber|"
    r"^(?:[0-9x•*#]{4}[ -]){3}[0-9x•*#]{4}$|\bcc ?(?:no|num|number)\b|\bc ?number\b|credit ?card$|"
    r"\bpan\b(?!el)|karten ?nummer|"
    r"numéro de (?:la |votre )?carte|número d[eao] (?:la )?(?:tarjeta|cartão)|numero (?:della )?carta|"
    r"kaart ?nummer|numer karty|номер карты|カード番号|卡号|卡號|nombor kad|அட்டை எண்|"
    r"numero di carta|\bn[°º] (?:de )?carte|kredi kart[ıi]|kart (?:numaras[ıi]|no)\b|\bkort ?(?:nummer|nr)|"
    r"(?:kortin|luottokortin) numero|(?:nomor|no\.?) kartu|số thẻ|카드 ?번호|"
    r"číslo (?:platební |platobnej |kreditní )?karty|"
    r"kártyaszám|kártya száma|หมายเลขบัตร|เลขที่บัตร|αριθμός (?:της )?κάρτας|num[ăa]r(?:ul)? (?:de )?card|broj kartice|"
    r"številka kartice|номер (?:на )?карт|kaardi ?number|kartes numurs|kortelės numer|رقم (?:ال)?بطاقة|شماره کارت|"
    r"מספר (?:ה)?כרטיס"
)
_CARD_CODE = (
    r"\bcvv ?2?\b|\bcvc ?2?\b|\bcsc\b|\bccv\b|\bcv[vc] ?code|card ?(?:security|verification|ident\w*) ?(?:code|no|"
    r"num\w*|value)|\bcc ?(?:sec|ver)\w*|\bsec(?:urity)? ?code\b|kartenprüf|prüf(?:ziffer|nummer)|cryptogramme|"
    r"código de seguran[çz]a|código de seguridad|codice di sicurezza|安全码|安全碼|セキュリティコード|"
    r"güvenlik kodu|säkerhetskod|sikkerhetskode|sikkerhedskode|turvakoodi|kode keamanan|mã (?:bảo mật|cvv|an toàn)|"
    r"보안 ?코드|bezpečnostn[íý] kód|biztonsági kód|kod (?:cvv|cvc|zabezpieczający|bezpieczeństwa)|รหัสความปลอดภัย|"
    r"κωδικός ασφαλείας|cod (?:de )?securitate|код безопасности|رمز الأمان|beveiligingscode"
)
_CARD_EXPIRY = (
    r"\bexp(?:iry|iration|ires|ir)?\b ?(?:date|month|year|mon|yr|mm|yy)?|\bex ?(?:date|month|year)\b|expir(?:y|"
    r"ation) ?\w*|\bmm ?/ ?(?:yy|jj|aa)|\bcc ?(?:month|year|exp\w*)|gültig bis|ablauf|vencimiento|caducidad|validade|"
    r"scadenza|vervaldat|data ważności|срок действия|有効期限|有效期|tarikh luput|"
    r"valid (?:thru|through|until|till)|good thru|son kullanma|utgångsdatum|giltig|udløb|utløp|voimassa|"
    r"masa berlaku|berlaku (?:hingga|sampai)|hết hạn|유효 ?기간|만료|platnos[tť]|lejárat|หมดอายุ|λήξη|expir[ăa]|"
    r"vrijedi do|veljavnost|термін дії|валидност|kehtiv|derīg|galioja|انتهاء|انقضا|תוקף"
)
_CARD_NAME = (
    r"name (?:as (?:it appears )?)?on (?:the |your )?card|card ?(?:holder|owner|name)(?! (?:str|addr|zip|post|city|"
    r"state|country|e?mail|phone))|\bcc ?name\b|karteninhaber|titulaire|titular|intestatario|kaarthouder|posiadacz|"
    r"カード名義|持卡人"
)
_ONE_TIME = (
    r"\b[mte]?otp\b|one ?-?time ?-?(?:pass|pin|code)|\btotp\b|two ?-?factor|twofactor|\b2fa\b|\bmfa\b|authenticator|"
    r"(?:sms|e?mail|phone|mobile|two step|2 step) ?(?:verification|confirmation|auth\w*)? ?code|(?:4|5|6|"
    r"8) ?-?digit (?:\w+ )?(?:code|pin|token)|code (?:we|was|has been|you) (?:sent|received|got)|code sent|"
    r"einmal(?:code|passwort)|code (?:re[çc]u )?par sms|код из (?:смс|sms)|ワンタイム|(?:短信|手机|手機|邮箱|动态|"
    r"動態|一次性)(?:验证|驗證)?(?:码|碼|密码|密碼)|kata laluan sekali"
)
VERIFICATION = re.compile(
    r"(?:verification|confirmation|authentication|security|access|login) ?(?:code|pin|token)|bestätigungscode|"
    r"code de (?:vérification|confirmation)|código de (?:verificación|verificação)|codice di (?:verifica|conferma)|"
    r"kod weryfikacyjny|код подтверждения|認証コード|(?:验证|驗證)(?:码|碼)|kod pengesahan|சரிபார்ப்பு"
)
"""A code by a name that a picture's letters, a card's digits and a code sent by phone share."""
_CAPTCHA = (
    r"captcha|anti ?-?robots?|human ?(?:verif\w*|check)|(?:anti ?)?spam|are you human|not a robot|\brobot\b|"
    r"security (?:image|question)|(?:code|letters|characters|text|numbers) (?:shown|above|below|in the (?:image|"
    r"picture)|you see|from the)|image ?(?:code|verif\w*|security)|visual|\bvv?code\b|turing|sicherheits(?:code|"
    r"frage)|bildcode|codice di controllo|код (?:с картинки|на картинке)|^(?:验证码|驗證碼)$|图形验证|画像認証|"
    r"^\d+ ?[+x*-] ?\d+ ?=?"
)

_BY_KIND: tuple[tuple[str, str], ...] = (
    ("captcha", _CAPTCHA),
    ("card-number", _CARD_NUMBER), ("card-code", _CARD_CODE), ("card-name", _CARD_NAME), ("card-expiry", _CARD_EXPIRY),
    ("card-type", r"card ?type|payment ?card|kartentyp"),
    ("one-time-code", _ONE_TIME),
    ("nric", r"\bnric\b|identity (?:card|no|number)|\bid card|national id|\bic (?:no|number)|passport (?:no|number|"
             r"id)|^passport$|\bfin (?:no|number)\b|身份证|身份證|kad pengenalan|codice ?fiscale|\bcpf\b|\bdni\b|"
             r"\bpesel\b|căn cước|\bcccd\b|nomor ktp|\bnik\b|เลขบัตรประชาชน"),
    ("coupon", r"coupon|promo(?:tion(?:al)?)? ?code|voucher|discount ?code|gift ?(?:card|code|certificate)|gutschein|"
               r"code promo|cup[oó]n|código de desconto|codice sconto|kortingscode|kod rabatowy|промокод|クーポン|"
               r"优惠[码券]|mã (?:giảm giá|khuyến mãi)|kode (?:promo|voucher|diskon)|โค้ดส่วนลด|쿠폰"),
    ("quantity", r"\bqty\b|quantity|\bquant\b|\bmenge\b|\banzahl\b|quantité|cantidad|quantidade|quantità|\baantal\b|"
                 r"ilość|колич|数量|數量|個数|kuantiti|எண்ணிக்கை|số lượng|\bjumlah\b|จำนวน|수량"),
    ("rating", r"\brating\b|\bstars?\b|bewertung|note sur|評価|评分"),
    ("email", r"e ?-?mail|courriel|correo|posta elettronica|\bmail(?: ?(?:address|adresse))?\b|эл\w*\.? ?почт|\bпочт|"
              r"メール|邮箱|郵箱|邮件|電郵|电邮|電子郵件|e ?-?mel\b|électronique|electrónic|\bema(?:il)?\b|மின்னஞ்சல்"),
    ("birth-date", r"birth|\bdob\b|\bbday|geburt|naissance|nacimiento|nascimento|nascita|geboorte|urodzen|рожден|生日|"
                   r"生年月日|出生|lahir|ngày sinh|วันเกิด|생년월일"),
    ("gender", r"\bgender\b|^sex$|geschlecht|^sexe$|^sexo$|^sesso$|geslacht|płeć|^пол$|性别|性別|jantina|"
               r"giới tính|jenis kelamin|^เพศ$|성별"),
    ("phone", r"phone|\bmobile|\bcell(?:ulare|ular)?\b|\btel(?:e[fp]\w+)?\b|contact ?(?:no|num\w*)\b|handy|téléphone|"
              r"teléfono|portable|móvil|celular|telefoon|телефон|電話|电话|手机|手機|携帯|தொலைபேசி|\bgsm\b|"
              r"điện thoại|\bsđt\b|telepon|ponsel|\bno\.? ?(?:hp|wa)\b|โทรศัพท์|เบอร์โทร|전화|휴대폰"),
    ("postal-code", r"post(?:al)? ?-?code|postcode|\bpost ?leitzahl|\bzip|\bplz\b|code postal|\bcp\b|código postal|"
                    r"\bcep\b|\bcap\b|kod pocztowy|индекс|郵便番号|邮编|邮政编码|郵遞區號|poskod|அஞ்சல்|"
                    r"kode ?pos|mã (?:bưu|zip)|รหัสไปรษณีย์|우편번호|\bpsč\b|irányítószám"),
    ("website", r"web ?site|home ?page|\burl\b|webseite|site web|sitio web|сайт|网址|サイト"),
    ("company", r"company|organi[sz]ation|business ?name|firma|entreprise|société|empresa|azienda|bedrijf|компани|"
                r"会社|公司|syarikat|công ty|perusahaan|บริษัท"),
    ("country", r"\bcountry|\bpays\b|\bpa[ií]s\b|\bland\b|nazione|\bkraj\b|страна|国家|國家|国籍|negara|"
                r"quốc gia|ประเทศ"),
    ("city", r"\bcity\b|\btown\b|suburb|locality|\bort\b|\bstadt\b|\bville\b|ciudad|cidade|\bcitt[aà]\b|\bplaats\b|"
             r"miasto|miejscowość|\bгород|市区|城市|bandar|"
             r"thành phố|\bquận\b|\bhuyện\b|\bkota\b|kabupaten|อำเภอ|เขต"),
    ("region", r"\bstate\b|province|provinc|r[ée]gions?\b|\bcounty\b|bundesland|\bestado\b|województwo|область|"
               r"都道府県|省份|negeri|\btỉnh\b|phường|provinsi|kecamatan|kelurahan|จังหวัด|แขวง|ตำบล"),
    ("given-name", r"(?:first|given|fore|middle) ?-?name|\bf ?name\b|vorname|prénom|prenom|primeiro nome|voornaam|"
                   r"\bimię\b|名字|nama depan"),
    ("family-name", r"(?:last|family|sur) ?-?name|\bl ?name\b|nachname|familienname|nom de famille|apellido|sobrenome|"
                    r"cognome|achternaam|nazwisko|фамили|姓氏|^姓$|nama belakang|นามสกุล|^họ\b(?! (?:và |& )?tên)"),
    ("address", r"(?:e ?-?mail )?address|\baddr\b|street|house ?n\w*|\bunit\b|apartment|\bapt\b|suite|adresse|"
                r"stra(?:ß|ss)e|\brue\b|direcci[oó]n|endere[çc]o|indirizzo|\badres\b|\bulica\b|адрес|улица|住所|地址|"
                r"alamat|முகவரி|địa chỉ|ที่อยู่|주소"),
    ("username", r"user ?-?(?:name|id|login)?\b|username|userid|felhasznál|\blog ?in\b|\blogon\b|sign ?in|"
                 r"\bacc(?:oun)?t\b|member ?id|customer ?id|nick ?(?:name)?|screen ?name|benutzer|nutzername|"
                 r"identifiant|pseudo|usuario|usuário|nome utente|gebruiker|użytkownik|логин|имя пользователя|"
                 r"ユーザー|用户名|用戶名|账号|帳號|帐号|会員|pengguna|பயனர்|"
                 r"tên đăng nhập|tài khoản|ชื่อผู้ใช้"),
    ("honorific", r"salutation|\banrede\b|civilité|\bhonorific|\bprefix\b|tratamiento|\baanhef\b|^title$|^(?:mr|ms|"
                  r"mrs)\b"),
    ("subject", r"subject|\btopic\b|betreff|\bsujet\b|\bobjet\b|asunto|assunto|oggetto|onderwerp|temat\b|тема|件名|"
                r"主题|主題|perkara|tiêu đề|chủ đề|subjek|หัวข้อ"),
    ("search", r"search|^(?:q|s|k|kw|query|keywords?)$|\bquery\b|keyword|suche|recherche|buscar|búsqueda|pesquis|"
               r"^cerca\b|ricerca|\bzoek|szukaj|поиск|искать|検索|搜索|搜尋|查找|\bcarian?\b|தேடு|"
               r"tìm kiếm|pencarian|^cari\b|ค้นหา|검색"),
    ("message", r"message|comment|enquiry|inquiry|question|nachricht|kommentar|commentaire|mensaje|comentario|"
                r"mensagem|messaggio|bericht|wiadomość|сообщ|комментар|お問い合わせ|留言|内容|mesej|செய்தி|"
                r"tin nhắn|nội dung|ghi chú|lời nhắn|\bpesan\b|catatan|ข้อความ|문의"),
    ("amount", r"\bamount\b|\bbetrag\b|\bmontant\b|importe|\bвалор\b|сумма|金额|金額"),
    ("name", r"\bname\b|\bnames\b|full ?name|fullname|\bnom\b|nombre|\bnome\b|\bnaam\b|\bимя\b|ваше имя|姓名|氏名|"
             r"名前|\bnama\b|பெயர்|contact person|họ (?:và |& )?tên|\btên\b(?! (?:sản phẩm|hàng|file))|ชื่อ|이름|성명"),
)  # fmt: skip
WORDS = tuple((kind, re.compile(pattern)) for kind, pattern in _BY_KIND)
"""Kinds with the words that speak for them, in the order in which they are tried."""
PATTERN = dict(WORDS)
CARD_WORDS = re.compile("|".join((_CARD_NUMBER, _CARD_CODE)))

REMEMBER = re.compile(
    r"remember|keep me (?:logged|signed)|stay (?:logged|signed)|save my (?:login|info)|persistent|auto ?-?login|"
    r"use ?cookies|angemeldet bleiben|eingeloggt|se souvenir|retenir|mémoriser|rester connecté|recordar|recuérdame|"
    r"mantener|lembrar|ricordami|onthoud|zapamiętaj|запомнить|чужой компьютер|ログイン状態|记住|記住|自动登录|"
    r"ingat saya|நினைவில்"
)
MARKETING = re.compile(
    r"newsletter|subscri|marketing|promotion|special offers?|exclusive|mailing|e?mail ?list|"
    r"receive (?:an? )?e?-?mails?|updates|opt ?-?in|optin|werbung|angebote|offres|ofertas|offerte|aanbiedingen|"
    r"рассылк|новост|メルマガ|订阅|訂閱|promosi|langgan"
)
CONSENT = re.compile(
    r"\bagree|accept|\bterms\b|\btos\b|privacy|consent|conditions|i have read|gdpr|datenschutz|agb\b|akzeptier|"
    r"conditions|j'accepte|acepto|aceito|accetto|condizioni|voorwaarden|akceptuj|regulamin|соглас|同意|利用規約|条款|"
    r"setuju|terma|ஒப்புக்கொள்"
)
