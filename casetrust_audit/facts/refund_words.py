"""Words of refunds: that one is promised or refused, with the word or without it, and how it is paid."""

from __future__ import annotations

import re

_MONEY_BACK = (
    r"\b(?:money|amount|payment|price|sum|cash)\b[^.]{0,25}\b(?:back|returned|refunded|reimbursed|credited|transferred|"
    r"repaid)\b|\b(?:pay|give|gives|given|get|have|receive|send|see|return)\b[^.]{0,15}\b(?:your|the|their) "
    r"(?:money|payment)\b|\breimburs\w+|\b(?:pay|paid|pays) (?:you|it|them) back\b|\brepa(?:y|id|yment)\b|"
    r"\b(?:credited|paid|goes?|put|transferred) back to\b|\bbayaran balik\b|"
    r"\b(?:wang|duit|uang|dana|bayaran)\b[^.]{0,24}\b(?:dikembalikan|dipulangkan)\b|"
    r"\b(?:me(?:ng|m)?)?(?:kembalikan|pulangkan|mulangkan|embalikan) (?:wang|duit|uang|dana)\b|"
    r"\bpengembalian (?:dana|uang)\b|退還(?:货|貨)?款|退還全|返還(?:貨|全)?款|"
    r"退还(?:货|貨)?款|退还(?:全|貨|货)|返还(?:货|全)?款|原路退"
)
"""A refund that is told without the word."""
REFUND_OFFERED = re.compile(
    r"\b(?:we|you|will|shall|be|get|full|receive|issue|process|offer|provide|entitled to|"
    r"eligible for)\b[^.]{0,60}\brefund(?!able)"
    r"|\brefunds? (?:are|is|will|can|may|shall)\b(?! not| only exchange)|可退款|退款将|退款会|" + _MONEY_BACK
)
SPEAKS_OF_REFUND = re.compile(rf"refund|credit|退款|{_MONEY_BACK}")
ASKS_OF_REFUND = re.compile(
    r"\b(?:refund|money|reimburs)\w*\b(?![^.;?]{0,30}\b(?:guarantee|saving|off)\b)|\bget paid back\b|退款|"
    r"退[还還]款|[钱錢]|"
    r"\bbayaran balik\b|\b(?:wang|duit|uang|dana)\b"
)
"""A heading or a row's head that asks for refunds."""
NO_REFUND = re.compile(
    r"\b(?:no|not|cannot|never|non|without|neither)\b[^.]{0,25}\b(?:refund|money back|reimburs)|不退款|恕不退|概不退|"
    r"\brefunds? (?:are|is|"
    r"will|can) not\b"
)
METHODS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "original payment",
        re.compile(
            r"\boriginal (?:method|mode|form|means|payment|card|source)|\b(?:same|original|very) (?:payment|card|"
            r"method|"
            r"account|mode|form|means|way (?:as )?(?:you|it was)|route|channel)|\b(?:method|means|mode|form) of "
            r"payment "
            r"(?:originally )?(?:used|employed|chosen|originally)|按?原(?:渠道|路径|路徑|方式|账户|帳戶|卡)|"
            r"支付渠道返|\b(?:payment method|card|account|wallet|means|method)\b[^.,;]{0,12}? (?:you |that was |was |"
            r"originally )*(?:used|paid|charged)\b|\b(?:the (?:same )?way|how) (?:that |in which )?you (?:originally )?"
            r"paid\b|原路|原支付|原付款|原信用卡|"
            r"\b(?:kad|kaedah (?:pem)?bayaran|akaun|metode pembayaran|rekening|kartu)(?: \w+){0,4} (?:asal|semula|"
            r"awal)\b|"
            r"\b(?:card|paynow|wallet|account)(?: or \w+){0,2} (?:that )?(?:you (?:paid|used)|(?:we |was |were "
            r")?(?:charged|"
            r"used))\b"
        ),
        "original-payment",
    ),
    (
        "store credit",
        re.compile(r"\b(?:store|shop|site|account) credits?\b|\bcredit notes?\b|\bgift (?:card|voucher)s?\b|"
                   r"\bvouchers?\b|"
                   r"购物金|代金券|kredit kedai"),
        "store-credit",
    ),
    (
        "bank or card",
        re.compile(r"\b(?:card|bank|paynow|wallet) refunds?\b|"
                   r"\bbank (?:transfer|account)|\bpaynow\b|\bpaypal\b|\b(?:credit|debit) card\b|\bcheque\b|"
                   r"\bcash\b|\b(?:to|on|onto) (?:your|the) (?:card|account|bank|wallet)\b|"
                   r"银行转账|銀行轉帳|轉帳帳戶|\bakaun bank\b|\brekening\b"),
        "",
    ),
)  # fmt: skip
"""Name of a way to be paid, its pattern, and the lexicon topic that says the same ("" for none)."""
