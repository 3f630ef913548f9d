"""Messaging channels read off links, text and script addresses: WhatsApp, Telegram, LINE, live chat and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from casetrust_audit.text.normalise import normalise
from casetrust_audit.text.phones import international

_WHATSAPP_HOSTS = frozenset(
    {"wa.me", "www.wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "www.whatsapp.com"}
)
_CHANNELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        ("whatsapp", r"^https?://(?:www\.)?(?:wa\.me/(?:message|qr)/|wa\.link/)(?P<id>[\w.-]+)"),
        (
            "telegram",
            r"^https?://(?:www\.)?(?:t|telegram)\.me/(?!share\b|joinchat\b|addstickers\b|s/)(?P<id>\+?[\w.-]{3,64})",
        ),
        ("telegram", r"^tg://(?:resolve|msg)\?(?:.{0,80}&)?(?:domain|to|phone)=(?P<id>[\w.+%-]+)"),
        ("messenger", r"^https?://(?:www\.)?m\.me/(?P<id>[\w.-]+)"),
        ("messenger", r"^https?://(?:www\.|m\.)?(?:facebook|messenger)\.com/(?:messages/)?t/(?P<id>[\w.-]+)"),
        ("messenger", r"^(?:fb-messenger|messenger)://(?P<id>(?!share)[\w./-]+)"),
        ("line", r"^https?://(?:www\.)?(?:line\.me/(?:[rR]/)?ti/p/|lin\.ee/|page\.line\.me/)(?P<id>[\w.%@~-]+)"),
        ("line", r"^line://(?:ti/p/|oaMessage/)?(?P<id>[\w.%@~-]+)"),
        (
            "wechat",
            r"^weixin://(?:dl/chat\?)?(?P<id>[\w.-]+)|^https?://(?:u\.wechat\.com|"
            r"weixin\.qq\.com/r)/(?P<id2>[\w.-]+)",
        ),
        ("viber", r"^viber://(?:chat|pa|public)\?(?:.{0,40}&)?(?:number|chatURI)=(?P<id>[\w.+%-]+)"),
        ("signal", r"^https?://signal\.me/#(?:p|eu)/(?P<id>[\w.+%-]+)"),
        ("kakaotalk", r"^https?://pf\.kakao\.com/(?P<id>\w+)"),
        ("zalo", r"^https?://zalo\.me/(?P<id>\w+)"),
        ("instagram", r"^https?://(?:www\.)?(?:ig\.me/m|instagram\.com/direct/t)/(?P<id>[\w.-]+)"),
        ("sms", r"^sms(?:to)?:(?://)?(?P<id>\+?[0-9 ().%-]{5,24})"),
        ("skype", r"^skype:(?P<id>[\w.,+:-]{3,64})\?(?:chat|call|add)"),
    )
)
_SOME_CHANNEL = re.compile(
    r"whatsapp|wa\.(?:me|link)|//(?:www\.)?(?:t|telegram|m|line|zalo|signal|ig)\.me|lin\.ee|facebook|messenger|"
    r"wechat|weixin|"
    r"kakao|instagram|^\s*(?:tg|line|viber|sms|smsto|skype|fb-messenger):",
    re.I,
)
"""Said fast of most links: they lead to no channel."""
_CHAT_HOSTS = {
    "Tawk.to": r"tawk\.to",
    "Intercom": r"intercom(?:cdn|assets)?\.(?:io|com)",
    "Zendesk": r"zdassets\.com|zopim\.com|zendesk\.com",
    "Crisp": r"crisp\.chat",
    "LiveChat": r"livechatinc\.com|livechat\.com",
    "Drift": r"drift(?:t)?\.com",
    "Tidio": r"tidio(?:chat)?\.(?:co|com)",
    "Gorgias": r"gorgias\.(?:chat|com|io|help|win)",
    "Freshchat": r"freshchat\.com|freshworks\.com|freshbots\.ai",
    "Olark": r"olark\.com",
    "Userlike": r"userlike(?:-cdn-widgets)?\.[\w.-]*",
    "Chatra": r"chatra\.io",
    "Smartsupp": r"smartsupp(?:chat|cdn)?\.com",
    "HubSpot": r"usemessages\.com|hubspot\.com",
    "Messenger": r"messenger\.com",
    "SleekFlow": r"sleekflow\.io",
    "respond.io": r"respond\.io",
    "LivePerson": r"liveperson\.net|lpsnmedia\.net",
    "Help Scout": r"helpscout\.net",
    "JivoChat": r"jivosite\.com|jivochat\.com",
    "LiveAgent": r"ladesk\.com",
    "Chatwoot": r"chatwoot\.com",
    "Re:amaze": r"reamaze\.com",
    "Kustomer": r"kustomerapp\.com",
    "Zoho SalesIQ": r"salesiq\.zoho(?:public)?\.(?:com|eu|in)",
    "Comm100": r"comm100\.com",
    "Omnichat": r"omnichat\.ai|easychat\.co",
    "Shopify Inbox": r"shopify-chat\.shopifyapps\.com",
}
_CHAT = tuple((name, re.compile(rf"(?:^|[./-])(?:{hosts})(?:$|[/:?])", re.I)) for name, hosts in _CHAT_HOSTS.items())
_WECHAT_ID = re.compile(
    r"(?:\bwe ?chat|微信)(?: ?(?:id|no|account|号|號|公众号)\.?)?(?: is)? ?[:：] ?(?P<id>[a-z][\w-]{4,24}|"
    r"[\u4e00-\u9fff\w-]{2,24})",
    re.I,
)
_TELEGRAM_ID = re.compile(r"\btelegram(?: ?(?:id|handle|channel))?(?: at)? ?:? ?(?P<id>@[a-z]\w{4,31})", re.I)
_LINE_ID = re.compile(
    r"(?<![\w-])LINE ?(?:ID|@|Official)?(?: Account)? ?[:：] ?(?P<id>@[\w.-]{3,20}|[a-z][\w.-]{3,20})"
)


def whatsapp_number(url: str) -> str:
    """Number in E.164 of a WhatsApp link; "" where it is none or only shares a text."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    if parts.scheme == "whatsapp":
        written = query.get("phone", [""])[0]
    elif host in _WHATSAPP_HOSTS:
        path = parts.path.strip("/").split("/")[0] if host.endswith("wa.me") else ""
        written = query.get("phone", [path])[0]
    else:
        return ""
    return international(written) if re.fullmatch(r"\+?[0-9 ().-]{6,24}", written.strip()) else ""


