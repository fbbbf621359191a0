# Each target makes .venv and installs what it needs; the stamps make the second time quick.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# Each worker takes a half of the tests in their order, so that what a file's tests share is made once, and then helps the
# other one out.
SHARED_OUT := --numprocesses auto --dist worksteal --durations 40
# Tests of the rooms that have a floor of coverage; the others run without measuring it.
MEASURED := tests/inputs tests/model tests/results tests/cli

.PHONY: app test test-browser lint types contracts check pictures bench

app: $(VENV)/.runtime
	$(VENV)/bin/python -m streamlit run streamlit_app.py

test: $(VENV)/.dev
	rm -rf $(VENV)/coverage
	$(VENV)/bin/python -m pytest -p tests.measuring -m "not browser" $(SHARED_OUT) $(MEASURED)
	$(VENV)/bin/python -m tests.coverage_floor
	$(VENV)/bin/python -m pytest -m "not browser" $(SHARED_OUT) $(MEASURED:%=--ignore=%)

test-browser: $(VENV)/.dev
	$(VENV)/bin/python tests/browser/chromium.py
	$(VENV)/bin/python -m tests.browser.gate -m browser --numprocesses 2 --dist loadfile tests/browser

pictures: $(VENV)/.dev
	$(VENV)/bin/python tests/browser/chromium.py
	$(VENV)/bin/python -m tests.browser.pictures

bench: $(VENV)/.bench
	$(VENV)/bin/python -m benchmarks

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.dev
	$(VENV)/bin/mypy

contracts: $(VENV)/.dev
	$(VENV)/bin/lint-imports

check: lint types contracts test test-browser

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt constraints.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) --requirement requirements.txt
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PIP) --requirement requirements-dev.txt
	touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.runtime
	$(PIP) --requirement requirements-bench.txt
	touch $@
