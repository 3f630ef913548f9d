from __future__ import annotations

from pathlib import Path

import pytest

from casetrust_audit import settings
from casetrust_audit.errors import UsageError
from casetrust_audit.settings import Settings, apply, check_login_state, dns_server_parts, read_config, shop_url

BASE = Settings("https://shop.test/")


@pytest.mark.parametrize(
    ("given", "full"),
    [
        ("shop.example.sg", "https://shop.example.sg/"),
        ("  shop.example.sg  ", "https://shop.example.sg/"),
        ("http://shop.example.sg", "http://shop.example.sg/"),
        ("HTTPS://Shop.Example.SG/en", "HTTPS://Shop.Example.SG/en"),
        ("https://shop.example.sg/sg/?lang=en", "https://shop.example.sg/sg/?lang=en"),
        ("https://shop.example.sg?lang=en", "https://shop.example.sg/?lang=en"),
        ("localhost:8000", "https://localhost:8000/"),
        ("127.0.0.1:8000/shop", "https://127.0.0.1:8000/shop"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("https://店.example", "https://店.example/"),
    ],
)
def test_a_shop_address_becomes_a_full_url(given: str, full: str) -> None:
    assert shop_url(given) == full


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "https://",
        "https:///path",
        "ftp://shop.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hi",
        "https://shop.test:99999/",
        "https://shop.test:0/",
        "https://shop.test:x/",
        "http://[::1",
        "my shop",
        "https://shop .test/",
        "https://shop\n.test/",
        "https://.../",
        "://shop.test",
        "htp:/bad",
        "https:/shop.test",
        "shop",
        "shop/products",
        "intranet:8080",
    ],
)
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="is not a web address") as raised:
        shop_url(given)
    assert "https://" in raised.value.advice


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("htp:/shop.example.sg/tea", "https://shop.example.sg/tea?"),
        ("htps://kopi.sg", "https://kopi.sg?"),
        ("https:kopi.sg", "https://kopi.sg?"),
        ("//kopi.sg:8443/", "https://kopi.sg:8443/?"),
        ("kopi", "for example"),
    ],
)
def test_the_address_that_was_meant_is_told(given: str, meant: str) -> None:
    with pytest.raises(UsageError, match="is not a web address") as raised:
        shop_url(given)
    assert meant in raised.value.advice


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("localhost:8000", "https://localhost:8000/"),
        ("kopi.sg:8443/x", "https://kopi.sg:8443/x"),
        ("http://intranet:8080", "http://intranet:8080/"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000/"),
    ],
)
def test_hosts_with_a_port_are_addresses(given: str, url: str) -> None:
    assert shop_url(given) == url


@pytest.mark.parametrize("given", ["https://me:secret@shop.test/", "https://me@shop.test/", "me:secret@shop.test"])
def test_credentials_in_the_address_are_refused_and_not_repeated(given: str) -> None:
    with pytest.raises(UsageError, match="user name or password") as raised:
        shop_url(given)
    assert "secret" not in str(raised.value)


def _config(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "audit.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _apply(tmp_path: Path, text: str) -> Settings:
    path = _config(tmp_path, text)
    return apply(BASE, read_config(path), str(path))


def test_a_configuration_file_is_laid_over_the_defaults(tmp_path: Path) -> None:
    made = _apply(
        tmp_path,
        "max_pages: 40\npace_seconds: 2\nown_site: true\nca_file: ca.pem\n"
        "identity: {first_name: Mei, phone: '91234567'}\n",
    )
    assert (made.max_pages, made.pace_seconds, made.own_site) == (40, 2.0, True)
    assert made.ca_file == Path("ca.pem")
    assert (made.identity.first_name, made.identity.phone) == ("Mei", "91234567")
    assert made.identity.email == BASE.identity.email
    assert made.url == BASE.url


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "---\n"])
def test_an_empty_configuration_changes_nothing(tmp_path: Path, text: str) -> None:
    assert _apply(tmp_path, text) == BASE


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("max_page: 40", "unknown key 'max_page'", "Did you mean max_pages?"),
        ("journey: false", "unknown key 'journey'", "Did you mean journeys?"),
        ("colour: red", "unknown key 'colour'", "Known keys: own_site, "),
        ("url: https://other.test/", "unknown key 'url'", ""),
        ("identity: {fist_name: Mei}", "identity: unknown key 'fist_name'", "Did you mean first_name?"),
        ("identity: Mei", "identity must hold keys and values", "first_name"),
        ("identity: {postal_code: 023456}", "identity: postal_code must be text, not int", "quotes"),
        ("identity: {first_name: [a, b]}", "identity: first_name must be text, not list", "quotes"),
        ("max_pages: many", "max_pages must be int, not str", ""),
        ("max_pages: 40.5", "max_pages must be int, not float", ""),
        ("max_pages: true", "max_pages must be int, not bool", ""),
        ("max_pages: null", "max_pages must be int, not NoneType", ""),
        ("max_pages: -1", "max_pages must be a number of at least 1", ""),
        ("page_seconds: 0", "page_seconds must be a number of at least 1", ""),
        ("pace_seconds: -0.5", "pace_seconds must be a number of at least 0", ""),
        ("pace_seconds: .inf", "pace_seconds must be a number", ""),
        ("pace_seconds: .nan", "pace_seconds must be a number", ""),
        ("own_site: 1", "own_site must be bool, not int", ""),
        ("ca_file: [a]", "ca_file must be str, not list", ""),
        ("1: 2", "unknown key '1'", ""),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_file(tmp_path: Path, text: str, message: str, advice: str) -> None:
    with pytest.raises(UsageError) as raised:
        _apply(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'audit.yaml'}: ")
    assert message in str(raised.value)
    assert advice in raised.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: b: c",
        "\tx: 1",
        b"\xff\xfe\x00",
        "a: !!python/object:os.system {}",
        "a: 2024-13-45",
        "max_pages: 1" + "0" * 5000,
        "? [a]\n: 1",
        "[" * 2000,
    ],
)
def test_a_file_that_is_no_yaml_is_said_to_be_none(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(UsageError, match=r"audit\.yaml: "):
        read_config(_config(tmp_path, text))


@pytest.mark.parametrize("text", ["- max_pages: 40", "just words", "42"])
def test_a_file_without_keys_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="must hold keys and values"):
        read_config(_config(tmp_path, text))


