"""Words of a privacy notice: its usual topics, what asks for them, the rights it explains or refuses."""

from __future__ import annotations

import re

TOPICS: dict[str, re.Pattern[str]] = {
    "purposes": re.compile(
        r"\bpurposes?\b|\bwhy we (?:collect|use)|\bhow we use|\b(?:we|will) use (?:your|the|"
        r"this) (?:personal )?(?:data|information|"
        r"details)|\bused? (?:only |solely |just )?to (?:process|fulfil|deliver|send|contact|provide)|目的|用途|"
        r"\bwe (?:only |just )?(?:use|need|require) (?:it|them|these|those|all of this|your [\w -]{3,40}) "
        r"(?:only |solely |just )?(?:to|for|so that)\b|"
        r"\b(?:is|are) (?:only |solely )?(?:used|needed|required) (?:only |solely )?(?:to|for|so that)\b|\btujuan\b"
    ),
    "data types": re.compile(
        r"\b(?:we (?:may )?collect|information (?:we|that we) collect|types? of (?:personal )?(?:data|information)|"
        r"data we collect|"
        r"such as your name|your name, |name, (?:e-?mail|address|contact|phone|delivery))|\bcollect(?:s|"
        r"ed)?\b[^.;]{0,60}"
        r"\b(?:name|e-?mail|address|phone)|收集[^。]{0,20}(?:姓名|信息|资料)|maklumat peribadi yang"
    ),
    "recipients": re.compile(
        r"\b(?:share|disclos|pass|transfer|provide|give)\w*\b[^.;]{0,80}\b(?:third part|service providers?|"
        r"couriers?|partners?|processors?|"
        r"vendors?|payment|delivery compan|logistics)|\bthird[- ]part(?:y|ies)\b[^.;]{0,60}\b(?:share|disclos|"
        r"access|receiv)|"
        r"\bdo not (?:sell|share)\b|第三方|pihak ketiga"
    ),
    "overseas transfer": re.compile(
        r"\b(?:transfer\w*|stor\w+|process\w*|held|hosted)\b[^.;]{0,80}\b(?:outside|overseas|abroad|"
        r"other countries|another country|"
        r"international|cross[- ]border|in singapore only|within singapore)|\boverseas transfer|境外|海外|"
        r"luar negara|luar singapura"
    ),
    "retention": re.compile(
        r"\bretain\w*|\bretention|\b(?:keep|kept|store[ds]?|hold)\b[^.;]{0,60}\b(?:as long as|years?|months?|"
        r"no longer|period|necessary|"
        r"until)|保留|保存期|\bsimpan\w*\b"
    ),
    "protection": re.compile(
        r"\b(?:protect|secure|safeguard|encrypt)\w*\b[^.;]{0,80}\b(?:data|information|access|measures?|it)\b|"
        r"\bsecurity (?:measures|"
        r"arrangements|practices)|\breasonable (?:steps|measures|security)|\bssl\b|\bencrypt|保护措施|加密|"
        r"安全措施|keselamatan"
    ),
}  # fmt: skip
ANNOUNCES = re.compile(
    r"^\W*(?:this|our|the (?:following|present)) (?:[\w-]+ ){0,3}(?:notice|policy|statement|page|document) "
    r"(?:explains|tells|"
    r"sets out|outlines|informs|is (?:meant|here) to)\b[^.;]*$|\bsee the (?:sections?|text|list) below\b"
)
"""Says what the notice is about to say."""
EVADES = re.compile(r"^\W*(?:please )?(?:ask us|contact us|on request|see (?:above|below)|n/?a|tb[acd]|-)\W*$")
_LABEL = r"^\W*(?:\d[\d.]*\W*)?(?:[+–•-] ?)?"
ASKED: dict[str, re.Pattern[str]] = {
    "purposes": re.compile(
        rf"{_LABEL}(?:and )?(?:why|what for|uses?|reasons?)\b|\bwhat do (?:you|we) (?:use|need|do with)\b|"
        r"\bwhy do (?:you|we)\b|\bkegunaan\b|为什么|為什麼|为何|為何"
    ),
    "data types": re.compile(
        rf"{_LABEL}(?:what|which|data)\W*$|\bwhat (?:data |information |details )?(?:do|does|we|you) |"
        r"\bwhich (?:data|details|information)\b|\bwhat (?:data|details|information)\b|"
        r"\bmaklumat yang\b|资料|資料"
    ),
    "recipients": re.compile(
        r"\bwho\b[^.;]{0,20}\b(?:see|sees|gets?|receives?|has access|else)\b|\b(?:shar(?:e|ed|ing)|given|"
        r"passed|disclosed) (?:it )?(?:with|to|on)\b|\brecipients?\b|\bpenerima\b|提供给|"
        r"提供給|共享|分享"
    ),
    "overseas transfer": re.compile(
        r"\b(?:leaves?|leaving|outside|abroad|overseas)\b|\bluar negara\b|境外|海外|出境"
    ),
    "retention": re.compile(
        r"\bhow long\b|\bkept (?:for|until)\b|\bstored for\b|\bretention\b|"
        rf"{_LABEL}kept\W*$|\btempoh\b|多久|保存"
    ),
    "protection": re.compile(
        r"\b(?:safe|safety|secure|security|protect\w*)\b|安全|保护|保護|\bkeselamatan\b"
    ),
}  # fmt: skip
"""What a heading, the head of a row or a question asks for."""


