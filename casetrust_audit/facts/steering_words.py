"""Words that steer a shopper: a refusal that belittles whoever chooses it, a box whose sense is turned round."""

from __future__ import annotations

import re

LONGEST_REFUSAL = 18
"""Words of a refusal; what is longer tells a story."""

_OPENS = (
    r"(?:no|nah|nope|never|skip|close|decline|dismiss|not (?:now|today|this time)|"
    r"maybe (?:later|next time)|sorry)(?:[ ,]+(?:thanks?|thank you|thx))?"
)
_LINK = r"(?:[\s,.;:!–—-]+(?:but|because|since|as|and|actually|please))?[\s,.;:!–—-]*"
_SELF = r"(?:i|i'?m|i'?d|i'?ll|i'?ve|my|me|don'?t|we|we'?d|let me)\b"
_WORTH = (
    r"(?:sav(?:e|es|ing|ings)|deals?|discounts?|off|free(?:bies?)?|offers?|bargains?|gifts?|bonus(?:es)?|best|"
    r"better|great|good|cool|exclusive|"
    r"special|perks?|rewards?|coupons?|vouchers?|cheap(?:er)?|money|win(?:ning)?|amazing|awesome|beautiful|"
    r"healthy|health|fun|smart|success(?:ful)?|"
    r"results?|vip|tips?|insider|secrets?|first to know|benefits|lower prices?|low prices?|advice|inspiration|"
    r"protect(?:ed|ion)?|look(?:ing)? good|stylish|fresh|"
    r"nice things|luck)"
)
_LOSS = (
    r"(?:pay(?:ing)? (?:full|more|extra|retail|the full|a higher|regular|too much)|full[- ]price|0\s?% off|"
    r"over ?pay(?:ing)?|spend(?:ing)? more|"
    r"miss(?:ing)?(?: out| it| this)?|wast(?:e|ing)|los(?:e|ing)|bored|boring|ugly|uninformed|unprotected|"
    r"in the dark|(?:the )?hard way|worse|badly|ignoran\w+|in pain|without protection|unsafe|"
    r"higher prices?|bad skin|another (?:day|time)|old (?:look|way)s?|struggl\w+|fail(?:ing|ure)?)"
)
_LIKES = (
    r"(?:like|love|enjoy|prefer|want|choose|rather|'d like|happy|okay|fine|keep|continue|stay|don'?t mind|"
    r"do not mind)"
)
_REFUSES = (
    r"(?:(?:do not|don'?t|dont|won'?t|will not|wouldn'?t|not) (?:really )?(?:want|like|need|care|wish|"
    r"deserve|believe|enjoy|interested)|not (?:interested|into)|no need)"
)
_GIVES_UP = r"(?:skip|forgo|pass on|give up|turn down|throw away|forfeit|lose|miss)"
_SHAMING = re.compile(
    # one takes the loss, or turns down something good, in one's own words
    rf"^\W*(?:{_OPENS}{_LINK})?{_SELF}(?:.{{0,60}}\b{_LIKES})?.{{0,40}}\b{_LOSS}\b|"
    rf"^\W*(?:{_OPENS}{_LINK})?{_SELF}.{{0,30}}\b{_REFUSES}\b.{{0,50}}\b{_WORTH}\b|"
    rf"^\W*(?:{_OPENS}{_LINK})?{_SELF}.{{0,12}}\b(?:hate|dislike|despise|can'?t stand|couldn'?t care less|"
    rf"don'?t care)\b|"
    rf"^\W*{_OPENS}{_LINK}{_SELF}.{{0,20}}\b(?:already (?:(?:too )?perfect|rich|wealthy|smart|stylish|"
    rf"know everything|(?:have|got) (?:too much|all|perfect))|(?:have|got|make) (?:\w+ )?(?:enough|too much|"
    rf"plenty of) money|"
    r"risk|take (?:my|the) (?:chances?|risk)|rich enough|made of money|too good|hope for the best)\b|"
    rf"^\W*(?:{_OPENS}{_LINK})?i(?:'?ll| will)? {_GIVES_UP}\b.{{0,20}}\b{_WORTH}\b|"
    rf"^\W*(?:{_OPENS}{_LINK})?{_GIVES_UP} my\b.{{0,20}}\b{_WORTH}\b|"
    rf"^\W*(?:{_OPENS}{_LINK})?i(?:'?ll| will) (?:take (?:my|the) (?:chances?|risk)|risk it)\b|"
    rf"^\W*{_OPENS}{_LINK}i(?:'?ve| have)? (?:already )?(?:have|got|own)? ?(?:enough|too many|plenty of|"
    rf"all the) [a-z]+\W*$|"
    rf"^\W*(?:{_OPENS}{_LINK})?(?:leave|keep|continue with) my (?:\w+ ){{1,2}}(?:unprotected|uninsured|"
    rf"at risk|exposed)\b|"
    rf"^\W*{_OPENS}{_LINK}i(?:'?m| am) (?:fine|ok|okay|happy|good|content|comfortable|cool) (?:with (?!my (?:current|"
    rf"choice)|this|that|it\b)|being|staying|paying|living|looking|missing|without)\b|"
    rf"^\W*{_OPENS}{_LINK}i(?:'?d| would)? rather (?!not\b|do|decide|look|browse|think|continue|check)|"
    rf"^\W*{_OPENS}{_LINK}{_SELF}.{{0,10}}\bsave (?:money |some )?(?:later|another|next|some other)|"
    rf"^\W*(?:continue|leave|decline|proceed|shop|keep shopping|close)[\w ]{{0,12}}\b(?:and|to|"
    rf"without)\b.{{0,12}}\b(?:pay(?:ing)? (?:full|more)|full[- ]price|miss(?:ing)? out|lose (?:my|the|this|your))\b|"
    r"^(?:不|不了|不用|不要|不用了|不需要|算了)[，,。！! ]*(?:谢谢|謝謝)?[，,。！! ]*我?.{0,4}(?:不想|不要|"
    r"不需要|不喜欢|不喜歡|讨厌|討厭|宁愿|寧願|愿意|願意|喜欢|喜歡|"
    r"情愿|只想)"
    r".{0,8}(?:省|优惠|優惠|折扣|原价|原價|全价|全價|便宜|多花|多付|错过|錯過|好礼|好禮|福利|免费|免費|礼物|禮物)|"
    r"(?:残忍|殘忍|狠心|忍痛)(?:拒绝|拒絕|离开|離開|放弃|放棄)|^放弃(?:优惠|折扣|福利|省钱)|^放棄(?:優惠|折扣|"
    r"福利|省錢)"
)
_NEUTRAL = re.compile(
    r"\b(?:receiv\w*|subscrib\w*|sign up|join|e-?mails?|newsletters?|notifications?|updates?|messages?|marketing|"
    r"cookies?|track\w*|account|receipt|bag|"
    r"gift wrap\w*|wrapping|share my|personal|data|refund|return)\b"
)
"""To refuse mail or an account is a plain refusal, whatever it would have held, unless one owns to a loss by it."""
_OWNS = re.compile(rf"\b(?:{_LOSS}|hate|sav(?:e|ing) money|great|best|exclusive|amazing)\b")