def test_a_missing_file_and_a_directory_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            read_config(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="larger than"):
        read_config(_config(tmp_path, "a: " + "x" * 70_000))


def test_aliases_that_multiply_do_not_fill_the_memory(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    values = read_config(_config(tmp_path, bomb + "identity: {first_name: *a59}\n"))
    with pytest.raises(UsageError, match="first_name must be text"):
        apply(BASE, {"identity": values["identity"]}, "audit.yaml")


def test_what_is_recorded_names_neither_this_machine_nor_the_shopper() -> None:
    made = Settings("https://shop.test/", ca_file=Path("certs/ca.pem"), browser="chromium-x")
    recorded = made.public()
    assert recorded["ca_file"] is True
    assert recorded["max_pages"] == 60
    assert not recorded.keys() & {"browser", "identity", "resolver_rule", "plain_url"}
    assert "ca.pem" not in str(recorded)
    assert recorded["loopback_only"] is False
    assert Settings("https://shop.test/", resolver_rule=settings.LOOPBACK_ONLY).public()["loopback_only"] is True


def test_every_configuration_key_is_a_setting() -> None:
    assert all(hasattr(BASE, key) for key in settings.CONFIG_KEYS)


def test_values_of_the_shopper_that_are_redacted_are_telling() -> None:
    assert all(len(value) >= 5 for value in BASE.identity.typed())


def test_walks_name_products_of_the_shop_and_what_to_do_there() -> None:
    made = apply(
        BASE,
        {
            "walks": [
                {"product": "/p/mug", "quantity": 2},
                {"product": "https://shop.test/p/cup", "collect": True, "name": "cup"},
                {
                    "product": "/p/box",
                    "steps": [
                        {"choose": "Size", "value": "Large"},
                        {"press": "No thanks", "if_present": True},
                        {"press": "Add to cart"},
                        {"mark": "cart"},
                    ],
                },
                {"product": "/menu", "item": "Blue mug"},
                {"item": "Red mug"},
            ],
            "selectors": {"add_to_cart": "#buy"},
        },
        "shop.yaml",
    )
    assert [(w.name, w.product, w.quantity, w.collect) for w in made.walks] == [
        ("cheap", "https://shop.test/p/mug", 2, False),
        ("cup", "https://shop.test/p/cup", 1, True),
        ("walk-3", "https://shop.test/p/box", 1, False),
        ("walk-4", "https://shop.test/menu", 1, False),
        ("walk-5", "https://shop.test/", 1, False),
    ]
    assert [w.item for w in made.walks] == ["", "", "", "Blue mug", "Red mug"]
    assert [(s.verb, s.target, s.value, s.if_present) for s in made.walks[2].steps] == [
        ("choose", "Size", "Large", False), ("press", "No thanks", "", True), ("press", "Add to cart", "", False),
        ("mark", "cart", "", False),
    ]  # fmt: skip
    assert made.selectors.add_to_cart == "#buy"
    assert made.public()["walks"][0]["product"] == "https://shop.test/p/mug"


@pytest.mark.parametrize(
    ("walks", "said"),
    [
        ([], "a list of 1 to"),
        ("/p/mug", "a list of 1 to"),
        ([{"quantity": 2}], r"walks\[1\]: needs a product"),
        ([{"product": "https://other.test/p"}], "is not on shop.test"),
        ([{"product": "/p", "quantity": 0}], "at least 1"),
        ([{"product": "/p", "quantity": 99}], "at most"),
        ([{"product": "/p", "quantity": True}], "must be int"),
        ([{"product": "/p", "name": "A B"}], "small letters"),
        ([{"product": "/p", "stpes": []}], "unknown key 'stpes'"),
        ([{"product": "/p", "steps": [{"click": "Buy"}]}], "unknown key 'click'"),
        ([{"product": "/p", "steps": [{"press": "Buy", "tick": "x"}]}], "exactly one verb"),
        ([{"product": "/p", "steps": [{"fill": "Name"}]}], "needs a target and a value"),
        ([{"product": "/p", "steps": [{"press": "Buy", "value": "x"}]}], "and no value"),
        ([{"product": "/p", "steps": ["press"]}], "both as text"),
        ([{"product": "/p", "steps": [{"press": 3}]}], "press must be text, not int"),
        ([{"product": "/p", "steps": [{"fill": "Postcode", "value": 18956}]}], "value must be text, not int"),
        ([{"product": "/p", "steps": [{"press": "Buy", "if_present": "maybe"}]}], "if_present must be bool"),
        ([{"product": "/p", "steps": [{"mark": "cart", "if_present": True}]}], "nothing that could be missing"),
        ([{"product": "/p", "steps": [{"mark": "basket"}]}], "is no step of a journey"),
        ([{"product": "/p", "steps": [{"press": "css="}]}], "names no CSS"),
        ([{"product": "/p", "steps": [{"if_present": True}]}], "exactly one verb"),
        ([{"product": ""}], "product must be text"),
        ([{"product": "/p", "item": 7}], "item must be text"),
        ([{"product": "mailto:me@shop.test"}], "is no web address"),
    ],
)
def test_a_plan_that_cannot_be_walked_is_refused_with_its_place(walks: object, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        apply(BASE, {"walks": walks}, "shop.yaml")
    assert "shop.yaml" in str(raised.value)


@pytest.mark.parametrize("selectors", [["#buy"], {"buy": "#buy"}, {"next": ""}, {"next": 3}])
def test_selectors_are_css_by_a_known_name(selectors: object) -> None:
    with pytest.raises(UsageError, match=r"shop\.yaml: selectors"):
        apply(BASE, {"selectors": selectors}, "shop.yaml")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cookies": 3}', '{"cookies": [{"name": "a"}]}', "[" * 100_000])
def test_a_file_that_is_no_saved_login_is_refused_before_a_browser_starts(content: str, tmp_path: Path) -> None:
    file = tmp_path / "login.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="is no saved login") as raised:
        check_login_state(file)
    assert "casetrust-audit login" in raised.value.advice


def test_a_saved_login_that_is_not_there_is_refused_and_a_good_one_is_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        check_login_state(tmp_path / "none.json")
    good = tmp_path / "login.json"
    good.write_text(
        '{"cookies": [{"name": "sid", "value": "x", "domain": "shop.test", "path": "/"}]}', encoding="utf-8"
    )
    check_login_state(good)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("192.0.2.53", ("192.0.2.53", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 53)),
        ("[::1]:5353", ("::1", 5353)),
        ("[::1]", ("::1", 53)),
    ],
)
def test_a_dns_server_is_an_address_with_or_without_a_port(text: str, parts: tuple[str, int]) -> None:
    assert dns_server_parts(text) == parts
    assert apply(BASE, {"dns_server": text}, "x").dns_server == text


@pytest.mark.parametrize(
    "text", ["", "dns.example", "127.0.0.1:0", "127.0.0.1:99999", "1.2.3", "[::1", "127.0.0.1:", "a:b:c:z"]
)
def test_what_is_no_dns_server_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no DNS server"):
        apply(BASE, {"dns_server": text}, "x")


def test_the_names_of_accredited_businesses_are_read_and_recorded_with_the_run() -> None:
    told = apply(BASE, {"accredited_names": ["Mug Pte. Ltd.", "Tea & Co."]}, "x")
    assert told.accredited_names == ("Mug Pte. Ltd.", "Tea & Co.")
    assert told.public()["accredited_names"] == ("Mug Pte. Ltd.", "Tea & Co.")


@pytest.mark.parametrize("names", ["Mug Pte. Ltd.", [1], [""], {"Mug": 1}, None])
def test_what_is_no_list_of_names_is_refused(names: object) -> None:
    with pytest.raises(UsageError, match="accredited_names must be a list of texts"):
        apply(BASE, {"accredited_names": names}, "x")
