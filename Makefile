# make site    build the sample handbook into site/
# make test    everything that must hold: format, lint, types, import floors, all tests, the browser, the editor
# make quick   the same without the browser, the language server of editors and the tests that build many times
# make bench   this generator, MkDocs, Zensical and Hugo on the same pages: prints tables, takes about an hour
# make eval-search  how well search finds, by language: prints the table and writes it into tests/search/README.md
# make lock    renew the lock files

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UNIT_TESTS := $(BIN)/pytest -n 2 -m "not browser and not editor and not slow"

.PHONY: site serve-site test quick browser editor pictures eval-search lock bench clean

site: $(VENV)/.installed
	$(BIN)/handbook build
	@echo
	@echo "The handbook is in site/. Look at it:  make serve-site  (then open http://127.0.0.1:8000/)"

serve-site:
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory site 8000

test: quick browser editor
	$(BIN)/pytest -n 2 -m "browser or editor or slow"

quick: $(VENV)/.installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(UNIT_TESTS)

# Debian's Chromium where this machine may install it, else Playwright's own.
browser: $(VENV)/.installed-dev
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else $(BIN)/playwright install chromium; fi

eval-search: browser
	$(BIN)/python -m tests.search.evaluate --write

# The language server of editors, at the version that tests/editor/package.json names.
editor: $(VENV)/.installed-dev
	@if ! command -v npm >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; fi
	@if command -v npm >/dev/null; then npm install --prefix tests/editor --no-package-lock --no-audit --no-fund --silent; \
	else echo "npm is not here: the tests of the editor will be skipped"; fi

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.compare

$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

UV_COMPILE := uv pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-emit-index-url --no-header --no-annotate --quiet

lock:
	echo 'setuptools>=77' | $(UV_COMPILE) -o requirements.lock
	echo 'setuptools>=77' | $(UV_COMPILE) --extra dev --extra bench -o requirements-dev.lock

clean:
	rm -rf site .handbook build *.egg-info

# The pictures of the README, taken by the browser tests.
pictures: browser
	HANDBOOK_PICTURES=$(CURDIR)/tests/browser/pictures $(BIN)/pytest -m browser -k pictures
