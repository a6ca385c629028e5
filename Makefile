# Two commands matter: `make run` and `make test`. Each sets up what it needs by itself.

SHELL := /bin/sh
PYTHON := .venv/bin/python
PARVIS := $(PYTHON) -m parvis.commands.main
# Tests run side by side, one process a core.
PYTEST := $(PYTHON) -m pytest
# Each of the many processes would compile Django and all of us anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-long check bench evaluate pictures setup build browser doctor clean

run: setup ## Start everything: http://localhost:8000/ (PARVIS_PORT changes the port)
	@exec $(PARVIS) run

test: setup build browser ## Every test but the long ones, in a real database and a real browser
	@$(PARVIS) build --script test
	@exec $(PYTEST) -n auto --dist loadgroup -m "not long"

test-long: setup build browser ## The tests that take minutes
	@exec $(PYTEST) -m long

check: setup ## Format, lint, types, import contracts, migrations, pages, known weaknesses
	@exec $(PYTHON) -m scripts.check

bench: setup build ## Measure, and append the figures to benchmarks/results
	@$(PYTHON) -m benchmarks.reading
	@$(PYTHON) -m benchmarks.themes
	@exec $(PYTHON) -m benchmarks

evaluate: setup ## How well is inferred what people say: one table, kept in evaluate/results
	@exec $(PYTHON) -m evaluate

pictures: setup build browser ## The README's pictures, from the demonstration town
	@exec $(PYTHON) -m scripts.pictures

setup: ## The Python environment, from the lock file
	@sh scripts/setup.sh

build: setup ## Translations and pages
	@$(PARVIS) build

browser: setup ## A browser for the tests
	@$(PYTHON) -m scripts.browser

doctor: setup ## What is missing or wrong, in plain words
	@exec $(PARVIS) doctor

clean: ## Forget what was built; the data in var/ stay
	@rm -rf .venv .venv-bootstrap frontend/node_modules parvis/web/static/build
