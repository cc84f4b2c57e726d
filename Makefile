# The front door: sets up what is missing, then hands over to tasks.py. `make` alone lists the targets.

.DEFAULT_GOAL := help
.PHONY: help setup serve quick test audit coverage lint lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "  After make setup: .venv/bin/invoke --list"

setup: ## create .venv with all pinned packages, those of the tests too
	@sh .ci/venv.sh test

serve: ## build the archive and show it at http://localhost:8000
	@sh .ci/venv.sh runtime
	@.venv/bin/invoke serve

quick: ## check the code and run the tests that need no browser and no long run (half a minute)
	@sh .ci/venv.sh test
	@sh .ci/node.sh
	@.venv/bin/invoke lint
	@.venv/bin/invoke test -- -m 'not browser and not slow'

test: ## check the code and run all tests (needs Chromium, nginx, Apache, Caddy, rsync and LibreOffice, see .ci/)
	@sh .ci/venv.sh test
	@sh .ci/browser.sh
	@sh .ci/hosting.sh
	@sh .ci/office.sh
	@sh .ci/node.sh
	@.venv/bin/invoke lint
	@.venv/bin/invoke test

audit: ## hold the shipped archive against axe, Lighthouse, Nu and EPUBCheck (needs Node.js and Java, see .ci/audit.sh)
	@sh .ci/venv.sh test
	@sh .ci/browser.sh
	@sh .ci/hosting.sh
	@sh .ci/audit.sh
	@.venv/bin/invoke audit

coverage: ## run the quick tests, and list the lines of the package that they do not reach
	@sh .ci/venv.sh test
	@.venv/bin/invoke test -- -m 'not browser and not slow' --cov=bulletin --cov-report=term-missing:skip-covered

lint: ## check format, style and types
	@sh .ci/venv.sh test
	@sh .ci/node.sh
	@.venv/bin/invoke lint

lock: ## write both lock files anew from pyproject.toml (newest versions: make lock UPGRADE=--upgrade)
	@sh .ci/lock.sh $(UPGRADE)

clean: ## remove the built site and all caches (.venv stays)
	@rm -rf output .output.* dist .cache cache .hypothesis
	@find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
