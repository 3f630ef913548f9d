"""Names of firms, streets and postal codes that a template ships with and nobody has written over."""

from __future__ import annotations

import re

from casetrust_audit.text.normalise import fold

_FORM = re.compile(
    r"\b(?:pte|pvt|ltd|limited|llp|llc|lp|inc|incorporated|corp|corporation|co|plc|gmbh|ag|sdn|bhd|private|berhad|"
    r"bv|nv|sarl|srl|pty|kk)\b|(?:私人)?有限公司|股份"
)
_KIND = (
    r"(?:company|business|firm|store|shop|website|web ?site|site|brand|organi[sz]ation|enterprise|entity|merchant|"
    r"seller|trading|legal|registered)"
)
_INVENTED = r"(?:example|sample|test|testing|dummy|demo|placeholder|lorem(?: ipsum)?|fictional|fake)"
_FIRM = re.compile(
    rf"your (?:\w+ )?{_KIND}(?: (?:name|here))*|your (?:\w+ )?name(?: here)?|"
    rf"(?:my|our|the|a|insert|enter) {_KIND}(?: (?:name|here))*|{_KIND} (?:\w+ )?(?:name|title)(?: "
    rf"here)?|(?:my |our |the |new )?(?:company|business name|name|name of (?:the )?{_KIND})(?: [a-z0-9])?|"
    rf"(?:acme|abc|xyz|x{{2,}}|{_INVENTED})(?: (?:company|business|firm|name))*|"
    rf"(?:{_INVENTED}|any|some) {_KIND}|"
    r"(?:某某|xx+|您的|你的|贵|貴|我的|示例|测试|測試)(?:公司|企业|企業|商店|店铺|店鋪)?|(?:公司|企业|企業|店铺|店鋪)(?:名称|名稱|名字)"
)
_FIGURES = r"(?:1|12|123|1234|12345|00|000|0000|x+)"
_WAY = r"(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|way|close|crescent|place|jalan|lorong)"
_STREET = re.compile(
    rf"\byour (?:\w+ )?(?:{_WAY}|address|city|town|state|country|building|postal|post ?code|zip)\b|"
    rf"\b(?:street|company|business|store|shop|office|registered) (?:name|address)\b(?! ?:)|\baddress line ?\d\b|"
    rf"\b{_INVENTED} (?:{_WAY}|address|city|town|building)\b|"
    rf"\b{_FIGURES},? (?:any|some|any ?where|no ?where|main|street|elm|first|high|{_INVENTED})(?: {_WAY})?\b.{{0,40}}"
    r"\b(?:any ?town|your|city,? (?:state|country)|sample|example|country|zip|12345|00000|123456|000000)\b|"
    r"\bany ?town\b|\b(?:city|town), (?:state|country|province)\b|街道名称|街道地址|您的地址|你的地址"
)
_CODE = re.compile(r"0?(?:123456|654321)|(\d)\1{4,5}")


def is_filler_firm(name: str) -> bool:
    """True for "Your Company Pte. Ltd.", "ABC Company", "Company Name Sdn Bhd": nobody's name."""
    plain = re.sub(r"[^\w]+", " ", _FORM.sub(" ", re.sub(r"[.,()]", "", fold(name)))).strip()
    return bool(_FIRM.fullmatch(plain))


def is_filler_street(text: str) -> bool:
    """True for an address that a template shows where one is to be written: "123 Your Street, City, State"."""
    return bool(_STREET.search(fold(text)))


def is_filler_code(code: str) -> bool:
    """True for a postal code of figures in a row or all alike: "123456", "00000"."""
    return bool(_CODE.fullmatch(code))