def messaging_link(url: str) -> tuple[str, str]:
    """Kind of channel ("whatsapp", "telegram", "line" …) and its number or name; ("", "") for other links.

    Links that share a page, or invite into a group, reach nobody of the shop and are none."""
    if not _SOME_CHANNEL.search(url[:200]):
        return "", ""
    if number := whatsapp_number(url):
        return "whatsapp", number
    for kind, pattern in _CHANNELS:
        if match := pattern.match(url.strip()[:500]):
            return kind, unquote(next((g for g in match.groups() if g), "")).strip()
    return "", ""


def messaging_names(text: str) -> Iterator[tuple[str, str, int]]:
    """Channel, name and offset in `normalise(text)` where a text tells a name to write to ("WeChat ID: kayahouse")."""
    plain = normalise(text)
    for kind, pattern in (("wechat", _WECHAT_ID), ("telegram", _TELEGRAM_ID), ("line", _LINE_ID)):
        for match in pattern.finditer(plain):
            yield kind, match["id"], match.start()


def chat_provider(url: str) -> str:
    """Name of the live-chat service that a script or frame of this address belongs to; "" for other addresses."""
    try:
        host = urlsplit(url.strip()).netloc
    except ValueError:
        return ""
    return next((name for name, hosts in _CHAT if hosts.search(host)), "")
