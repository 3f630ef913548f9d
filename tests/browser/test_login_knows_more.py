"""With a login an audit knows more, never less: what only guests see is looked at as a guest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casetrust_audit.collect.collector import collect
from casetrust_audit.collect.login import write_login
from casetrust_audit.evidence.bundle import load
from casetrust_audit.model.capture import Collection
from casetrust_audit.model.result import AuditResult
from casetrust_audit.pipeline import judge_collection, rule_set
from casetrust_audit.settings import LOOPBACK_ONLY, Settings
from tests.collect.small_shop import BUYER, ITEM, LINE, SmallShop, serving_shop

pytestmark = pytest.mark.browser

MEMBER = "mb-7Hq2Zx81aKK03mm"
HEAD = (
    "<nav><a href=/p/mug>Blue mug</a> <a href=/about>About</a> <a href=/privacy>Privacy policy</a> <span id=who></span>"
    "</nav><script>who.innerHTML = sessionStorage.getItem('member')"
    " ? '<a href=/me>My account</a> <a href=/cart>Cart</a>' :"
    " '<a href=/login>Log in</a> <a href=/register>Register</a> <a href=/cart>Cart</a>'</script>"
)
GUESTS = "<script>if (sessionStorage.getItem('member')) location.replace('/me')</script>"
MEMBERS = "<script>if (!sessionStorage.getItem('member')) location.replace('/login')</script>"
PAGES = {
    "/": "<h1>Small shop</h1><p>Mugs, made by hand.</p><ul><li><a href=/p/mug>Blue mug</a> S$12.00</ul>",
    "/p/mug": ITEM,
    "/privacy": "<h1>Privacy policy</h1><p>We keep your name and address to deliver, and delete them on request.</p>",
    "/login": GUESTS + "<h1>Log in</h1><form method=post action=/enter><label>Email <input name=email type=email>"
    "</label><label>Password <input name=password type=password></label><button>Log in</button></form>",
    "/register": GUESTS + "<h1>Register</h1><form method=post action=/register><label>Email"
    " <input name=email type=email></label><label>Password <input name=password type=password minlength=10></label>"
    "<label>Password again"
    " <input name=again type=password></label><button>Create account</button></form>",
    "/me": MEMBERS + "<h1>My account</h1><p>Your orders</p><p>You have not ordered yet.</p>",
    "/cart": LINE + "<p><a href=/checkout>Proceed to checkout</a></p>",
    "/checkout": MEMBERS + f"<h1>Delivery address</h1><form method=post action=/address>{BUYER}"
    "<button>Continue</button></form>",
    "/review": "<h1>Review your order</h1><table><tr><td>Blue mug<td>S$12.00</tr><tr><td>Delivery<td>S$5.00</tr>"
    "<tr><td>Total<td>S$17.00</tr></table><form method=post action=/order><button>Place order</button></form>",
}  # fmt: skip


def audited(shop: SmallShop, folder: Path, login: Path | None) -> tuple[Collection, AuditResult]:
    settings = Settings(shop.origin + "/", screenshots=False, resolver_rule=LOOPBACK_ONLY, login_state=login)
    collection = load(collect(settings, folder)).collection
    assert set(shop.done.values()) == {0}, shop.posted
    return collection, judge_collection(collection, "", rule_set())


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tuple[Collection, AuditResult], ...]]:
    """The shop audited as a guest, and with a login that is in session storage alone."""
    folder = tmp_path_factory.mktemp("login")
    with serving_shop(SmallShop(PAGES, head=HEAD)) as shop:
        login = folder / "login.json"
        write_login(login, {"cookies": [], "origins": []}, {shop.origin: {"member": MEMBER}})
        yield audited(shop, folder / "guest", None), audited(shop, folder / "member", login)
    written = [f for f in (folder / "member").rglob("*") if f.is_file() and MEMBER.encode() in f.read_bytes()]
    assert written == []


def test_every_page_that_a_guest_sees_is_seen_with_a_login_too_and_more(
    both: tuple[tuple[Collection, AuditResult], ...],
) -> None:
    seen = [{(p.role, p.url) for p in collection.pages if not p.capture.step} for collection, _ in both]
    assert seen[0] < seen[1]
    assert {role for role, _ in seen[1] - seen[0]} >= {"account"}
    assert {"login", "register"} <= {role for role, _ in seen[0]}


def test_the_walk_that_ends_at_the_login_is_made_with_it_besides(
    both: tuple[tuple[Collection, AuditResult], ...],
) -> None:
    (guest, _), (member, result) = both
    assert {j.end for j in guest.journeys} == {"login-wall"}
    ends = {j.scenario: (j.end, j.as_member) for j in member.journeys}
    assert ends["cheap"] == ("login-wall", False)
    assert ends["cheap-member"] == ("last-step", True)
    assert [str(t.final) for t in result.trails if t.scenario == "cheap-member"] == ["S$17.00"]
    assert result.facts["buying.account_required"]["value"] is True


def test_no_verdict_is_lost_or_turned_by_a_login(both: tuple[tuple[Collection, AuditResult], ...]) -> None:
    decided = [
        {f.rule: f.verdict.value for f in result.findings if f.verdict.value in ("pass", "fail")} for _, result in both
    ]
    assert decided[0]
    assert {key: decided[1].get(key) for key in decided[0]} == decided[0]
    assert len(decided[1]) > len(decided[0])
    shares = [result.coverage.percent or 0 for _, result in both]
    assert shares[1] > shares[0]


def test_the_report_says_what_the_login_was_for(both: tuple[tuple[Collection, AuditResult], ...]) -> None:
    told = " ".join(both[1][1].limits)
    assert "seen with the login alone; what a guest sees was looked at as a guest" in told
    assert "No account was used" not in told
    assert "No account was used" in " ".join(both[0][1].limits)
