"""Mail domains of the shop and their policies, from what the probe recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from casetrust_audit.facts import email_domain
from casetrust_audit.facts.email_domain import dmarc_policy
from casetrust_audit.facts.shop import Shop
from casetrust_audit.model.capture import Page, Probe
from casetrust_audit.model.fact import Certainty, Fact, Known, Scalar, Subject, Unknown
from tests.build import block, collection, page

Records = dict[tuple[str, str], "Sequence[str]"]

GOOD: Records = {
    ("shop.test", "MX"): ("10 mx.shop.test.",),
    ("shop.test", "TXT"): ("v=spf1 mx -all",),
    ("_dmarc.shop.test", "TXT"): ("v=DMARC1; p=quarantine",),
}
CONTACT = page("contact", "/contact", "Write to hello@shop.test for help with your order.")


def entry(domain: str, records: Records, role: str = "address", parent: str = "") -> dict[str, Any]:
    """Records of a domain as the probe keeps them; a text in place of records is the status."""
    parent = parent or domain
    names = [(domain, "MX"), (domain, "TXT"), (f"_dmarc.{domain}", "TXT"), (parent, "DS"), (parent, "DNSKEY"),
             (domain, "CAA")]  # fmt: skip
    if parent != domain:
        names.append((f"_dmarc.{parent}", "TXT"))
    listed = []
    for name, kind in names:
        found = records.get((name, kind), ())
        status = found if isinstance(found, str) else "ok" if found else "none"
        kept = [] if isinstance(found, str) else list(found)
        listed.append({"name": name, "type": kind, "status": status, "records": kept})
    return {"domain": domain, "organisational": parent, "role": role, "answers": listed}


def shop(*entries: dict[str, Any], pages: tuple[Page, ...] = (CONTACT,), skipped: Any = (), problem: str = "") -> Shop:
    data = {"server": "system", "domains": list(entries), "skipped": list(skipped)}
    return Shop(collection(*pages, probes=[Probe("probe-email-domain", "email-domain", "shop.test", data, problem)]))


def domains(of: Shop) -> dict[str, dict[str, Scalar | Fact]]:
    found = email_domain.domains(of)
    assert isinstance(found, Known), found
    assert found.evidence
    assert found.certainty is Certainty.EXACT
    return {s.label: dict(s.fields) for s in found.value if isinstance(s, Subject)}  # type: ignore[union-attr]


def in_use(of: Shop) -> object:
    found = email_domain.in_use(of)
    return found.value if isinstance(found, Known) else found


def test_a_good_domain_is_told_whole() -> None:
    more = GOOD | {("shop.test", "DS"): ("1 13 2 ab",), ("shop.test", "CAA"): ('0 issue "ca.test"',)}
    of = shop(entry("shop.test", more, "shop"))
    assert domains(of)["shop.test"] == {
        "shown": True, "mx": "named", "spf": "one", "dmarc": "quarantine", "dnssec": True, "caa": True,
    }  # fmt: skip
    assert in_use(of) is True


def test_a_domain_with_neither_policy_is_told() -> None:
    fields = domains(shop(entry("shop.test", {}, "shop")))["shop.test"]
    assert (fields["shown"], fields["spf"], fields["dmarc"], fields["dnssec"]) == (True, "none", "missing", False)


@pytest.mark.parametrize(
    ("records", "policy"),
    [
        ((), "missing"),
        (("v=spf1 -all",), "missing"),
        (("v=DMARC1; p=none; rua=mailto:a@b.sg",), "none"),
        (("v=DMARC1;p=quarantine",), "quarantine"),
        (("V = DMARC1 ; P = Reject ;",), "reject"),
        (("v=DMARC1; p=reject; pct=0",), "none"),
        (("v=DMARC1; p=reject; pct=20",), "reject"),
        (("v=DMARC1; p=reject", "v=DMARC1; p=none"), "invalid"),
        (("v=DMARC1; p=monitor",), "invalid"),
        (("v=DMARC1",), "invalid"),
        (("v=DMARC1; p=reject; sp=none",), "reject"),
    ],
)
def test_policies_are_read(records: tuple[str, ...], policy: str) -> None:
    assert dmarc_policy(records) == policy


@pytest.mark.parametrize(
    ("records", "spf"),
    [
        ((), "none"),
        (("v=spf10 -all",), "none"),
        (("v=spf1 include:_spf.test ~all",), "one"),
        (("v=spf1 redirect=_spf.test",), "one"),
        (("v=spf1 a +all",), "open"),
        (("v=spf1 all",), "open"),
        (("v=spf1 include:small.test -all",), "one"),
        (("v=spf1 -all", "v=spf1 mx -all"), "several"),
    ],
)
def test_senders_are_read(records: tuple[str, ...], spf: str) -> None:
    assert domains(shop(entry("shop.test", GOOD | {("shop.test", "TXT"): records}, "shop")))["shop.test"]["spf"] == spf


def test_a_sub_domain_falls_under_its_parent_s_policy_for_sub_domains() -> None:
    contact = page("contact", "/contact", "Write to hello@mail.shop.test for help.")
    records: Records = {
        ("mail.shop.test", "TXT"): ("v=spf1 -all",),
        ("_dmarc.shop.test", "TXT"): ("v=DMARC1; p=reject; sp=quarantine",),
    }
    of = shop(entry("mail.shop.test", records, parent="shop.test"), pages=(contact,))
    assert domains(of)["mail.shop.test"]["dmarc"] == "quarantine"
    own = records | {("_dmarc.mail.shop.test", "TXT"): ("v=DMARC1; p=none",)}
    assert (
        domains(shop(entry("mail.shop.test", own, parent="shop.test"), pages=(contact,)))["mail.shop.test"]["dmarc"]
        == "none"
    )


@pytest.mark.parametrize("status", ["timeout", "failed"])
def test_a_question_without_an_answer_accuses_nobody(status: str) -> None:
    records = {("shop.test", "MX"): ("10 mx.",), ("shop.test", "TXT"): status, ("_dmarc.shop.test", "TXT"): status}
    fields = domains(shop(entry("shop.test", records, "shop")))["shop.test"]
    assert isinstance(fields["spf"], Unknown)
    assert isinstance(fields["dmarc"], Unknown)
    assert status in fields["spf"].reason


def test_without_dns_the_reason_is_told() -> None:
    of = shop(problem="no DNS server is known: none")
    assert in_use(of) is True
    found = email_domain.domains(of)
    assert isinstance(found, Unknown)
    assert found.reason == "no DNS server is known: none"
    assert isinstance(email_domain.domains(Shop(collection(CONTACT))), Unknown)


def test_a_reserved_name_is_told_as_such() -> None:
    skipped = [
        {"domain": "127.0.0.1", "reason": "no domain name"},
        {"domain": "shop.test", "reason": "a reserved name"},
    ]
    found = email_domain.domains(shop(skipped=skipped))
    assert isinstance(found, Unknown)
    assert found.reason == "a reserved name"


def test_one_domain_that_was_not_asked_about_leaves_the_whole_open() -> None:
    other = page("about", "/about", "Write to team@elsewhere.sg too.")
    of = shop(entry("shop.test", GOOD, "shop"), pages=(CONTACT, other),
              skipped=[{"domain": "elsewhere.sg", "reason": "only 4 domains are asked about"}])  # fmt: skip
    fields = domains(of)["elsewhere.sg"]
    assert isinstance(fields["spf"], Unknown)
    assert "only 4" in fields["spf"].reason


def test_a_domain_without_mail_and_address_is_no_mail_domain() -> None:
    front = page("home", "/", "Welcome")
    assert in_use(shop(entry("shop.test", {}, "shop"), pages=(front,))) is False
    assert in_use(shop(entry("shop.test", {("shop.test", "MX"): ("0 .",)}, "shop"), pages=(front,))) is False
    assert in_use(shop(entry("shop.test", {("shop.test", "MX"): ("10 mx.",)}, "shop"), pages=(front,))) is True
    assert isinstance(
        in_use(shop(entry("shop.test", {("shop.test", "MX"): "timeout"}, "shop"), pages=(front,))), Unknown
    )
    assert isinstance(in_use(shop(problem="no DNS", pages=(front,))), Unknown)


def test_without_an_mx_a_shown_address_still_makes_it_a_mail_domain() -> None:
    of = shop(entry("shop.test", {}, "shop"))
    assert in_use(of) is True
    assert domains(of)["shop.test"]["mx"] == "none"


def test_a_mailbox_provider_is_not_the_shop_s_domain() -> None:
    contact = page("contact", "/contact", "Write to myshop@gmail.com for help.")
    of = shop(entry("shop.test", {}, "shop"), entry("gmail.com", {}), pages=(contact,))
    assert in_use(of) is False


def test_a_courier_s_address_on_a_delivery_page_is_not_the_shop_s() -> None:
    delivery = page("delivery", "/delivery", "Questions on the way: care@courier.sg")
    of = shop(entry("shop.test", GOOD, "shop"), entry("courier.sg", {}), pages=(CONTACT, delivery))
    assert set(domains(of)) == {"shop.test"}


def test_a_domain_shown_in_the_footer_is_the_shop_s() -> None:
    front = page("home", "/", blocks=(block("hello@brand.sg", area="footer"),))
    of = shop(entry("shop.test", {}, "shop"), entry("brand.sg", {}), pages=(front,))
    assert set(domains(of)) == {"brand.sg"}


def test_a_domain_that_takes_mail_is_told_though_no_address_is_shown() -> None:
    of = shop(entry("shop.test", {("shop.test", "MX"): ("10 mx.",)}, "shop"), pages=(page("home", "/", "Hi"),))
    assert domains(of)["shop.test"]["shown"] is False


def test_the_answers_are_quoted_policies_first() -> None:
    found = email_domain.domains(shop(entry("shop.test", GOOD, "shop")))
    assert isinstance(found, Known)
    quote = next(e.quote for e in found.evidence if e.source == "probe-email-domain")
    assert quote.startswith("_dmarc.shop.test TXT: v=DMARC1; p=quarantine; shop.test TXT: v=spf1")
