# Every target does its own set-up first (scripts/prepare.py); a second run finds it done.
# ARGS goes to the command:  make run ARGS="--preview"      PYTHON names the interpreter for .venv.

ARGS ?=
VENV := .venv/bin
PREPARE = python=$$(scripts/python.sh) && "$$python" scripts/prepare.py

.PHONY: run demo test bench lint clean
.DEFAULT_GOAL := run

run:
	@$(PREPARE) run
	@exec $(VENV)/gesturectl run $(ARGS)

demo:
	@$(PREPARE) demo
	@exec $(VENV)/gesturectl demo $(ARGS)

bench:
	@$(PREPARE) demo
	@exec $(VENV)/gesturectl bench $(or $(ARGS),all $(if $(wildcard ../shared/data/clips),--data ../shared/data))

lint:
	@$(PREPARE) lint
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(VENV)/lint-imports

test:
	@$(PREPARE) test
	@$(MAKE) --no-print-directory lint
	$(VENV)/python -m pytest $(ARGS)

clean:
	rm -rf .venv demo-output dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
