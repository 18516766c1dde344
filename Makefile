# make run      opens the dashboard
# make test     format, lint, types, tests, browser included
# make coverage runs the tests and tells what no test reaches; it takes longer
# make format   mends what can be mended without thinking
# make bench    measures the dashboard against a bare Streamlit page
# make shots    writes screenshots of every page, wide and narrow, light and dark, into out/shots, and says how high each is
# make lock     writes requirements.lock anew; UPGRADE=--upgrade takes newer versions
# make clean    takes away what the others made
#
# The first of them makes .venv and installs into it. Another Python: make run PYTHON=python3.13.
# uv in place of pip: make run PIP="uv pip".

PYTHON ?= python3
PIP = $(BIN)/python -m pip
BIN := .venv/bin
READY := .venv/ready
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
# As many workers as cores, but no more browsers than fit into the memory of a small computer.
PARALLEL = --numprocesses=auto --maxprocesses=4 --dist=worksteal
BROWSER = KZTRADE_CHROMIUM="$$(sh scripts/browser)" && export KZTRADE_CHROMIUM

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export VIRTUAL_ENV := $(CURDIR)/.venv

.PHONY: run test coverage format bench shots lock clean

run: $(READY)
	@$(BIN)/kztrade serve

test: $(READY)
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	@$(BROWSER) && $(BIN)/python -m pytest $(PARALLEL)

coverage: $(READY)
	@$(BROWSER) && $(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term-missing:skip-covered

format: $(READY)
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

bench: $(READY)
	@$(BROWSER) && $(BIN)/python -m benchmarks

shots: $(READY)
	@$(BROWSER) && $(BIN)/python -m scripts.shots

lock:
	@command -v uv >/dev/null || { echo "uv is not installed. Hint: pip install uv." >&2; exit 1; }
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
		--no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache dist

$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" -c '$(RECENT)' 2>/dev/null || { \
		echo "kztrade needs Python 3.11 or newer, found: $$("$(PYTHON)" --version 2>&1)." >&2; \
		echo "Hint: install one and name it, as in: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment." >&2; \
		echo "Hint: on Debian and Ubuntu, apt-get install python3-venv." >&2; exit 1; }
	@$(BIN)/python -c '$(RECENT)' 2>/dev/null || "$(PYTHON)" -m venv --clear .venv
	@$(PIP) --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	@echo "Installing requirements.lock into .venv; the first time takes a minute or two."
# The lock is complete, so nothing is resolved: pip before 23.3 would look for the newest coverage[toml] and find no hash.
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
# Written whole, the path of this folder keeps Python 3.12 and older from starting where its letters are not the locale's.
	@echo ../../../.. | tee .venv/lib/python*/site-packages/_editable_impl_kztrade.pth >/dev/null
	@$(PIP) check || { echo "Hint: make clean, then make $(or $(MAKECMDGOALS),run) again." >&2; exit 1; }
	@touch $@
