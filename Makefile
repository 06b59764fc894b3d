# The words that a person types. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint unit browser bench bench-quick messages lock screenshots clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 14

run: $(VENV)/.installed ## Run the site on this machine: make run PORT=8000 DATA_DIR=var
	@resources/pdf/ensure-libraries $(BIN)/python || echo "The site runs without them; its PDFs wait."
	@UNDERSIGNED_LOCAL=1 DATA_DIR="$(DATA_DIR)" BASE_URL="http://localhost:$(PORT)" \
	  exec $(BIN)/python manage.py run_local --port $(PORT)

test: lint unit browser ## Check everything: style, types, migrations, catalogues, all tests

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'site/templates/*.html')
	$(BIN)/mypy .
	$(BIN)/python manage.py compile_catalogues --settings config.settings_test
	$(BIN)/python manage.py makemigrations --check --dry-run --settings config.settings_test

unit: $(VENV)/.installed-test
	@resources/pdf/ensure-libraries $(BIN)/python
	@echo "Unit tests on SQLite"
	@env -u TEST_DATABASE_URL $(BIN)/pytest -m "not e2e" -n auto -q
	@if [ -n "$$TEST_DATABASE_URL" ]; then \
	  echo "Unit tests on PostgreSQL"; \
	  $(BIN)/pytest -m "not e2e and (not one_database or both_databases)" -n auto -q; \
	else \
	  echo "SKIPPED: unit tests on PostgreSQL, because TEST_DATABASE_URL names no server."; \
	fi

browser: $(VENV)/.installed-test
	@tests/e2e/ensure-chromium
	@tests/e2e/ensure-html-checker
	@echo "Browser tests"
	@env -u TEST_DATABASE_URL $(BIN)/pytest tests/e2e -m e2e -n 2 --dist worksteal -q

bench: $(VENV)/.installed ## Measure against plain Django and Wagtail's form page (half an hour; needs PostgreSQL)
	@$(BIN)/python -m bench

bench-quick: $(VENV)/.installed ## The same in small, in three minutes
	@$(BIN)/python -m bench --quick

messages: $(VENV)/.installed ## Collect new strings into the message catalogues
	@command -v xgettext >/dev/null || { echo "GNU gettext is missing: install the package gettext."; exit 1; }
	$(BIN)/python manage.py makemessages --all --no-location --no-obsolete --ignore=tests --settings config.settings_test

lock: $(VENV)/.installed-test ## Compile the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --python-version 3.11 --extra test pyproject.toml -o requirements-test.txt

screenshots: $(VENV)/.installed-test ## Take the README's pictures anew
	@tests/e2e/ensure-chromium
	$(BIN)/python -m tests.e2e.screenshots docs/images

clean: ## Remove what the build has made; DATA_DIR stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .html-checker
	find locale -name '*.mo' -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Undersigned needs Python 3.11 or newer, which \"$(PYTHON)\" is not. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python cannot make a virtual environment here. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

# One rule for both lock files; the longer one holds all of the shorter.
$(VENV)/.installed $(VENV)/.installed-test: $(VENV)/.installed%: requirements%.txt | $(VENV)/bin/python
	@echo "Installing the packages of $< …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $< || { \
	  echo "The packages could not be installed. Is there a network? The lines above say what was missing."; exit 1; }
	@touch $@ $(VENV)/.installed
