from __future__ import annotations

from casetrust_audit.facts.passages import passages, sentences, sightings, word_count
from casetrust_audit.facts.policies import about, clicks, distinct, links_to, places
from tests.build import block, link, page
from tests.facts.policy_shop import honest, policy, shop


def test_sentences_do_not_end_at_the_full_stops_of_a_firm() -> None:
    text = "Kopi & Kaya Pte. Ltd. (UEN 201998765D) sells kaya. It is at No. 5 Kaya Rd. Singapore."
    assert list(sentences(text)) == [
        "Kopi & Kaya Pte. Ltd. (UEN 201998765D) sells kaya.",
        "It is at No. 5 Kaya Rd. Singapore.",
    ]


def test_chinese_sentences_end_at_their_own_stops() -> None:
    assert list(sentences("收到商品后7天内可退换。退款将原路退回。")) == ["收到商品后7天内可退换。", "退款将原路退回。"]


def test_an_endless_text_is_cut() -> None:
    found = list(sentences("a" * 100_000))
    assert len(found[0]) < 2000


def test_text_in_a_closed_accordion_of_a_policy_counts_and_hidden_text_elsewhere_does_not() -> None:
    hidden = (block("Refunds take 7 days.", visible=False),)
    seen = shop(page("faq", "/faq", blocks=hidden), page("home", "/", blocks=hidden))
    found = passages(seen, seen.pages)
    assert [p.page.role for p in found] == ["faq"]


def test_a_sentence_knows_the_heading_it_stands_under() -> None:
    seen = shop(page("terms", "/t", blocks=(block("Refunds", tag="h2"), block("We pay at once."))))
    assert passages(seen, seen.pages)[1].section == "Refunds"


def test_the_same_words_in_another_visit_are_a_second_sighting() -> None:
    seen = shop(
        page("home", "/", "Made in Singapore."),
        page("home", "/", "We are Made in Singapore. Yes.", session="second-look"),
    )
    first = passages(seen, seen.pages[:1])[0]
    assert {ref.session for ref in sightings(seen, first)} == {"crawl", "second-look"}


def test_words_are_counted_in_english_and_chinese() -> None:
    assert word_count("Return it within 14 days.") == 4
    assert word_count("退换货政策") == 2


def test_return_to_shop_names_no_returns() -> None:
    assert about("Returns & exchanges", "returns")
    assert about("退换货", "returns")
    assert not about("Return to shop", "returns")
    assert not about("Tax returns made easy", "returns")


def test_clicks_are_counted_from_home_and_from_links() -> None:
    front = page("home", "/", "Hi", depth=0, links=(link("/terms", "Terms"),))
    terms = page("terms", "/terms", "Terms", depth=1, links=(link("/annex", "Annex"),))
    annex = page("other", "/annex", "Annex", depth=-1)
    lost = page("other", "/lost", "Lost", depth=-1)
    seen = shop(front, terms, annex, lost)
    assert clicks(seen, annex) == 2
    assert clicks(seen, lost) is None


def test_a_link_with_tracking_is_a_link_to_the_page() -> None:
    front = page("home", "/", "Hi", links=(link("/returns?utm_source=x#top", "Returns"),))
    target = page("returns", "/returns", "Returns")
    assert len(links_to(shop(front, target), target)) == 1


def test_a_page_made_for_a_topic_comes_before_one_with_a_section() -> None:
    found = places(honest(), "returns")
    assert found[0].own
    assert found[0].page.role == "returns"


def test_a_combined_page_is_made_for_its_topics() -> None:
    both = policy(
        "delivery", "/delivery-returns", ("Delivery and returns", "Refunds take 7 days.", "Delivery takes 3 days.")
    )
    assert places(shop(both), "returns")[0].own


def test_each_address_counts_once_and_phone_captures_only_where_nothing_else_is() -> None:
    desk, phone = page("home", "/", "Hi"), page("home", "/", "Hi", layout="phone", session="second-look")
    assert [p.capture.layout for p in distinct(shop(phone, desk))] == ["desktop"]
    assert [p.capture.layout for p in distinct(shop(phone))] == ["phone"]
    assert distinct(shop()) == ()
