"""What a form is for, read off its fields first, then the words on it, around it and in its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casetrust_audit.facts.card_forms import asks_for_card
from casetrust_audit.facts.field_kinds import ADDRESS, CARD, PASSWORDS, PERSONAL, field_kind, spaced
from casetrust_audit.facts.field_words import VERIFICATION
from casetrust_audit.facts.form_scene import BOXES, NEAR, Scene
from casetrust_audit.facts.form_words import SENDS_PASSWORD, SETS_PASSWORD, says
from casetrust_audit.model.reading import Button, Field, Form, Reading
from casetrust_audit.text.normalise import fold
from casetrust_audit.text.phrases import phrases

KINDS = ("login", "register", "recovery", "checkout", "contact", "complaint", "newsletter")
"""Kinds of forms that carry personal data, as `kind_of` names them."""

FORM_KINDS = (
    "login", "register", "recovery", "password-change", "one-time-code", "order", "payment", "contact", "complaint",
    "newsletter", "review", "search", "cart", "coupon", "other",
)  # fmt: skip
"""Everything `form_kind` can say. "order" takes names and addresses for an order, "payment" the data of a card; "cart"
puts an item into the basket; "recovery" also sets a new password by itself."""

_GUESSED = 0.6

_AUDITED = {kind: kind for kind in KINDS} | {"order": "checkout", "payment": "checkout", "password-change": "recovery"}
_NOT_SOUGHT = frozenset({"email", "repeat-email", "message", "phone", "family-name", "username", "subject"}) | PASSWORDS
_BUYING = ("checkout", "cart")
_SLIGHT = frozenset({"email", "name", "given-name", "family-name", "postal-code", "gender", "honorific", "country"})
"""What the sender of a newsletter asks for."""
_FEW = 5
"""Fields of a form that recovers an account: a name, an address, something only its owner knows."""
_USER = re.compile(r"user ?(?:name|id)|\blog ?in\b|sign ?in|\bsession\b")


@dataclass(frozen=True, slots=True)
class FormKind:
    """`kind` is one of FORM_KINDS, `confidence` 0 to 1, `why` says in a few words what spoke for it."""

    kind: str
    confidence: float
    why: str


def form_kind(form: Form, reading: Reading, role: str = "") -> FormKind:
    """What `form` of the page is for. `role` is that of the page ("" where it is not known)."""
    scene = Scene(form, reading, role)
    if scene.has("card-number") and scene.count(CARD) == 1 and scene.count(PASSWORDS) and scene.button("login"):
        return FormKind("login", 0.7, "a card's number to log in with")
    if card := asks_for_card(scene):
        return FormKind("payment", *card)
    if not scene.kinds:
        return _without_typing(scene)
    if code := _one_time_code(scene):
        return code
    if scene.count(PASSWORDS):
        return _with_password(scene)
    if _recovers(scene):
        return FormKind("recovery", 0.85, "it sends a new password, or a way to one")
    if found := _search(scene):
        return found
    if scene.has("address", "postal-code") and scene.count(ADDRESS) >= 2 and not scene.writing:
        return _with_address(scene)
    if scene.has("message"):
        return _with_message(scene)
    return _short(scene)


def kind_of(form: Form, reading: Reading, role: str) -> str:
    """One of KINDS; "" for a form that is for something else, or that can be anything and takes no password."""
    found = form_kind(form, reading, role)
    if found.confidence < _GUESSED and not any(f.type == "password" for f in form.fields):
        return ""
    return _AUDITED.get(found.kind, "")


def _sure(points: float, most: float = 0.97) -> float:
    """Confidence of a choice that is `points` ahead of the next."""
    return round(min(most, 0.5 + points * 0.08), 2)


def _without_typing(scene: Scene) -> FormKind:
    if scene.button("cart"):
        return FormKind("cart", 0.9, "its button puts something into the basket")
    if scene.score("cart", without=("title", "address", "text")) >= 2 and not scene.button("order"):
        return FormKind("cart", 0.7, "its words speak of the basket")
    if found := _search(scene):
        return found
    if scene.button("login") and scene.score("login") >= 4:
        return FormKind("login", 0.65, "its words; what is typed is not seen")
    return FormKind("other", 0.9 if not scene.asked else 0.65, "nothing is typed")


# passwords


def _with_password(scene: Scene) -> FormKind:
    others = [k for k in scene.kinds if k not in PASSWORDS]
    passwords = [f for f, kind in scene.asked if kind in PASSWORDS]
    if (
        scene.role in _BUYING
        and scene.count(ADDRESS) >= 1
        and not (scene.button("register") or scene.button("sign-up"))
    ):
        return FormKind("order", 0.8, "an address at checkout")
    identified = [k for k in others if k in ("email", "username", "phone", "name")]
    if len(passwords) >= 2 and not [k for k in others if k not in ("captcha", "other")]:
        old = any("current-password" in f.autocomplete or re.search(r"\bold\b|current", _named(f)) for f in passwords)
        kind = "password-change" if old or len(passwords) >= 3 else "recovery"
        return FormKind(kind, 0.9, "asks for passwords only, more than one")
    fresh = scene.count(("new-password", "repeat-password"))
    if (
        not identified
        and len(passwords) == 1
        and not scene.button("login")
        and any(v.weight >= 1.5 and SETS_PASSWORD.search(v.words) for v in scene.voices)
    ):
        return FormKind("recovery", 0.75, "sets a password for one who is known already")
    change = scene.button("recovery") or any(
        v.weight >= 2 and re.search(r"(?:change|update|reset|set|new) ?(?:your |my |a )?(?:new )?passw|ändern", v.words)
        for v in scene.voices
    )
    if (
        change
        and fresh
        and len(passwords) >= 2
        and len(identified) <= 1
        and not (scene.button("register") or scene.button("sign-up"))
    ):
        return FormKind("password-change", 0.8, "sets another password")
    if fresh and scene.score("recovery", without=("text", "names", "other button")) >= 2 and not scene.button("login"):
        return FormKind("recovery", 0.75, "a new password, and words of a forgotten one")
    points, why = _registering(scene, passwords, others)
    kind = "register" if points > 0 else "login"
    return FormKind(kind, _sure(abs(points)), why)


def _recovers(scene: Scene) -> bool:
    """Whether one who is named here gets a new password: by the button, or by what the form says it does."""
    named = scene.has("email", "username", "phone") or (len(scene.typed) == 1 and scene.kinds == ["other"])
    if not named or scene.writing or len(scene.typed) > _FEW or scene.button("login") or scene.button("register"):
        return False
    if scene.button("recovery") or any(SENDS_PASSWORD.search(text) for text in scene.told):
        return True
    # the page is for nothing else, whatever the language of the button
    placed = scene.form.area in ("main", "dialog") and scene.role == "recovery"
    return placed and len(scene.typed) <= 2 and not scene.button("newsletter") and not scene.score("newsletter")


def _registering(scene: Scene, passwords: Sequence[Field], others: Sequence[str]) -> tuple[float, str]:
    """Points for a registration, below nought for a login, and what weighed most."""
    personal = len({k for k in others if k in PERSONAL | ADDRESS})
    if "phone" in others and not {"email", "username"} & set(others):
        personal -= 1  # the number one logs in with
    register, login = scene.score("register") + scene.score("sign-up"), scene.score("login")
    # "new-password" is also written to keep browsers from filling in the old one
    fresh = 0.2 if len(passwords) == 1 and not register and login >= 2 else 1.0
    signs: list[tuple[float, str]] = [
        (4.0 * (len(passwords) >= 2 and scene.has("repeat-password")), "a password is typed twice"),
        (fresh * 2.0 * (len(passwords) == 1 and scene.has("new-password")), "a new password"),
        (fresh * 3.0 * any("new-password" in f.autocomplete for f in passwords), "a new password"),
        (-4.0 if any("current-password" in f.autocomplete for f in passwords) else 0.0, "a password there is"),
        (min(4.0, 1.5 * personal), "personal data"),
        (2.5 * (scene.has("email") and scene.has("username")), "an e-mail address and a user name"),
        (3.0 * scene.has("repeat-email"), "an e-mail address twice"),
        (2.0 * ("consent" in scene.boxes), "consent to terms"),
        (1.0 * ("marketing" in scene.boxes), "consent to marketing"),
        (-3.0 * ("remember" in scene.boxes), "to be remembered"),
        (-2.0 * says("recovery", fold(scene.form.text[-400:]), shown=False), "a way to a forgotten password"),
        (1.5 if scene.role == "register" else -1.5 if scene.role == "login" else 0.0, "the page"),
    ]
    signs.append((min(6.0, register) - min(6.0, login), "its words"))
    if len(passwords) == 1 and len(others) <= 1:
        signs.append((-1.0 if register > login else -2.5, "one name and one password"))
    starts, enters = scene.button("register") or scene.button("sign-up"), scene.button("login")
    if starts != enters:
        signs.append((2.0 if starts else -2.0, "its button"))
    total = sum(points for points, _ in signs)
    side = [s for s in signs if s[0] * (1 if total > 0 else -1) > 0]
    return total, max(side, key=lambda s: abs(s[0]))[1] if side else "a password"


# no password


def _one_time_code(scene: Scene) -> FormKind | None:
    codes = [f for f, kind in scene.asked if kind == "one-time-code"]
    named = scene.has("username", "email", "phone") and scene.count(PASSWORDS)
    if codes and len(scene.typed) <= 2 + len(codes) and not named:
        return FormKind("one-time-code", 0.9, "asks for a code used once")
    if (
        len(scene.typed) == 1
        and not scene.has(*CARD)
        and VERIFICATION.search(f"{fold(scene.typed[0].label)} {_named(scene.typed[0])}")
    ):
        return FormKind("one-time-code", 0.6, "asks for a code and nothing else")
    boxes = [f for f in scene.typed if f.max_length == 1]
    if len(boxes) >= 4 and len(boxes) == len(scene.typed):
        return FormKind("one-time-code", 0.8, "one field a digit")
    return None


def _search(scene: Scene) -> FormKind | None:
    """Also what narrows or sorts a list."""
    if set(scene.kinds) & _NOT_SOUGHT or scene.button("cart"):
        return None
    words = scene.score("search", without=("title", "address"))
    if scene.has("search") and (len(scene.typed) <= 3 or words >= 3):
        return FormKind("search", _sure(3 + words), "a field for words to look for")
    words += scene.score("filter", without=("title", "address", "text"))
    if words >= 2 and not scene.has("quantity", "coupon") and len(scene.typed) <= 4:
        return FormKind("search", _sure(words, 0.85), "its words speak of finding or sorting")
    return None


def _with_message(scene: Scene) -> FormKind:
    person = scene.has("email", "phone", *PERSONAL)
    if scene.has("rating") or any(re.search(r"rating|stars?\b", _named(f)) for f in scene.form.fields):
        return FormKind("review", 0.9, "a message with a rating")
    order, asked = scene.score("order"), scene.score("contact") >= 1
    bought = scene.role in _BUYING or scene.button("order") or order >= (4 if asked else 1.5)
    if scene.count(ADDRESS) >= 2 and bought:
        return FormKind("order", 0.85, "an address and a note")
    if "file" in scene.boxes and scene.score("apply", without=("text", "names")) >= 2:
        return _other("an application")
    contact, review = scene.score("contact"), scene.score("review")
    at_item = scene.role in ("product", "cart", "reviews", "listing")
    if at_item and not (contact >= 3 and contact > review):
        return FormKind("review", 0.6, "a message on the page of an item") if person else _other("a note")
    if review >= 3 and review > contact:
        return FormKind("review", 0.7, "its words speak of a review")
    if (
        not person
        and not scene.has("subject", "captcha")
        and scene.role not in ("contact", "complaint")
        and contact < 3
    ):
        return _other("a text without the writer's name", 0.6)
    complaint = scene.score("complaint", without=("names",)) + 2.0 * (scene.role == "complaint")
    if complaint >= 0.8:
        return FormKind("complaint", 0.8 if complaint >= 2 else 0.6, "a message; its words speak of complaints")
    return FormKind("contact", _sure(2 + person * 2 + contact), "a message")


def _with_address(scene: Scene) -> FormKind:
    buying = scene.role in _BUYING
    order, register, contact = (scene.score(intent) for intent in ("order", "register", "contact"))
    if buying or (order >= 1 and order >= max(register, contact)):
        return FormKind("order", _sure(1 + order + 3 * buying), "an address and words of an order")
    if register >= 2 and register > contact:
        return FormKind("register", _sure(register, 0.8), "an address and words of registration")
    if contact >= 2 and scene.has("email"):
        return FormKind("contact", 0.65, "an address and words of contact")
    return _other("an address for no stated purpose", 0.5)


def _short(scene: Scene) -> FormKind:
    """A few fields, no password, no message, no address."""
    kinds = set(scene.kinds)
    if kinds <= {"coupon", "other"} and "coupon" in kinds:
        return FormKind("coupon", 0.9, "a code for a discount")
    identified = scene.has("email", "username", "phone")
    quantity = kinds == {"quantity"} or (scene.has("quantity") and scene.score("cart") >= 1)
    if (scene.button("cart") or quantity) and not identified:
        return FormKind("cart", 0.9 if scene.button("cart") else 0.75, "an item for the basket")
    if not identified:
        return _nameless(scene)
    if scene.has("email", "phone") and not scene.button("newsletter"):
        if scene.role == "checkout" or (scene.role == "cart" and len(scene.kinds) >= 2):
            return FormKind("order", 0.7, "contact data at checkout")
        if scene.button("order") and len(scene.kinds) >= 2:
            return FormKind("order", 0.7, "contact data; its button speaks of an order")
    ranked = sorted(_points(scene, kinds).items(), key=lambda item: -item[1])
    (first, most), (_, next_most) = ranked[0], ranked[1]
    if most < 1.5:
        return _other("nothing says what it is for", 0.5)
    if first == "contact" and (scene.role == "complaint" or scene.score("complaint") >= 3):
        first = "complaint"
    sure = _sure(1 + most - next_most, 0.95)
    if (
        first == "newsletter"
        and scene.form.area != "footer"
        and not any(scene.score(i) for i in ("newsletter", "sign-up"))
    ):
        return FormKind(first, min(sure, 0.62), "an e-mail address and no word of its use")
    return FormKind(first, sure, "its words, and few fields")


def _points(scene: Scene, kinds: set[str]) -> dict[str, float]:
    """How much speaks for each kind of short form."""
    few = len(scene.typed) <= 2 + scene.has("captcha") + scene.has("repeat-email")
    personal = len(kinds & PERSONAL)
    slight = kinds <= _SLIGHT and scene.has("email")
    name = any(_USER.search(_named(f)) for f in scene.typed)
    forgotten = scene.score("recovery", without=("text", "other button"))
    goes_on = any(v.place == "button" and phrases("continue").any(v.words) for v in scene.voices)
    newsletter = scene.score("newsletter") + 0.5 * scene.score("sign-up") + ("marketing" in scene.boxes)
    newsletter += 1.5 * (slight and not forgotten) + 1.0 * (scene.form.area == "footer") - 2.0 * goes_on
    newsletter -= 3.0 * (scene.has("username") or not scene.has("email"))
    login = scene.score("login") + 1.0 * (scene.role == "login") + 1.5 * (scene.has("username") or name) + 1.0 * goes_on
    if few and not forgotten and says("recovery", fold(scene.form.text), shown=False):
        login += 2.0  # "forgot your password?" stands below the first step of a login
    login -= 3.0 * (not few) + 2.0 * (scene.has("username") and scene.has("email"))
    register = scene.score("register") + 0.5 * scene.score("sign-up") + 1.0 * (scene.role == "register")
    register += 0.0 if slight and newsletter >= 2.5 else min(2.0, personal)
    contact = scene.score("contact") + 1.5 * (scene.role in ("contact", "complaint")) + 1.5 * scene.has("subject")
    contact += -1.5 if slight else min(2.0, personal)
    recovery = (
        forgotten + 1.0 * (scene.role in ("login", "account", "recovery") and few) - 3.0 * (not few or personal > 1)
    )
    return {"newsletter": newsletter, "login": login, "register": register, "contact": contact, "recovery": recovery}


def _nameless(scene: Scene) -> FormKind:
    """Nothing typed tells who one is."""
    if scene.count(PERSONAL) >= 1 and scene.score("register") >= 3:
        return FormKind("register", 0.6, "personal data and words of registration")
    if scene.count(CARD) >= 2:
        return FormKind("payment", 0.6, "parts of a card's data")
    if scene.count(PERSONAL) >= 2 and scene.role in _BUYING:
        return FormKind("order", 0.7, "personal data at checkout")
    if len(scene.typed) <= 2 and scene.kinds.count("other") == len(scene.kinds):
        for intent in ("newsletter", "recovery", "login", "order"):
            if scene.score(intent, without=("text", "title", "address")) >= 3:
                return FormKind(intent, 0.65, "its words alone")
    return _other("nothing personal is typed")


def _other(why: str, confidence: float = 0.75) -> FormKind:
    return FormKind("other", confidence, why)


def _named(field: Field) -> str:
    return f"{spaced(field.name)} {spaced(field.id)}"


# fields without a form


def loose_forms(reading: Reading) -> tuple[Form, ...]:
    """The fields outside any form in groups that stand together, each as a form only a script can send.

    A group goes on as long as the next field, in document order, is close to those before it; buttons in or right
    below it are its own. Groups of boxes and lists alone (filters) are left out."""
    groups: list[list[Field]] = []
    for field in reading.loose_fields:
        if field.type == "hidden":
            continue
        if groups and _together(groups[-1], field):
            groups[-1].append(field)
        else:
            groups.append([field])
    buttons = [b for b in reading.buttons if not b.form]
    kept = [g for g in groups if any(field_kind(f) not in BOXES for f in g)]
    return tuple(_as_form(reading, group, buttons) for group in kept)


def loose_form_kind(reading: Reading, role: str = "") -> FormKind:
    """The kind of the weightiest group of fields outside any form; "other" where there is none or none is clear."""
    found = [form_kind(form, reading, role) for form in loose_forms(reading)]
    if not found:
        return FormKind("other", 0.9, "no field stands outside a form")
    return min(found, key=lambda one: (FORM_KINDS.index(one.kind), -one.confidence))


def _together(group: Sequence[Field], field: Field) -> bool:
    last = group[-1].box
    return not field.visible or not group[-1].visible or -NEAR <= field.box[1] - (last[1] + last[3]) <= NEAR


def _as_form(reading: Reading, group: Sequence[Field], buttons: Sequence[Button]) -> Form:
    visible = [f for f in group if f.visible]
    boxes = [f.box for f in visible or group]
    top, bottom = min(b[1] for b in boxes), max(b[1] + b[3] for b in boxes)
    left, right = min(b[0] for b in boxes), max(b[0] + b[2] for b in boxes)
    own = tuple(
        replace(b, type="submit") if b.type == "button" else b
        for b in buttons
        if top - NEAR / 2 <= b.box[1] <= bottom + NEAR and b.box[0] <= right + NEAR and b.box[0] + b.box[2] >= left
    )
    text = " ".join(
        b.text for b in reading.blocks if b.visible and top - NEAR <= b.box[1] <= bottom + NEAR and len(b.text) < 300
    )
    return Form(
        group[0].selector, reading.url, "dialog", "main", bool(visible), text[:2000], tuple(group), own, scripted=True
    )


def holds_secret(fields: Iterable[Field]) -> bool:
    """Whether a password or a card number is typed there."""
    return any(f.type == "password" or field_kind(f) in ("card-number", "card-code") for f in fields)
