# `make` alone lists the targets. Everything runs in .venv, which the first command makes.

SHELL := /bin/sh
SEED ?= 1948
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; exit; }; done; echo python3)
IN := "$(PYTHON)" mapcms/local/bootstrap.py
DEV := $(IN) --dev
COMPILE := $(DEV) uv pip compile pyproject.toml --quiet --universal \
	--python-version 3.11 --no-header --no-annotate --generate-hashes

WHO_MAY_PUBLISH := "core/bulk/*" core/pages/approval.py core/pages/permissions.py \
	"editorial/actions/*" editorial/approval_policy.py editorial/authors.py \
	"editorial/validation/*"

.DEFAULT_GOAL := help
.PHONY: help run serve dev test test-newest quick soak bench drill leaks faults load lint format check lock release clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' Makefile | expand -t 13

run: ## Start the site on http://localhost:8000 (another port: PORT=8001 make run)
	@exec $(IN) python -m mapcms.local.run

serve: ## Serve the site on a server of your own: see docs/operations.md
	@exec $(IN) python -m mapcms.local.serve

dev: ## Start it for a developer, with DEBUG on and automatic reload
	@exec $(IN) python -m mapcms.local.run --dev

test: lint check ## Check and test everything, in a short dose (another order: SEED=2)
	@echo "== Browser"
	@$(DEV) python -m mapcms.local.browser
	@echo "== Tests"
	@$(DEV) python -m slipcover -m pytest -n auto -m "not long" --randomly-seed=$(SEED)
	@echo "== Coverage, lines and branches: 90 % of all, all of who may publish"
	@$(DEV) python -m tests.covered .coverage.json $(WHO_MAY_PUBLISH)

test-newest: ## Test with the newest Wagtail that resolves (some: NEWEST=tests/feed)
	@$(DEV) python -m mapcms.local.browser
	@exec $(DEV) python -m mapcms.release.newest $(NEWEST)

quick: lint ## Check what can be checked in two minutes, while you work
	@$(DEV) python -m pytest -n auto -m "not long and not slow"

soak: ## Run the long tests in full
	@$(DEV) python -m mapcms.local.browser
	@$(DEV) python -m pytest -n auto

bench: ## Measure the feed beside Wagtail's own interfaces (takes ten minutes)
	@$(DEV) python -m bench

drill: ## Restore a backup on an empty machine and sign in (yours: BACKUPS=/srv/backups)
	@exec $(IN) python -m mapcms.local.drill

leaks: ## Plant words where no reader may see them, and walk every public address
	@exec $(IN) python -m mapcms.local.leaks

faults: ## Do what can go wrong to a site from nothing (KILLS=100 ONLY=FA-02)
	@exec $(IN) python -m mapcms.local.faults

load: ## Ask of a site from nothing what it must bear (SECONDS=60 RATE=1000)
	@exec $(DEV) python -m bench.mixed

lint: export DJANGO_SECRET_KEY ?= for this check only
lint: ## Check style, types, layers and templates
	@echo "== Style"
	@$(DEV) ruff check
	@$(DEV) ruff format --check
	@echo "== Types"
	@$(DEV) mypy
	@echo "== Layers"
	@$(DEV) lint-imports
	@echo "== Templates"
	@$(DEV) djhtml --check templates

format: ## Put Python and templates into shape
	@$(DEV) ruff check --fix
	@$(DEV) ruff format
	@$(DEV) djhtml templates

check: export DJANGO_SECRET_KEY ?= for this check only
check: ## Check the settings, the models and that no migration is missing
	@echo "== Django"
	@$(DEV) python manage.py check
	@$(DEV) python manage.py makemigrations --check --dry-run

lock: ## Compile pyproject.toml into requirements.txt and requirements-dev.txt
	@$(COMPILE) --output-file requirements.txt
	@$(COMPILE) --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt

release: test ## Make what goes out with a version in dist/, after all checks
	@$(DEV) python -m mapcms.release

clean: ## Remove .venv and what tools left; the data in var/ stay
	rm -rf .venv .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
