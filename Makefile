# Each target installs what it needs by itself; `make` alone shows what there is.
.DEFAULT_GOAL := help
.PHONY: help setup demo pictures test test-switches test-coats check lint format docs test-shops test-shops-all accuracy bench-judge messages clean

OUTPUT ?= audit-demo
BIN := .venv/bin
# The first Python that is new enough; where none is, bootstrap.py says so.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done; echo python3)

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 18

setup: ## Create .venv, install the package into it and find a browser
	@$(PYTHON) scripts/bootstrap.py

demo: setup ## Audit the demo shop and write the reports to audit-demo/
	@$(BIN)/casetrust-audit demo --output $(OUTPUT)

pictures: setup ## Make the README's pictures anew from audit-demo/, which is made where it is not there
	@$(BIN)/python scripts/pictures.py $(OUTPUT)

# As many processes as there are processors, at most four; what shares audited demo shops stays in one (tests/conftest.py).
SIDE_BY_SIDE ?= -n auto --maxprocesses 4

test: setup ## Run all tests but the slow ones that have targets of their own
	@$(BIN)/python -m pytest -m "not shops and not switches and not coats" $(SIDE_BY_SIDE)

test-switches: setup ## Audit the demo shop once for each of its switches (most of an hour)
	@$(BIN)/python -m pytest -m switches tests/browser

test-coats: setup ## Walk and audit the demo shop in each of its coats, and in pairs of them (most of an hour)
	@$(BIN)/python -m pytest -m coats tests/demo tests/browser

lint: setup ## Check formatting, style and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

check: lint test docs ## The gate: lint, test and the documentation

format: setup ## Format the code and mend what can be mended by itself
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: setup ## Build the documentation site into build/docs, warnings being errors, and look at it
	@$(BIN)/python -c "import furo, myst_parser, sphinx" 2>/dev/null || \
		$(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --editable ".[docs]"
	@$(BIN)/python -m sphinx -W --keep-going -q docs build/docs
	@$(BIN)/python -m pytest -q tests/docs/test_site.py
	@echo build/docs/index.html

test-shops: setup ## Install real shop software, audit it, and compare with what a person saw
	@CASETRUST_SHOPS=1 $(BIN)/python -m pytest -m shops tests/shops

test-shops-all: setup ## The same, failing where a shop's software cannot be installed
	@CASETRUST_SHOPS=all $(BIN)/python -m pytest -m shops tests/shops

CORPUS ?= ../shared/corpus
accuracy: setup ## Measure on labelled pages (CORPUS=...) how well real pages are read
	@$(BIN)/python -m bench.accuracy --corpus $(CORPUS) --table docs/accuracy.md

AGAINST ?=
bench-judge: setup ## Time the judging of a bundle of real size, beside another checkout (AGAINST=DIR)
	@$(BIN)/python -m bench.judge $(if $(AGAINST),--against $(AGAINST))

messages: setup ## Bring the translations of the reports up to date with what templates, code and rules say
	@$(BIN)/python -m scripts.messages

clean: ## Remove what the targets above made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build audit-demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
