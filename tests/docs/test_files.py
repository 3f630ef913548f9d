"""Files shown on the pages are ones their reader accepts: they parse, and the tool's own checks find nothing wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from casetrust_audit.cli.configuration import JUDGING
from casetrust_audit.overlay.waivers import read_waivers
from casetrust_audit.ruleset.shape import RuleShape
from casetrust_audit.settings import CONFIG_KEYS
from tests.docs.example import TOOL, call
from tests.docs.pages import Block, blocks, pages

WRONG_ON_PURPOSE = {"wrong.yaml"}
KNOWN = {"text", "sh", "console", "yaml", "toml", "json", "python", "groovy", "", "{include}", "{toctree}"}


def shown(*languages: str) -> list[Block]:
    return [b for page in pages() for b in blocks(page) if b.language.split()[:1] in [[one] for one in languages]]


def test_no_block_is_of_a_language_that_nobody_checks() -> None:
    assert {b.language.split()[0] if b.language else "" for p in pages() for b in blocks(p)} <= KNOWN


@pytest.mark.parametrize("block", shown("yaml", "toml", "json", "python"), ids=lambda b: b.where)
def test_the_block_parses(block: Block) -> None:
    if block.language == "python":
        compile(block.text, block.where, "exec")
    elif block.language == "toml":
        assert tomllib.loads(block.text)
    elif block.language == "json":
        assert json.loads(block.text)
    else:
        assert list(yaml.safe_load_all(block.text))


def mappings() -> Iterator[tuple[Block, dict[str, object]]]:
    for block in shown("yaml"):
        data = yaml.safe_load(block.text)
        if isinstance(data, dict) and block.mark.removeprefix("file: ") not in WRONG_ON_PURPOSE:
            yield block, data


CONFIGURATIONS = [b for b, data in mappings() if {*data} <= {*JUDGING, *CONFIG_KEYS} and "rules" not in data
                  and not isinstance(data.get("waivers"), list)]  # fmt: skip
WAIVERS = [b for b, data in mappings() if isinstance(data.get("waivers"), list)]
RULES = [b for b, data in mappings() if "remediation" in data]


@pytest.mark.parametrize("block", CONFIGURATIONS, ids=lambda b: b.where)
def test_a_configuration_passes_the_tools_check(block: Block, tmp_path: Path) -> None:
    (tmp_path / "casetrust.yaml").write_text(block.text, encoding="utf-8")
    code, said = call(tmp_path, f"{TOOL} config check")
    assert code == 0, said


@pytest.mark.parametrize("block", WAIVERS, ids=lambda b: b.where)
def test_a_file_of_waivers_is_read_without_a_warning(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(block.text, encoding="utf-8")
    read = read_waivers(path)
    assert read.waivers
    assert not read.malformed


@pytest.mark.parametrize("block", RULES, ids=lambda b: b.where)
def test_a_rule_has_only_keys_that_rules_have(block: Block) -> None:
    """The pages themselves run `rules lint` over them; a draft may be wrong there, on purpose."""
    keys = {field.alias or name for name, field in RuleShape.model_fields.items()}
    assert {*yaml.safe_load(block.text)} <= keys


def test_there_are_files_of_each_kind() -> None:
    assert len(CONFIGURATIONS) >= 3
    assert len(RULES) >= 2
    assert WAIVERS


def test_the_example_of_a_fact_is_one_that_registers_and_reads_a_page() -> None:
    from casetrust_audit.facts import registry
    from casetrust_audit.facts.shop import Shop
    from casetrust_audit.model.fact import Known
    from tests.build import collection, page

    (block,) = shown("python")
    before = dict(registry._EXTRACTORS)
    try:
        exec(compile(block.text, block.where, "exec"), {})
        (name,) = set(registry._EXTRACTORS) - set(before)
        shop = Shop(collection(page("home", "/", "Thank you for coming.")))
        found = registry.extract_some(shop, [name])[name]
        assert isinstance(found, Known)
        assert found.value == "Thank you for coming."
    finally:
        registry._EXTRACTORS.clear()
        registry._EXTRACTORS.update(before)