RIGHTS: dict[str, re.Pattern[str]] = {
    "access": re.compile(
        r"\baccess(?:ing)?\b[^.;]{0,60}\b(?:your|their|personal|data|information|copy)|\b(?:request|obtain|"
        r"receive) (?:a )?copy of|"
        r"\bright (?:of|to) access|\baccess request|查[阅閱]|查[询詢][^。]{0,8}[资資]料|\bakses\b|"
        r"\b(?:see|know|view|have|get|want|ask for|given|told|learn)\b[^.;]{0,24}\b(?:a copy|copies|what (?:data |"
        r"information |details )?"
        r"(?:we|is|has been)(?: have| hold| keep| know| store| held| kept| stored)?|the (?:data|information|"
        r"details) we (?:hold|have|keep))\b"
    ),
    "correction": re.compile(
        r"\b(?:correct|rectif|amend|update)\w*\b[^.;]{0,60}\b(?:your|personal|data|information|inaccura|details|"
        r"error)|\b(?:data|information|details|it|them)\b[^.;]{0,40}\b(?:corrected|rectified|amended|updated)|更正|"
        r"改正|修改|pembetulan|\b(?:mem)?betulkan\b|\b(?:fix|put right|change)\w*\b[^.;]{0,30}\b(?:wrong|mistakes?|"
        r"errors?|inaccura\w+|"
        r"details|data|information|out of date)\b|\b(?:wrong|mistakes?|errors?|inaccura\w+)\b[^.;]{0,30}\b(?:put "
        r"right|fixed|changed|"
        r"corrected|mended)\b"
    ),
    "withdrawal": re.compile(
        r"\bwithdraw\w*\b|\brevoke\b[^.;]{0,20}\bconsent|\bunsubscrib\w*|\bopt[- ]out\b[^.;]{0,60}\b(?:marketing|"
        r"mailing|e-?mails?|"
        r"messages|communication|newsletter|promotion)|撤[回销銷]|取消[订訂][阅閱]|退[订訂]|menarik balik|tarik balik|"
        r"\b(?:take|taking|call) back\b[^.;]{0,20}\b(?:permission|consent|agreement|yes)\b|\b(?:stop|"
        r"cease)\b[^.;]{0,12}\b(?:using|use|"
        r"processing|sending)\b|\b(?:stop|cancel|leave) (?:our|the|these|all|receiving)? ?(?:e-?mails?|letters?|"
        r"newsletters?|messages|"
        r"marketing)\b"
    ),
}
REFUSES = re.compile(
    r"\b(?:do not|don't|will not|cannot|never|are not able to|no longer) (?:process|handle|accept|answer|deal with|"
    r"grant|"
    r"entertain|honou?r|comply with|support)\b[^.;]{0,24}\b(?:such|these|those|any|access|correction|withdrawal)\b"
    r"[^.;]{0,20}\brequests?\b|\b(?:access|correction|withdrawal)[^.;]{0,40}\b(?:is|are) not (?:offered|possible|"
    r"available|"
    r"provided|allowed|granted)\b|\b(?:data|consent|details|information)\b[^.;]{0,40}\b(?:cannot|can't|can not|may "
    r"not|will "
    r"not) be (?:accessed|corrected|withdrawn|changed|deleted|seen)|"
    r"(?:不提供|恕不|不接受|不支持|无法|無法|不予)[^。]{0,6}(?:查阅|查閱|更正|撤回)|"
    r"\btidak (?:boleh|dapat|menerima)\b[^.]{0,30}\b(?:akses|pembetulan|dibetulkan|ditarik balik)\b"
)
"""Refuses what the law gives."""


LEAST_ACTS = 2
ACTS = (
    re.compile(r"\b(?:see|view|look|know|curious|read|ask|copy|check)\b|看|知道|\blihat\b"),
    re.compile(r"\b(?:fix|mend|correct|change|mistakes?|wrong|errors?|put right|update)\w*\b|改|\bbetul"),
    re.compile(r"\b(?:stop|leave|take back|withdraw|opt out|changed your mind|no longer|delete|erase|remove|"
               r"forget)\b|停止|删|刪|收回|撤|\btarik\b|\bhenti"),
)  # fmt: skip
"""What one may do with data held about one: see, mend, take back."""
