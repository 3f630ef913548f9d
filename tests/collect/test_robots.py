"""robots.txt: how it is read, and what its absence means."""

from __future__ import annotations

import pytest

from casetrust_audit.collect.probe_fetch import Answer
from casetrust_audit.collect.robots import RobotsPolicy, judge, sitemaps

URL = "https://shop.test/robots.txt"


def policy(answer: Answer) -> RobotsPolicy:
    return RobotsPolicy.from_data(judge(answer))


def answer(body: str, status: int = 200, *, cut: bool = False) -> Answer:
    return Answer(URL, status, (("content-type", "text/plain"),), body.encode(), cut)


def test_a_byte_order_mark_does_not_hide_the_first_group() -> None:
    rules = policy(answer("\ufeffUser-agent: *\nDisallow: /checkout\n"))
    assert not rules.allowed("https://shop.test/checkout")
    assert rules.allowed("https://shop.test/products/kaya")


def test_a_group_for_the_tool_goes_before_the_one_for_all() -> None:
    rules = policy(answer("User-agent: *\nDisallow: /\n\nUser-agent: casetrust-audit\nDisallow: /admin\n"))
    assert rules.allowed("https://shop.test/")
    assert not rules.allowed("https://shop.test/admin/users")


def test_the_longest_rule_wins_and_wildcards_work() -> None:
    rules = policy(answer("User-agent: *\nDisallow: /c/\nAllow: /c/tea\nDisallow: /*?sort=\n"))
    assert rules.allowed("https://shop.test/c/tea")
    assert not rules.allowed("https://shop.test/c/coffee")
    assert not rules.allowed("https://shop.test/all?sort=price")


def test_an_unknown_line_does_not_end_a_group_of_agents() -> None:
    rules = RobotsPolicy("User-agent: casetrust-audit\nNoise: x\nUser-agent: *\nDisallow: /\n")
    assert not rules.allowed("https://shop.test/")


@pytest.mark.parametrize(
    "record", ["Crawl-delay: 5", "Visit-time: 0600-0845", "Host: shop.test", "Request-rate: 1/5",
               "Sitemap: https://shop.test/sitemap.xml", "", "# a note"],
)  # fmt: skip
def test_a_record_that_is_no_rule_does_not_end_a_group_of_agents(record: str) -> None:
    rules = RobotsPolicy(f"User-agent: casetrust-audit\n{record}\nUser-agent: other\nDisallow: /cart\n")
    assert not rules.allowed("https://shop.test/cart")
    assert rules.allowed("https://shop.test/")


def test_a_delay_between_agents_still_holds_for_them_and_sitemaps_are_kept() -> None:
    body = "User-agent: casetrust-audit\nCrawl-delay: 5\nSitemap: /a.xml\nUser-agent: *\nDisallow: /cart\n"
    assert RobotsPolicy(body).crawl_delay == 5
    assert sitemaps(body, URL) == ["https://shop.test/a.xml"]


def test_a_delay_after_the_rules_holds_for_its_own_group() -> None:
    body = "User-agent: casetrust-audit\nDisallow: /cart\nCrawl-delay: 5\n\nUser-agent: other\nDisallow: /\n"
    rules = RobotsPolicy(body)
    assert rules.crawl_delay == 5
    assert rules.allowed("https://shop.test/")


@pytest.mark.parametrize(
    "name", ["casetrust-audit/1.0", "Casetrust-Audit/2", "casetrust-audit / 1.0", "casetrust-audit bot"]
)
def test_a_group_names_the_tool_by_its_product_token(name: str) -> None:
    rules = RobotsPolicy(f"User-agent: *\nDisallow:\n\nUser-agent: {name}\nDisallow: /\n")
    assert not rules.allowed("https://shop.test/")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_file_allows_everything_and_says_so(status: int) -> None:
    rules = policy(answer("", status))
    assert rules.allowed("https://shop.test/any")
    assert str(status) in rules.reason


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_error_forbids_everything_and_says_so(status: int) -> None:
    rules = policy(answer("User-agent: *\nAllow: /\n", status))
    assert not rules.allowed("https://shop.test/any")
    assert str(status) in rules.reason


def test_no_answer_forbids_everything() -> None:
    rules = policy(Answer(URL, problem="no complete answer within 10 s"))
    assert not rules.allowed("https://shop.test/")
    assert "within 10 s" in rules.reason


def test_a_probe_that_never_ran_forbids_everything() -> None:
    assert not RobotsPolicy.from_data({}).allowed("https://shop.test/")


def test_a_web_page_in_the_place_of_the_file_is_no_rules() -> None:
    data = judge(answer("<!DOCTYPE html><p>Disallow: /"))
    assert data["state"] == "none"
    assert data["body"] == ""


def test_a_rule_cut_in_half_by_the_cap_is_dropped() -> None:
    rules = policy(answer("User-agent: *\nDisallow: /cart\nDisallow: /", cut=True))
    assert rules.allowed("https://shop.test/products")
    assert not rules.allowed("https://shop.test/cart")


def test_the_crawl_delay_is_read_and_capped() -> None:
    assert RobotsPolicy("User-agent: *\nCrawl-delay: 2.5\n").crawl_delay == 2.5
    assert RobotsPolicy("User-agent: *\nCrawl-delay: 86400\n").crawl_delay == 60
    assert RobotsPolicy("User-agent: *\nDisallow:\n").crawl_delay is None


def test_sitemaps_are_made_absolute_once_each() -> None:
    body = "Sitemap: /a.xml\nSITEMAP: https://shop.test/b.xml\nUser-agent: *\nDisallow:\nSitemap: /a.xml\n"
    assert sitemaps(body, URL) == ["https://shop.test/a.xml", "https://shop.test/b.xml"]


def test_wildcards_in_a_hostile_file_cost_no_time() -> None:
    rules = RobotsPolicy("User-agent: *\nDisallow: /" + "*a" * 200 + "b$\n")
    assert rules.allowed("https://shop.test/" + "a" * 2_000)


@pytest.mark.parametrize(
    "nobody",
    [
        Answer(URL, problem="nothing listens there", refused=True),
        Answer(URL, problem="the name does not resolve", no_host=True),
    ],
)
def test_an_address_that_does_not_answer_is_said_to_be_just_that(nobody: Answer) -> None:
    rules = policy(nobody)
    assert not rules.allowed("https://shop.test/")
    assert rules.reason == f"the address does not answer: {nobody.problem}"
