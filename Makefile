# Every target is idempotent and needs no other one before it.
.DEFAULT_GOAL := help
DEV := python3 $(CURDIR)/dev/run.py

.PHONY: help setup serve stop db test lint bench demo dist check-odoo

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

setup: ## Install what is missing: Python libraries, Odoo 19, PostgreSQL, Chromium
	@$(DEV) setup

serve: ## Start Odoo in the background and print its address
	@$(DEV) serve

stop: ## Stop Odoo and the PostgreSQL cluster
	@$(DEV) stop

db: ## Print the template database of the addons; NAME=x makes database x a copy of it
	@$(DEV) db $(NAME)

test: ## Lint and run all tests; T=path[::name] runs one
	@$(DEV) test $(T)

lint: ## ruff, black, mypy, import contracts, pylint-odoo
	@$(DEV) lint

bench: ## Run the benchmarks; BENCH=name runs one
	@$(DEV) bench $(BENCH)

demo: ## From a document to a running flow: author, apply, export, load
	@$(DEV) demo

dist: ## Build the wheel and the ZIP of the addons into dist/
	@$(DEV) dist

check-odoo: ## Prove the environment: Odoo's own tours of base_automation in Chromium
	@$(DEV) check-odoo
