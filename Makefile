# nostro: run `make help` to see what there is.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench fuzz serve clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.installed: pyproject.toml $(wildcard constraints/*.txt) tools/setup.sh
	@tools/setup.sh $(PYTHON)

demo: .venv/.installed ## set everything up and run the main job on the bundled sample
	@$(BIN)/nostro demo --out nostro-demo

test: .venv/.installed ## run all tests (those on ../shared are skipped where it is missing)
	@$(BIN)/pytest -n 2 -rs

check: .venv/.installed ## formatting, lint, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.installed ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.installed ## print every benchmark, peers beside ours
	@$(BIN)/nostro bench

fuzz: .venv/.installed ## look for messages and names that break a law, for FUZZ_SECONDS each
	@tools/fuzz.sh -max_total_time=$(or $(FUZZ_SECONDS),600)

serve: .venv/.installed ## serve the HTTP API on http://127.0.0.1:8000
	@$(BIN)/nostro serve

clean: ## remove the environment, caches and what the demo wrote
	rm -rf .venv nostro-demo fuzz-found dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
