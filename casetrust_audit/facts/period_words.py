"""The words that tell what a length of time is about, on folded clauses. "§" stands for the length of time itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TO_WHOM = r"(?: (?:to|of|on|from) (?:you|your|all|any|every|each|the)\b(?:(?! and | within | in )[^,;.:]){0,60})?"
_GOODS = (
    r"(?:it|them|this|these|those|(?:(?:the|your|our|any|all|an?|unused|unwanted|unopened|unworn|undamaged) ){0,3}"
    r"(?:items?|products?|goods|orders?|parcels?|packages?|purchases?|merchandise|pieces?))"
)
_CARRY = (
    r"(?:send|sent|sending|ship|shipped|shipping|mail|mailed|post|posted|bring|brought|bringing|take|taken|courier)"
)
_CUES: Mapping[str, str] = {
    "bank": r"\b(?:your|the|issuing|some|most) (?:banks?|card (?:issuer|company|provider)|issuer|financial institution)"
    r"(?:'s)? (?:may|can|might|will|could|to|takes?|needs?|processing)|\bbanks? (?:may|might|can|processing)|"
    r"\b(?:appear|reflect\w*|show(?: up)?|post) (?:in|on) your (?:bank |card |credit card )*(?:statement|account|card)|"
    r"银行|銀行",
    "warranty": r"\bwarrant(?:y|ies|ed|s)\b|\bguaranteed?\b|质保|質保|保修|保固|保用|三包|\bjaminan\b|\bwaranti\b",
    "validity": r"\bvalid(?:ity)?\b|\bexpir\w+|\bredeem\w*|\bgood for\b|有效期|有效",
    "automatic": r"\bauto(?:mat\w+)?[- ]?(?:repl(?:y|ies)|responses?|responder|acknowledg\w+|e-?mails?)\b|自动回复",
    "acknowledge": r"\b(?:acknowledg\w+|repl(?:y|ies|ied)|respon(?:d|ds|se|ses)|get back(?: to you)?|gets back|revert|"
    r"be in touch|come back to you|write back|answer(?:ed|s)?|hear (?:back )?from us|confirm(?:s|ed)? (?:the )?receipt|"
    r"confirm(?:s|ed)? that we (?:have |have received |received |got )"
    r"your (?:complaint|message|e-?mail|enquiry|inquiry|query|feedback|report))\b" + _TO_WHOM
    + r"|回复|答复|答覆|回覆|确认收到|membalas",
    "resolve": r"\b(?:resolv\w+|resolutions?|investigat\w+|outcomes?|final (?:response|reply|answer|decision)|"
    r"conclu\w+|settled?|close (?:the|your) (?:case|complaint))\b" + _TO_WHOM
    + r"|解决|处理完|处理结果|selesai",
    "notice": r"\bwe(?:'ll| will| shall)? (?:notify|inform|tell|e-?mail|contact|update|call|phone|text|message|"
    r"write to|let|advise|alert|reply to|get back to|come back to) you\b|\bnotice\b",
    "report": r"\b(?:contact|notify|inform|tell|e-?mail|let|whatsapp|write to|message|call|text|advise|alert|"
    r"ring) us\b|"
    r"\b(?:contact|e-?mail|call|inform|notify) (?:our|customer|support|the (?:shop|store|seller))\b|\bin touch\b|"
    r"\bdrop us\b|"
    r"\bsend (?:us )?(?:(?:an?|your|some|clear|the) ){0,2}(?:photos?|photographs?|pictures?|images?|videos?|e-?mail|"
    r"message|"
    r"note|details|proof)\b|\breport(?:ed|ing)?\b|\bclaims?\b|\blodged?\b|\braised?\b|"
    r"\bcomplaints? (?:must|should|have to|are to|need to|can) be\b|联系(?:我们|客服|本店)|聯[繫絡](?:我們|客服)|告知|"
    r"通知(?:我们|我們|客服|本店)|反馈|反饋|"
    r"申报|提出|拍照|\bhubungi kami\b|\bmaklumkan\b",
    "refund": r"\brefund(?:s|ed|ing)?\b|\breimburs\w+|\bmoney back\b|\b(?:the|your) money\b|\bpay (?:you|it) back\b|"
    r"\bmoney (?:goes|comes|is|will)\b|"
    r"\b(?:return|repay) (?:the |your |all |any )*(?:payments?|money|amounts?|funds)\b|\brepa(?:y|id)\b|"
    r"\bcredited (?:back )?to\b|\bcredit (?:the|your)\b|退款|退回款|"
    r"(?:[货貨]款|款[项項])[^。,，;；]{0,14}[退返]|原路[^。,，;；]{0,2}[退返]|刷退|bayaran balik|pulangan wang|"
    r"\b(?:wang|duit|uang|dana|bayaran)\b[^.;,§]{0,24}\b(?:dikembalikan|dipulangkan|dikreditkan|ditransfer)\b|"
    r"\b(?:me(?:ng)?|ke)?(?:kembalikan|pulangkan|mengembalikan|memulangkan) (?:wang|duit|uang|dana|bayaran)\b|"
    r"\bpengembalian (?:dana|uang)\b",
    "window": r"\breturn(?:s|ed|ing|able)?\b(?! (?:to (?:you|sender|the sender)|"
    r"(?:the |your |all |any )*(?:payments?|money|amounts?|funds))\b)|\bexchang\w+|\bswap(?:ped|s)?\b|"
    r"\breplac(?:e|ed|ement|ements)\b|\bchange (?:of|your) mind\b|\bmake up your mind\b|\bdecide\b|\bpostmarked\b|"
    rf"\byou (?:(?:must|may|can|should|will|have to|need to|are to|then|also) ){{1,3}}(?:send|ship|mail|post|"
    rf"courier) {_GOODS}|"
    rf"\bsend back {_GOODS}|\b{_CARRY} (?:back )?{_GOODS} back\b|\b(?:sent|shipped|brought|taken|mailed|posted) back\b|"
    r"\bback (?:to|with|at) (?:us|our)\b|"
    rf"\b(?:take|takes|taken|accept|have|let us have) {_GOODS} (?:back|again)\b|"
    r"\brefund (?:requests?|window|period|claims?)|\b(?:requests?|claims?|applications?) (?:of|for) (?:a |an |any |"
    r"the |your )?"
    r"(?:full )?refunds?|\brequest\w* (?:for )?(?:a |an |any |your |the |full )*(?:refund|"
    r"reimbursement|money back)|\b(?:ask|asking|appl(?:y|ying)|claim\w*|eligible|qualif(?:y|ies)|entitled)"
    r"(?: (?:for|to))? (?:(?:a|an|the|your|any|full) )*(?:refund|money back)|\bcooling[- ]off\b|"
    r"\bright (?:to|of) (?:withdraw\w*|revo\w+|cancel\w*|rescind|rescission)|\bwithdraw(?:al|ing)?\b|\brevocation\b|"
    r"[犹猶]豫期|冷[静靜]期|鑑賞期|退换|退货|换货|退貨|換貨|退換|退还|退還|寄回|退回|更换|更換|调换|調換|pemulangan|"
    r"pertukaran|"
    r"\b(?:di|me)?pulangkan\b|\bditukar\b|\bdikembalikan\b|\bpenukaran\b",
    "cancel": r"\bcancel\w*|取消|batal",
    "delivery": r"(?<!of )(?<!after )(?<!from )(?<!upon )(?<!the )\b(?:deliver(?:ed|y|ies|s)?|ship(?:ped|ping|ment|s)?|"
    r"dispatch\w*|despatch\w*|arriv\w+)\b|送达|送達|发货|發貨|出货|出貨|配送|penghantaran",
}  # fmt: skip
CUES: Mapping[str, re.Pattern[str]] = {topic: re.compile(pattern) for topic, pattern in _CUES.items()}
"""Topic → what names it."""

_ADJECTIVE = (
    r"(?!(?:for|to|of|from|in|on|at|by|with|and|or|if|when|after|before|since|once|until|is|are|will|you|we)\b)[\w'%-]+"
)
HEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(rf"^[- ]?(?:{pattern.replace('_W', _ADJECTIVE)})"))
    for topic, pattern in (
        ("other", r"(?:_W ){0,2}(?:subscription|membership|supply|plan|notice|billing)\b|free trial|"
                  r"trial (?:version|"
                  r"subscription|account)"),
        ("delivery", r"(?:_W ){0,2}(?:delivery|shipping|dispatch|lead[- ]time|turnaround)\b"),
        ("refund", r"refund (?:processing|turnaround)\b"),
        ("processing", r"(?:_W ){0,1}processing\b"),
        ("window", r"(?:_W[ -]){0,4}?(?:money[- ]back|satisfaction|happiness|risk[- ]free|no[- ]quibble|"
                   r"no[- ]questions[- ]asked|love it)\b"),
        ("warranty", r"(?:_W ){0,4}?(?:warranty|guarantee|保修|质保|質保|保固)\b"),
        ("window", r"(?:_W ){0,3}?(?:returns?|refunds?|exchanges?|replacements?|cooling[- ]off|withdrawal|"
                   r"change[- ]of[- ]mind|right of withdrawal|right to (?:return|withdraw))\b"),
        ("trial", r"(?:_W[ -]){0,2}?trial\b"),
        ("cancel", r"(?:_W ){0,2}?cancell?ation\b"),
    )
)  # fmt: skip
"""What a length of time that stands before a noun as its measure ("30-day returns") is of."""

PERIOD = re.compile(
    r"\b(?:returns?|refund|exchange|withdrawal|cooling[- ]off|money[- ]back|approval|inspection) "
    r"(?:period|window|deadline|time ?(?:limit|frame)|term|policy)\b|退换?货?(?:期限|期|时限|時限)"
)
TRIAL = re.compile(r"(?<!free )\btrial(?: period)?\b[^,;§]*$")
CANCEL_PERIOD = re.compile(r"\bcancell?ation (?:notice )?(?:period|window|deadline|right)\b")
TAKES = re.compile(
    r"\b(?:allow|takes?|taking|took|need|needs|require[sd]?|expect|wait)(?: (?:for )?us)?(?: (?:a|an|it|approximately|"
    r"about|up|to|around|between|at|least|minimum|maximum|of|average|another|anywhere|anything|from|roughly|usually|"
    r"typically|normally|generally|on|further|additional|extra|the)){0,4} ?$|\bmemakan masa (?:selama )?$|需要?(?:时|"
    r"時)?$"
)
"""What stands before the time that something takes: never a time a buyer has."""
MORE = re.compile(r"\b(?:additional|extra|further|another|every|each|per|next) $|每隔?$")
LONG = re.compile(
    r"\b(?:for|lasts?(?<!the last)|throughout|during)(?: (?:up to|a|the|at least|about|another|over|more than))* $"
)
ALLOWED_FOR = re.compile(
    r"\b(?:may|can|could|are (?:able|free|welcome) to)\b[^,;]{0,24}"
    r"\b(?:return|exchang|bring|brought|swap|sen[dt]|ship|post|take)\w*\b(?! to you)[^,;]{0,40}"
    r"\bfor (?:up to |a full |the )*$"
)
"""What a buyer is allowed to do all through a time: "you may return goods for 28 days"."""
LIMIT = re.compile(
    r"\b(?:within|in|inside|up to|by|under|before|until|till|have|has|than|not? later than|maximum|max\.?|limit of|get|"
    r"gets|got|tempoh|masa|period of|of|is|are|least) $|^\W*$|[:：] ?$"
)
BEYOND = re.compile(
    r"\b(?:after|past|beyond|over|exceed(?:s|ed|ing)?|older than|(?<!no )(?<!not )(?:more|longer|later) than) (?:the |"
    r"a |this |our |these )?"
    r"(?:(?:initial|first|stated|above|full) )?$|超过|超過|逾期?$"
)
GONE = re.compile(r"^ ?(?:have|has|had)? ?(?:already )?(?:gone by|passed|elapsed|lapsed|expired)\b|^后|^後")
REFUSES = re.compile(
    r"\b(?:no|not|cannot|never|nor|without|unable|unfortunately|refused?|rejected|declined?|reject|void|forfeit\w*|"
    r"final|ineligible)\b|n't\b|不|恕|\btidak\b|\btiada\b"
)
OF_THE_BUYER = re.compile(
    r"\b(?:purchas\w*|order(?:ed|ing|s)?|bought|buying|deliver\w*|invoice|collect(?:ion|ed|ing)|pick(?:ed)?[- ]?up|"
    r"payment|sale|transaction|ship(?:ped|ment|ping)|dispatch\w*|arriv\w+|you (?:have )?(?:get|got|receiv\w*)|"
    r"receipt|receiv\w+|getting|acquir\w+|possession|acceptance of the goods|terima|diterima|pembelian|penghantaran|"
    r"收到|签收|簽收|收货|收貨|购买|購買|下单|下單|付款|送达|送達)"
)
"""What starts a buyer's time: the purchase, the delivery."""
OF_THE_SHOP = re.compile(
    r"\b(?:we|us|our (?:\w+ )?(?:team|warehouse|depot|cent(?:re|er)|department|facility|store|shop|side|end)|seller|"
    r"merchant|warehouse)\b(?! (?:deliver\w*|ship\w*|sent|send|dispatch\w*|hand\w*))|"
    r"\b(?:receiv\w*|receipt|arrival|inspect\w+|approv\w+|accept\w+|process\w+|confirm\w+|reaching|"
    r"getting)\b[^,;]{0,30}"
    r"\b(?:returns?|returned|back|refund|request|claim|cancellation|withdrawal|complaint)\b|"
    r"\b(?:your|the|an?|any|this) (?:\w+ )?(?:return|refund|request|claim|application|cancellation|withdrawal|rma|"
    r"authori[sz]ation|approval|inspection|notification)\b|\b(?:approval|inspection|authori[sz]ation|being told|"
    r"being (?:notified|informed)|tell(?:ing)? us|inform(?:ing)? us|notif(?:y|ying) us|requesting|communicat\w+)\b|"
    r"\brequested\b|\bwe(?:'ve|'d| have| had)?\b|我们|我們|本店|仓库|倉庫|商家|卖家|賣家|退|申请|申請|审核|審核"
)
"""What starts the shop's time, or the buyer's second step: the return is back, the request is made."""
PROCESSED = re.compile(
    r"\b(?:processed|issued|credited|paid|initiated|completed|transferred|inspected|reviewed|checked|handled|assessed|"
    r"arranged|remitted|reversed|posted|approved|sent out|be made|are made|is made|make|process\w*|issu\w+|credit|pay|"
    r"initiate|complete|transfer|inspect\w*|handl\w+|diproses|dikreditkan)\b|\bby the (?:same|original|very) "
    r"(?:means|method|mode|way|card)\b|处理|處理|到账|到帳|审核|審核|完成|原路"
)
HANDLED = re.compile(
    r"\b(?:process\w*|inspect\w*|review\w*|check(?:ed|ing)?|handl\w+|assess\w*|approv\w+|credited|refunded|diproses)\b|"
    r"处理|處理|审核|審核|完成"
)
"""What a shop does with a return that has come back."""
GIVEN = re.compile(
    r"\b(?:offer\w*|accept\w*|allow\w*|grant\w*|giv(?:e|en|es)|provid\w+|availab\w+|possible|permit\w*|eligib\w+|"
    r"entitl\w+|honou?r\w*|qualif\w+|request\w*|appl(?:y|ies|ied)|ask\w*|claim\w*|only|full|welcome|open|made|have)\b|"
    r"可|支持"
)
BY_US = re.compile(
    r"\b(?:we|our (?:\w+ )?(?:team|courier|driver|staff|couriers|agents?))(?:'ll|'d| will| shall| can| may| aim to|"
    r" try to|"
    r" do| endeavour to| usually| normally| then| also)* (?!accept|allow|offer|give|grant|take|provide|permit|honou?r|"
    r"have|want|ask|think|believe|feel|hope|require|welcome|are happy|gladly|need)(?:\w+)"
)
"""The shop as who acts: its own time, not the buyer's."""
DEPENDS = re.compile(r"depend\w* (?:up)?on (?:your |the |which )?(?:issuing )?(?:bank|card|issuer|financial|payment)")
BOUGHT = re.compile(
    r"\b(?:bought|purchased|ordered|received|delivered|paid|placed|made|gone by|passed|elapsed|lapsed|collected)\b"
)
FAULT = re.compile(
    r"\b(?:defect\w*|fault\w*|damag\w+|broken|cracked|chipped|crushed|smashed|shattered|spoil\w*|leak\w*|"
    r"malfunction\w*|not as described|"
    r"not working|problems?|dead on arrival|(?:do|does|will) not (?:work|turn on|start|switch on)|"
    r"(?:doesn't|don't|won't) (?:work|turn on|start|switch on)|"
    r"go(?:es)? wrong|stop(?:s|ped)? working)\b|"
    r"\b(?:wrong|incorrect|missing)\b[^,.;]{0,12}\b(?:items?|goods|products?|orders?|size|colou?r|parcel|part)|"
    r"\b(?:items?|goods|products?|orders?) (?:is|are|was|were) (?:wrong|incorrect|missing)|瑕疵|[损損][坏壞毁毀]|"
    r"破[损損碎]|"
    r"[质質]量[问問][题題]|品[质質][问問][题題]|(?:[发發寄送][错錯]|[错錯漏][发發寄送])[货貨品商]?|"
    r"\brosak\b|\bcacat\b|\bkecacatan\b|\b(?:ter)?salah (?:hantar|kirim|barang)\b|"
    r"\b(?:do|does|did)(?: not|n't) conform\b|\bnon-?conform\w+|\bnot (?:what|the (?:one|item|goods|thing)s?) you "
    r"(?:ordered|"
    r"chose|bought)\b|\barriv(?:e|es|ed|ing)(?: (?:already|looking|completely|badly))? (?:\w+ed|\w{2,}en|dead|"
    r"bad|"
    r"faulty|late|warm|wet|incomplete|sour)\b"
)
FAULT_NEXT = re.compile(rf"^ ?(?:if|when|where|for|in case)\b[^,.;]{{0,24}}(?:{FAULT.pattern})")
NO_FAULT = re.compile(
    r"\b(?:unless|except|not|without|no|never)\b[^,.;]{0,24}(?:damag|defect|fault|broken)|\bby you\b|undamaged"
)
ANY_REASON = re.compile(
    r"\bunwanted\b|\bany reason|\bchange (?:of|your) mind|\bnot (?:completely |fully |entirely )?(?:satisfied|happy)|"
    r"\bunused\b|\bunworn\b|\bunopened\b|\bany items?\b(?![^,.;]{0,40}(?:defect|fault|damag|broken|wrong|missing))|"
    r"无理由|無理由"
)
RIGHT = re.compile(
    r"\bright (?:to|of) (?:withdraw|revo|cancel|rescind|rescission)|\bwithout (?:(?:giving|stating|having to give|"
    r"specifying|providing|the need to give) )?(?:us )?(?:any |a )?reasons?\b|\bfor (?:any|no|whatever) reason\b|"
    r"\bcooling[- ]off\b|无需理由|無需理由|[犹猶]豫期|冷[静靜]期|[鉴鑑]赏期|鑑賞期"
)
