# Everything a person types. Each command sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test dialogues mutants proof kills bench bench-crowd check fix lock clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	@echo "$(CURDIR)" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/strp.pth"
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m bot "$$@"\n' "$(CURDIR)" > $(BIN)/strp && chmod +x $(BIN)/strp
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(VENV)/.dev  ## Make .venv with everything in it

demo: $(VENV)/.runtime  ## Start everything on this machine and open the page (ARGS="--port 9000 --data kept")
	@$(BIN)/strp demo $(ARGS)

test: $(VENV)/.dev  ## Run the tests (needs no server, token or root)
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal $(ARGS)

dialogues: $(VENV)/.dev  ## Play every transcript and write docs/dialogues/index.html
	@$(BIN)/python -m bot demo --script tests/transcripts --page docs/dialogues/index.html

mutants: $(VENV)/.dev  ## Put lies into flows/ and the cryptography, see which the tests notice (ARGS="people crypto")
	@$(BIN)/python -m benchmarks.mutants $(ARGS)

proof: $(VENV)/.dev  ## Live two hundred reports, take everything, search it for who they are
	@$(BIN)/python -m benchmarks.proof_reports
	@$(BIN)/python -m benchmarks.reporting

kills: $(VENV)/.dev  ## Kill the house five hundred times under registrations; nothing lost, nothing doubled
	@$(BIN)/python -m benchmarks.kills --kills 500 --people 20 $(ARGS)

bench: $(VENV)/.dev  ## Measure what the README tells, one JSON object a line
	@for one in eligibility turns roster permits office storage simulator questions; do $(BIN)/python -m benchmarks.$$one || exit 1; done

bench-crowd: $(VENV)/.dev  ## Measure a turn of the crowd against aiogram and python-telegram-bot
	@$(BIN)/python -m benchmarks.crowd --json

check: $(VENV)/.dev  ## Lint, types, import contracts, house rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/house

fix: $(VENV)/.dev  ## Let the formatter and the linter mend what they can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock:  ## Lock the requirements anew (needs uv)
	@cd requirements && for set in runtime dev semantic train bench-aiogram bench-ptb; do uv pip compile $$set.in --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header -q -o $$set.lock; done

clean:  ## Remove what these commands made
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
