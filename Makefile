# What one does in this checkout. `make` alone shows the list.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

local := deploy/local
check := deploy/check

.PHONY: help up down clean-local test test-servers check fmt generate sqlx bench containers sbom advisories

help: ## Show this list
	@printf '\nHelpdesk SSCASN\n\n'
	@sed -n 's/^\([a-z-]*\): *## *\(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24
	@printf '\nServers of your own instead of private ones: DATABASE_URL, AMQP_URL and S3_ENDPOINT, see %s/up.sh\n\n' $(local)

up: ## Install and start all it takes, and show a first ticket on its way to an answer
	@$(local)/up.sh

down: ## Stop what was started here; the data stays
	@$(local)/down.sh

clean-local: ## Stop it and forget the data, the keys and the logs
	@$(local)/down.sh --forget

test: ## Run every test, on fresh servers of its own
	@$(local)/test.sh

test-servers: ## Start the servers that tests need and leave them running, for `cargo test`
	@$(local)/test-servers.sh

check: ## Formatting, lints, documents, licences, generated files: what must be right before a merge
	@$(check)/all.sh

fmt: ## Format the code
	@cargo fmt --all

generate: ## Write the generated files anew: .sqlx, docs/openapi.json, docs/asyncapi.yaml, docs/schemas, deploy/rabbitmq, deploy/grafana, the chart's README and rules
	@$(check)/sqlx.sh --write
	@$(check)/generated.sh --write

sqlx: ## Write only .sqlx anew: the queries as PostgreSQL describes them
	@$(check)/sqlx.sh --write

bench: ## Measure the work beside its limits, in one run, as a table and in .local/bench.json
	@$(local)/bench.sh

containers: ## Build the images and run the compose file with them, without a Docker engine, as root on Debian
	@$(local)/containers.sh

sbom: ## Write what each program is made of as CycloneDX, in .local/sbom
	@$(check)/sbom.sh

advisories: ## Hold Cargo.lock against the RustSec advisory database, where it can be reached
	@$(check)/advisories.sh
