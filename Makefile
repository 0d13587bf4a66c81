# `make` alone lists the targets. Everything runs in .venv, which the first command makes.

SHELL := /bin/sh
SEED ?= 1948
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; exit; }; done; echo python3)
IN := "$(PYTHON)" mapcms/local/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help run dev test soak bench lint format check lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1\t\2/p' Makefile | expand -t 10

run: ## Start the site on http://localhost:8000 (another port: PORT=8001 make run)
	@exec $(IN) python -m mapcms.local.run

dev: ## Start it for a developer, with DEBUG on and automatic reload
	@exec $(IN) python -m mapcms.local.run --dev

test: lint check ## Check and test everything, in a short dose (another order: SEED=2)
	@echo "== Browser"
	@$(IN) python -m mapcms.local.browser
	@echo "== Tests"
	@$(IN) python -m pytest -n auto -m "not long" --randomly-seed=$(SEED)

soak: ## Run the long tests in full
	@$(IN) python -m mapcms.local.browser
	@$(IN) python -m pytest -n auto

bench: ## Measure the feed beside Wagtail's own interfaces (takes ten minutes)
	@$(IN) python -m bench

lint: ## Check style, layers and templates
	@echo "== Style"
	@$(IN) ruff check
	@$(IN) ruff format --check
	@echo "== Layers"
	@$(IN) lint-imports
	@echo "== Templates"
	@$(IN) djhtml --check templates

format: ## Put Python and templates into shape
	@$(IN) ruff check --fix
	@$(IN) ruff format
	@$(IN) djhtml templates

check: export DJANGO_SECRET_KEY ?= for this check only
check: ## Check the settings, the models and that no migration is missing
	@echo "== Django"
	@$(IN) python manage.py check
	@$(IN) python manage.py makemigrations --check --dry-run

lock: ## Compile pyproject.toml into requirements.txt
	@$(IN) python -m pip install --quiet uv
	@$(IN) uv pip compile --quiet --universal --python-version 3.11 --no-header \
		--no-annotate --output-file requirements.txt pyproject.toml

clean: ## Remove .venv and what tools left; the data in var/ stay
	rm -rf .venv .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
