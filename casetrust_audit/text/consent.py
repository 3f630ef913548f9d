"""What a tick means: whether who ticks a box agrees to what it speaks of, or refuses it."""

from __future__ import annotations

import re

_WAY_OUT = re.compile(
    r"\b(?:you |and |can |may |could |free to |able to |always )+(?:opt[- ]out|unsubscribe|withdraw|cancel|"
    r"change)\b[^.;]*"
    r"|\b(?:opt[- ]out|unsubscribe|withdraw)(?: \w+)? (?:at )?any ?time\b|\bno spam\b|\b(?:we|they) (?:do not|"
    r"don'?t|will not|won'?t|never)\b[^.;]*"
)
"""That one may leave later says nothing of the tick."""
_AGAINST = re.compile(
    r"\b(?:do|does|would|will|did)(?: ?n'?t| not)\b|\b(?:don'?t|dont|won'?t|never|rather not|prefer not|not to|"
    r"would rather (?:you|we) (?:didn'?t|did not))\b|"
    r"\b(?:opt(?:ing)?|opted)[- ]out\b|\bunsubscribe\b|\bobject(?:s|ion)?\b|\b(?:no longer|refuse|decline|"
    r"withhold|stop|exclude|without)\b|"
    r"^\W*no\b|\bnot (?:wish|want|agree|consent|like|interested|receive|be contacted|share)|"
    r"不(?:希望|想|要|愿|願|同意|接受|需要)|拒[绝絕]|[谢謝][绝絕]|\btidak (?:mahu|ingin|bersetuju)|\bjangan\b"
)
_UNDO = re.compile(
    r"\b(?:un-?(?:tick|check|select|mark)|de-?select)\w*\b|\b(?:remove|clear|take out) (?:the |this |"
    r"your )?(?:tick|check|mark)|取消(?:勾|打勾|选|選)"
)
"""To act is to take the tick away, or to leave none."""
_REFUSAL = re.compile(
    # as a whole: one who refuses, or is told to act if he refuses
    r"^\W*(?:please )?(?:tick|check|select|click)\b[^.!?]{0,40}\b(?:to (?:opt[- ]out|not (?:receive|be)|"
    r"unsubscribe|stop|refuse)|if you (?:object|wish not))\b|"
    r"^\W*(?:yes,? )?i(?:'d| would| do)? ?(?:not|n't|rather not|prefer not|object|opt[- ]out|decline)\b.{0,40}"
    r"\b(?:receiv\w*|contact\w*|hear\w*|sent|mail\w*|e-?mail\w*|newsletters?|offers?|marketing|promotions?|"
    r"updates?|call\w*|shar\w*)\b|"
    r"^\W*(?:please )?(?:do not|don'?t|never) (?:send|e-?mail|contact|text|call|mail|share|add|subscribe|"
    r"pass) (?:me|my|us)\b|"
    r"^\W*(?:no,? )?i don'?t (?:want|wish|like)\b.{0,20}\b(?:receive|newsletters?|e-?mails?|marketing|hear from)\b|"
    r"^\W*(?:e-?mail |sms |text |post )?opt[- ]out(?: of\b.{0,60})?\W*$|"
    r"^我?不(?:希望|想|要|愿意|願意|同意)(?:接收|收到|订阅|訂閱|接受).{0,12}(?:信息|資訊|资讯|邮件|郵件|电邮|"
    r"電郵|优惠|優惠|广告|廣告|推广|推廣|电话|電話)"
)


def ticked_agrees(said: str) -> bool:
    """True where a ticked box with these folded words stands for agreement: "Uncheck this box if you do not wish it"
    agrees while it is ticked, "I would rather not" refuses."""
    told = _WAY_OUT.sub(" ", said)
    against = bool(_AGAINST.search(told))
    return against if _UNDO.search(told) else not against


def refuses_by_acting(said: str) -> bool:
    """True where folded words of a box are a refusal: who does nothing has agreed."""
    return bool(_REFUSAL.search(said))
