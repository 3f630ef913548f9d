"""Words by which a folded text says that something costs more, and those that take it back."""

from __future__ import annotations

import re

_MODAL = r"(?:may|might|can|will|shall|would|must|is|are|appl(?:y|ies)|gets?|attracts?|incurs?)"
COSTS_MORE = re.compile(
    rf"\b(?:admin(?:istrat\w+)?|handling|processing|service|convenience|booking|small[- ]order|packaging|packing|"
    rf"bulky|stairs?|"
    rf"rush|urgent|platform|transaction|payment|card|customi[sz]ation|personali[sz]ation|set-?up|minimum[- ]order) "
    rf"(?:fees?|"
    rf"charges?|surcharges?|costs?)\b[^.;]{{0,30}}\b{_MODAL}\b|\b{_MODAL}\b[^.;]{{0,40}}\b(?:attract|incur|carry|"
    rf"bear|cost|subject "
    rf"to|levy|impose)\w*\b[^.;]{{0,16}}\b(?:fees?|charges?|surcharges?|premium)\b|\battracts? (?:a |an )?[\w "
    rf"-]{{0,20}}\b(?:fee|"
    rf"charge|surcharge)\b|\bcosts? (?:a (?:bit|little) )?(?:extra|more)\b|\b(?:at|for|subject to) (?:an? )?(?:small "
    rf"|extra |"
    rf"additional |nominal |modest |further )+(?:cost|charge|fee|sum|payment)\b|\b(?:is|are) chargeable\b|"
    rf"\b(?:is|are|will be) (?:charged|billed|invoiced|quoted) (?:separately|extra|additionally|on top)\b|"
    r"(?:另|额外|額外)(?:行)?(?:收|付|加)(?:费|費|款|钱|錢)|另计费|另計費|\b(?:bayaran|caj|kos) "
    r"tambahan\b[^.;]{0,12}\b(?:dikenakan|"
    r"dicaj)|\bdikenakan (?:bayaran|caj)\b"
)
NO_EXTRA = re.compile(
    r"\b(?:no|not|never|nothing|none|without|free|waived?|complimentary|included?|includes|inclusive|absorb\w*)\b|"
    r"n't\b|"
    r"[不无無免没沒]|\b(?:tiada|tanpa|tidak|percuma)\b|[?？]$|"
    # delivery, duties, banks, and what a buyer brings about have rules of their own
    r"\b(?:customs|dut(?:y|ies)|import\w*|tax(?:es)?|bank'?s?|issuer|telco|carrier|data|roaming|your (?:provider|"
    r"operator)|returns?|"
    r"returned|returning|restock\w*|cancel\w*|re-?deliver\w*|failed|missed|late|overdue|no-?show|damage[sd]?|lost|"
    r"penalt\w+|"
    r"interest|landlord|charges? us|our (?:supplier|courier|rent))\b|"
    r"^(?!.*\b(?:weekend|sunday|evening|express|urgent|same|stairs?|bulky|offshore|remote|"
    r"sentosa)).*\b(?:deliver(?:y|ies)|shipping|"
    r"postage|courier)\b"
)
