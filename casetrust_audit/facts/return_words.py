"""Words of the usual terms of a returns policy: what states one, what asks for one, and what leaves one open."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CONDITIONS = re.compile(
    r"\bun(?:used|worn|opened|washed|damaged)\b|\boriginal (?:\w+ )?(?:packag|condition|tags?|box|state)|"
    r"\btags? (?:still )?"
    r"(?:attached|intact|on)\b|\bproof of purchase|\breceipt (?:is |must )|\boriginal (?:receipt|invoice)|"
    r"\bresal(?:e|able)|"
    r"\b(?:same|good|perfect|new|saleable|sellable) condition|\bsealed\b|未使用|未拆封|原包[装裝]|吊牌|完好|全新|"
    r"包[装裝]完整|\bresit asal\b|\bbelum (?:di)?(?:pakai|guna(?:kan)?|buka)\b|\b(?:kotak|bungkusan|pembungkusan|"
    r"kemasan|"
    r"keadaan) (?:asal|asli|utuh|baik|baru)\b|\btag (?:harga )?(?:masih|mesti)\b|\bbrand new\b|"
    r"\b(?:not|never|without having|haven't|have not|has not been|hasn't been)(?: been)? (?:open|opened|use|used|"
    r"worn|wear|washed|wash)\b|"
    r"\b(?:labels?|tags?) (?:are |is )?(?:still )?(?:attached|intact|on)\b|\bin (?:its|the|their) (?:own |original "
    r")?(?:box|packaging)\b"
)
_EXCLUSIONS = re.compile(
    r"\b(?:cannot|can't|can not|may not|will not|not) be (?:returned|refunded|exchanged)|\bnon-?(?:returnable|"
    r"refundable|"
    r"exchangeable)|\bnot (?:eligible|accepted|returnable|refundable|entitled)|\bexclu(?:ded|des|ding|sions?)\b|"
    r"\bfinal sale|"
    r"\bexcept(?:ions?)?\b|\b(?:do|does|will|can) ?not accept returns|不可退|不予退|不支持退|不退不[换換]|不接受退|"
    r"恕不接受|恕不退|"
    r"(?:不可|不能|不得|无法|無法)(?:退|更?[换換])|\btidak (?:boleh|dapat|bisa) (?:di)?(?:pulangkan|kembalikan|"
    r"tukar|mulangkan)|"
    r"\b(?:stays?|remain) with you\b|\b(?:do not|don't|cannot|can't|never) (?:take|have|accept) (?:back|these back)\b|"
    r"(?:^|[.;:] ?)not (?:for|on) \w+|"
    r"\b(?:sale|clearance|discounted|custom\w*|personali[sz]ed|perishable|opened|food)\b[^.;]{0,40}\bno (?:refunds?|"
    r"returns?|"
    r"exchanges?)\b"
)
_COST = re.compile(
    r"\breturn (?:shipping|postage|delivery|courier|freight)|\b(?:costs?|fees?|charges?|postage|shipping) (?:of|"
    r"for|on) "
    r"(?:the |your |any |all )?return|\bprepaid (?:return )?label|\bfree returns?\b|\breturns? (?:are|is) free|"
    r"\b(?:at|on) (?:your|our|the (?:buyer|customer)'s) own (?:cost|expense)|\bat (?:our|your) (?:cost|expense)|"
    r"\b(?:shipping|delivery|postage|courier)(?: \w+)? (?:costs?|fees?|charges?)[^.]{0,50}\b(?:borne|paid|cover|"
    r"responsib|"
    r"bear|deduct)|\b(?:we|you|buyers?|customers?) (?:will |must |shall |need to )?(?:pay|bear|cover)[^.]{0,30}"
    r"(?:return|shipping|postage|courier)|[运運][费費](?:由|自|[买買]家)|(?:退[货貨]|之|的)[运運][费費]由?|"
    r"\bkos penghantaran balik\b|\b(?:kos|ongkos|biaya|bayaran) (?:pos|penghantaran|kirim|pengiriman|pemulangan|"
    r"pengembalian)\b[^.;]{0,24}\b(?:di)?tanggung\b|\b(?:kos|ongkos) (?:pos|kirim)\b[^.;]{0,16}\bkami\b|"
    r"\b(?:postage|courier|shipping|stamp|freight)(?: \w+){0,2} (?:is |are )?(?:on|yours|ours|for) (?:you|us|me|the "
    r"(?:buyer|"
    r"customer)|your account|to)\b|\b(?:customers?|buyers?) bears?\b"
)
_PROCEDURE = re.compile(
    r"\b(?:contact|e-?mail|whatsapp|write to|message|call|text|notify|inform|reach) (?:us|our)\b|[\w.+-]+@[\w-]+\.\w|"
    r"\breturns? (?:form|portal|request|authori[sz]ation|slip|label|number|centre|center)|\brma\b|"
    r"\b(?:start|initiate|arrange|request|begin) (?:a|your|the|an) (?:return|exchange|refund)|\bto return (?:an? |"
    r"your |the )"
    r"[^.]{0,80}\b(?:fill|log ?in|bring|send|pack|drop|contact|e-?mail|go to)|\b(?:bring|send|post|mail|take|"
    r"drop) (?:it|them|"
    r"the (?:item|product|goods|parcel)s?)(?: off| back)? (?:to|at|in)\b|[联聯][系繫絡络](?:客服|我[们們])|寄回|"
    r"申[请請](?:方式|退[货貨换換])|"
    r"\bhubungi\b|\bcara\b[^.;]{0,6}:|\bdrop (?:us|me) a (?:line|note|message)\b|\bmy account\b[^.;]{0,40}\breturn|"
    r"\b(?:dm|ring|text|message) (?:us|or e-?mail)\b"
)
PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "conditions": (_CONDITIONS, ""),
    "exclusions": (_EXCLUSIONS, ""),
    "return cost": (_COST, "return-cost"),
    "how to return": (_PROCEDURE, "how-to-return"),
}
"""Element of a complete policy → its pattern, and the lexicon topic that says the same."""
ELEMENTS = ("time limit", *PATTERNS)


ASKED: Mapping[str, re.Pattern[str]] = {
    "conditions": re.compile(
        r"\b(?:conditions? (?:of|for|must)|(?:state|shape|condition) (?:of|must|should)|what (?:state|condition|"
        r"shape)|in "
        r"what condition)\b|状态|狀態|条件|條件|\bsyarat\b|\bkeadaan\b"
    ),
    "exclusions": re.compile(
        r"\b(?:cannot|can't|can not|don't|do not|won't|will not|not)\b[^.;]{0,24}\b(?:return|refund|exchang|send "
        r"back|sent back|"
        r"come back|take back|taken back|accept)|\b(?:exclu|excepti)\w+|\bnon-?return\w+|\bfinal sale\b|\bexempt|"
        r"不可退|不能退|不接受|除外|\btidak boleh\b"
    ),
    "return cost": re.compile(
        r"\bwho (?:pays?|bears?|covers?)\b|\breturn (?:shipping|postage|delivery|cost|fee|courier)|\bcosts? of "
        r"(?:return|"
        r"sending)|\b(?:postage|shipping|return)s? (?:free|cost)|[运運][费費]|\bkos (?:pos|pemulangan|penghantaran)|"
        r"\bongkos kirim"
    ),
    "how to return": re.compile(
        r"\bhow (?:do|can|to|should|must)\b[^.;]{0,24}\b(?:return|exchange|send|refund|start|begin|go about|claim)|"
        r"\bwhere (?:do|should|can) i (?:start|begin|send)|\b(?:start|begin|arrang|request|mak)(?:ing|e)? (?:a|an|"
        r"your) (?:return|"
        r"exchange|refund)|\bsteps?\b|\bprocedure\b|^\W*how\W*(?:ah|to|do i)?\W*$|如何|怎[么麼样樣]|流程|步[骤驟]|"
        r"方式|\bbagaimana\b|\bcara\b"
    ),
}
"""What the heading or the row over an answer asks ("Who pays the postage?")."""
LEFT_OPEN = re.compile(
    r"\b(?:as|to be|will be) (?:advised|determined|decided|announced|confirmed|agreed)\b|\bdetermined by us\b|"
    r"\bat (?:our|the management's|its|the shop's|the company's)(?: sole| absolute| own)* (?:discretion|option)\b|"
    r"\bfrom time to time\b|\bwhere applicable\b|\bcase[- ]by[- ]case\b|^\W*(?:some |certain |other )?(?:exclusions?|"
    r"exceptions?|conditions?|restrictions?|terms(?: and conditions)?|limitations?) (?:may )?apply\W*$|"
    r"视情况|視情況|由本店决定|由本店決定|budi bicara"
)
"""Names a term and leaves it to be settled later: it is not stated."""
NO_ANSWER = re.compile(
    r"^\W*(?:click|tap|see|read|refer|please (?:see|refer)|coming soon|n/?a|tba|tbc|tbd)\b|[?？]\W*$"
)
