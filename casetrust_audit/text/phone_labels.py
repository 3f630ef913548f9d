"""Words that stand beside phone numbers and say that they are ones: of a phone, a fax, or WhatsApp."""

from __future__ import annotations

import re

_PHONE = (
    r"tel(?:ephone|efono|éfono|efon)?|t[ée]l(?:[ée]phone)?|(?:tele|smart|hand|mobile )?phones?|ph|mobile|mobil|cell|"
    r"mob|voice|тел(?:ефон)?|telepon|telpon|telp|nombor telefon|talian|cel(?:ular(?:es)?)?|m[óo]vil(?:es)?|"
    r"telem[óo]vel|cellulare|mobiltelefon|mobiel|komórk\w+|fone|telefone?|telefoon|tel[eé]fonos?|tlf|telf|fono|fon|rufnummer|"
    r"festnetz|điện thoại|đt|di động|ponsel|handphone|моб(?:ильный)?|τηλ(?:έφωνο)?|κινητό"
)
_CALL = (
    rf"{_PHONE}|call(?:ing| us)?|dial|ring us|hot ?line|help ?line|handy|hp|h/p|"
    r"contact (?:no|number|us(?: at| on)?)|toll[ -]?free|freephone|text(?: us)?|sms|direct|office|local|main|sales|"
    r"support|customer (?:service|care)|enquiries|reservations|hubungi|kom|durchwahl|num[ée]ro vert|numero verde|"
    r"infolinia|infoline|çağrı merkezi"
)
MARK = re.compile(
    rf"(?P<fax>(?<![a-z])(?:tele)?fax|facsimile|t[ée]l[ée]copie|\bfaks|факс|"
    rf"传真|傳真|(?<![\w.'’&])f(?= ?[:.]? ?\(?\+?$))|"
    r"(?P<whatsapp>whats ?app|(?<![\w])wa(?= ?[:.])|tin nhắn)|"
    rf"(?P<phone>(?<![a-zé])(?:{_CALL})(?![a-z])|(?<![\w.'’&])(?:[tpmcohd](?= ?[:.])|[tpm](?= \(?\+?$))|☎|☏|"
    rf"📞|📱|✆|电话|電話|通話|フリーダイヤル|热线|熱線|手机|手機|"
    r"联系|聯絡|전화|대표 ?번호|고객 ?센터|휴대폰|携帯|代表番号|โทร(?:ศัพท์)?|เบอร์|هاتف|تلفون|تليفون|جوال|موبايل|محمول|"
    r"تلفن|טלפון|נייד|தொலைபேசி)",
    re.I,
)
PLACES = r"direct|office|local|main|sales|contact us(?: at)?"
"""Labels of an office as well as of its number."""
BOTH = re.compile(
    rf"(?<![a-zé])(?:{_PHONE}|t)[.)]? ?(?:/|&|\+|,|\b(?:and|or|und|oder|et|ou|y|e|og|och|en|i|và)\b) ?"
    r"(?:(?:tele)?fax|faks|t[ée]l[ée]copie|факс)|fax ?(?:/|&|and|or) ?(?:phone|tel)",
    re.I,
)
"""One number for both: "Tel./Fax", "Teléfono y fax"."""
