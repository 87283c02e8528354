# Claimtracker. `make` lists what can be done; python3, make and git are all it takes.
# Every path is relative and programs run as modules, so that the checkout's folder may have any name.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input --require-hashes
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo setup test stop eval lint lock python free-port

help: ## Show this list
	@echo "Claimtracker: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

demo: free-port setup ## Serve the seed article at http://HOST:PORT/ (HOST=127.0.0.1 PORT=8000)
	@echo "Claimtracker is at http://$(HOST):$(PORT)/ - Ctrl-C ends it, 'make stop' stops its database."
	@exec $(PY) -m gunicorn claimtracker.wsgi --bind "$(HOST):$(PORT)" --threads 4 --log-level warning --no-control-socket

setup: .venv/.runtime ## Make everything but the serving: environment, database, demo data; safe to repeat
	@$(PY) manage.py migrate --noinput
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@$(PY) manage.py setup_demo

stop: ## Stop the embedded PostgreSQL of this checkout
	@if [ -x $(PY) ]; then $(PY) -m claimtracker.embedded stop; fi

# The browser: the one named by CHROMIUM, else one on the system, else Debian's (root may install
# it), else Playwright's download. Without any, the rest runs and what didn't is named.
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable chrome
PLAYWRIGHTS := from playwright.sync_api import sync_playwright as start; \
	playwright = start().start(); print(playwright.chromium.executable_path); playwright.stop()

test: .venv/.dev ## Run all tests; ARGS="..." goes to pytest
	@on_system() { for name in $(BROWSERS); do command -v $$name && return; done; return 1; }; \
	from_debian() { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1; \
		echo "Installing Debian's chromium for the browser tests..." >&2; \
		{ apt-get update -qq; apt-get install -qq --no-install-recommends chromium; } >/dev/null 2>&1; \
		on_system; }; \
	from_playwright() { \
		echo "Downloading Playwright's chromium for the browser tests..." >&2; \
		$(PY) -m playwright install chromium >/dev/null 2>&1 && $(PY) -c '$(PLAYWRIGHTS)'; }; \
	browser="$${CHROMIUM:-$$(on_system || from_debian || from_playwright)}"; \
	if [ -n "$$browser" ] && "$$browser" --version >/dev/null 2>&1; then \
		CHROMIUM="$$browser" $(PY) -m pytest --numprocesses=auto $(ARGS); \
	elif [ -n "$$CHROMIUM" ]; then \
		echo "error: CHROMIUM=$$CHROMIUM does not run" >&2; exit 1; \
	else \
		$(PY) -m pytest --numprocesses=auto -m "not browser" $(ARGS) || exit; \
		echo "NOT RUN, as no Chromium or Chrome could be had (name one: make test CHROMIUM=/path):"; \
		$(PY) -m pytest -m browser --collect-only || true; \
	fi

eval: .venv/.dev ## Score the proposals against annotations; EVAL=FOLDER ARGS="--misses --addressee NAME=ACTOR"
	@$(PY) -m tests.evaluation $(EVAL) $(ARGS)

lint: .venv/.dev ## Check style, types and that no migration is missing
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) manage.py makemigrations --check --dry-run

# uv writes hashes for every platform and names no package server; it is thrown away afterwards.
LOCK = "$$folder/bin/uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"

lock: python ## Write requirements*.txt anew from requirements*.in; ARGS=--upgrade takes newer releases
	@folder="$$(mktemp -d)" && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder" && "$$folder/bin/python" -m pip install -qq uv && \
	$(LOCK) $(ARGS) requirements.in -o requirements.txt && \
	$(LOCK) $(ARGS) requirements-dev.in -o requirements-dev.txt

# Stamps inside the environment: what is there need not be made again.
.venv/.runtime: requirements.txt
	@$(MAKE) python
	@echo "Installing what the site needs, about a minute..."
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@echo "Installing what the tests need, about a minute..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "error: no $(PYTHON) here. Install Python 3.11 or later (Debian: apt install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "error: $$($(PYTHON) --version) is too old: 3.11 or later is needed. Name one you have: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "error: $(PYTHON) can't make environments: its package python3-venv is missing (Debian: apt install python3-venv)." >&2; exit 1; }

free-port: python
	@$(PYTHON) -c 'import socket, sys; socket.create_server((sys.argv[1], int(sys.argv[2])))' "$(HOST)" "$(PORT)" 2>/dev/null || \
		{ echo "error: can't listen on $(HOST):$(PORT), it may be in use. Choose another: make demo PORT=8001" >&2; exit 1; }