_ACT = (
    r"(?:un-?(?:tick|check|select|mark)(?:ing|ed)?|de-?select(?:ing)?|tick(?:ing)?|check(?:ing)?|select(?:ing)?|"
    r"mark(?:ing)?|click(?:ing)?|"
    r"indicat(?:e|ing))"
)
_AGAINST = (
    r"(?:(?:do|does|would|you'?d|you)(?: ?n'?t| not) (?:wish|want|like|prefer|agree|consent|care)|(?:would |'d |"
    r"you )?rather (?:(?:we|you) )?(?:not|didn'?t|did not|kept)|"
    r"(?:would |'d )?prefer (?:us |we |you )?(?:not|didn'?t|did not)|prefer(?:red)? not|object|no longer (?:wish|"
    r"want)|wish not|not (?:wish|want)|opt[- ]out)"
)
_TURNED = re.compile(
    rf"\b(?:please )?{_ACT}\b(?: (?:here|this|the|box|boxes|below|off|on|option|button|or|leave|untick\w*|"
    rf"uncheck\w*|blank|to|and|in|our))*"
    rf"[ ,:]*(?:if|unless|should|where|when|to indicate|to confirm)\b[^.!?]{{0,40}}\b{_AGAINST}\b|"
    rf"\b(?:if|unless|should)\b[^.!?]{{0,30}}\b{_AGAINST}\b[^.!?]{{0,160}}\b{_ACT}\b(?!@| the privacy| our)|"
    rf"\bto opt[- ]out\b[^.!?]{{0,60}}\b{_ACT} (?:this|the|here)\b|\bun-?(?:tick|check|"
    rf"select)\w* to (?:opt[- ]out|stop|refuse|decline)\b|"
    rf"\bunless you (?:{_ACT}|opt[- ]out)\b|\b(?:leav(?:e|ing)|keep(?:ing)?) (?:this|the) box (?:un-?(?:ticked|"
    rf"checked)|ticked|checked|blank|empty)\b.{{0,20}}\b(?:if|you)\b|"
    r"\bdo(?: not|n't) (?:un-?)?(?:tick|check|select)\b.{0,80}\b(?:if|unless)\b|"
    r"\bopt[- ]out of not\b|\b(?:do not|don't) (?:wish|want) to not\b|\bunless you (?:do not|don't)\b|"
    r"(?:如果?|若)?您?不(?:想|希望|愿意|願意|同意|需要|欲).{0,20}(?:请|請)?(?:勾选|勾選|取消勾|打勾|点选|點選|剔選)|"
    r"(?:请|請)?(?:取消|不要|勿)勾[选選].{0,20}(?:若|如果?)您?不"
)


def shames(text: str) -> bool:
    """True where folded words of refusal belittle who uses them; a plain "No, thanks" does not."""
    if len(text.split()) > LONGEST_REFUSAL or not _SHAMING.search(text):
        return False
    return not _NEUTRAL.search(text) or bool(_OWNS.search(text))


def turns_round(text: str) -> bool:
    """True where a folded text has one act on a box in order to refuse: what is not touched counts as agreed."""
    return bool(_TURNED.search(text))
