"""Paid extras that stand in the cart, or in the bill, without having been asked for, and can be taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetrust_audit.facts.shop import Shop
from casetrust_audit.ledger.quantities import SLACK
from casetrust_audit.ledger.trail import FORCED_EXTRA, Walked, left_behind
from casetrust_audit.model.capture import Page
from casetrust_audit.model.reading import within
from casetrust_audit.model.result import TrailLine
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

_EXTRA = re.compile(
    r"\b(?:donation|donate|charity|tip|gratuity|gift ?(?:wrap\w*|box|bag)|(?:extended )?warranty|care plan|"
    r"(?:protection|care|insurance|damage) (?:plan|cover|fee)|insurance|insured|carbon (?:offset|neutral)|"
    r"membership)\b|保险|保險|保障|捐款|打赏|打賞|延保|礼品包装|禮品包裝"
)
_TAKES_OUT = re.compile(
    r"(?:^|\b)(?:remove|delete|take out|discard|opt[- ]out|decline|no thanks|[×✕✖]$)|移除|删除|刪除|取消|buang"
)


def added_extras(shop: Shop, walk: Walked) -> Iterator[tuple[str, Page, TrailLine]]:
    """Step, page and line of each. Lines without a way to take them out are charges, not extras; what the tool was made
    to take, or a person chose, was not the shop's doing."""
    forced = any(a.ok and a.strategy == FORCED_EXTRA for a in walk.journey.attempts)
    if forced or walk.journey.driver != "tool" or walk.journey.planned:
        return
    left = tuple(map(fold, left_behind(shop, walk.journey)))
    title = fold(walk.journey.product_title)
    for step, told in walk.sums:
        page = walk.step(step)
        for line in told.lines if page else ():
            extra = phrases("insurance-addon").any(line.label) or _EXTRA.search(fold(line.label))
            said = fold(f"{line.label} {line.evidence.quote}")
            own = (title and title in said) or any(name in said for name in left)
            if page and extra and not own and line.money.amount > 0 and _can_be_taken_out(page, line):
                yield step, page, line


def _can_be_taken_out(page: Page, line: TrailLine) -> bool:
    if line.role not in ("item", "fee", "optional", "shipping"):
        return False
    row = next((r for r in page.reading.rows if r.selector == line.evidence.selector), None)
    return line.role == "item" or (
        row is not None
        and any(
            _TAKES_OUT.search(fold(b.text)) and within(b.box, row.box, SLACK)
            for b in page.reading.pressable() if b.visible
        )
    )  # fmt: skip
