# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: run test lint bench translations clean

run: $(STAMP)
	@$(BIN)/playground prepare
	@$(BIN)/playground

test: $(DEV_STAMP)
	$(BIN)/python -m pytest

# Formatting, lint, types, and the rule that imports point down.
lint: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Timings: never part of the tests, because machines are noisy.
bench: $(DEV_STAMP)
	$(BIN)/python -m tests.bench

# Collects every text of the window for the translators, compiles what they wrote, names what is missing.
translations: $(DEV_STAMP)
	$(BIN)/python -m tests.translations

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Playground needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(VENV)/bin/python
	@echo "Installing Playground and its libraries (about 200 MB, once) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml | $(VENV)/bin/python
	@echo "Installing Playground, its libraries and the tools of its tests (once) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(STAMP)

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
