# treatykg: `make run` builds the sample article, `make test` runs the tests. Both install what they need into $(VENV).
# Another interpreter: make PYTHON=python3.13 VENV=.venv313 test

PYTHON ?= python3
VENV ?= .venv
OUT ?= output
SAMPLE = examples/france-greece.txt
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: run test engines lint types layers check check-output fresh answers format constraints clean help

run: $(READY)  ## build the sample article into output/
	$(BIN)/treatykg build $(SAMPLE) --out $(OUT)

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -rs

engines: $(READY)  ## load into graph databases: installs and starts each on this machine
	tools/engines.sh install
	TREATYKG_ENGINES=1 $(BIN)/python -m pytest -rs -m engine

lint: $(READY)  ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy --strict
	$(BIN)/python -m mypy

layers: $(READY)  ## import-linter: a module imports only from lower layers
	$(BIN)/lint-imports

check-output: $(READY)  ## build the sample article again and compare it with output/, byte for byte
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	$(BIN)/treatykg build $(SAMPLE) --out "$$fresh" --quiet && \
	if diff -r output "$$fresh"; then echo "output/ is fresh"; \
	else echo "output/ is stale: run make run and commit output/" >&2; exit 1; fi

fresh: run answers  ## renew all that is made from the sample article: output/, the answers, the README, docs/
	$(BIN)/treatykg network $(OUT) --draw docs/screenshots/network.svg
	$(BIN)/python tools/build_notebook.py
	$(BIN)/python tools/build_readme.py
	$(BIN)/python tools/build_property_graph_docs.py

answers: $(READY)  ## write what the graph in output/ answers to each question into tests/questions/
	mkdir -p tests/questions/france-greece
	for question in ontology/questions/*.rq; do name=$$(basename $$question .rq); \
	$(BIN)/treatykg query output --question $$name --output csv > tests/questions/france-greece/$$name.csv || exit 2; done

check: lint types layers check-output test  ## all that CI checks

format: $(READY)  ## lay the code out and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The build backend comes first, so that the build itself is pinned too (--no-build-isolation).
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("treatykg needs Python 3.11 or later: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip hatchling editables
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable . --group dev
	# Without its own accounts, which ask for older versions than it runs with (docs/registers.md).
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-deps morph-kgc
	@touch $@

constraints:  ## pin the newest versions that pyproject.toml allows
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --quiet --upgrade pip hatchling editables
	.venv-constraints/bin/python -m pip install --quiet --no-build-isolation --editable . --group dev
	.venv-constraints/bin/python -m pip install --quiet --no-deps morph-kgc==2.10.0
	{ echo '# Exact versions of all that is installed; `make constraints` renews them.'; \
	  .venv-constraints/bin/python -m pip list --exclude-editable --format freeze | grep -v '^setuptools=='; } > constraints.txt
	rm -rf .venv-constraints

clean:  ## remove the environment, caches and build remains
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##\(.*\)/\1\t\2/p' $(MAKEFILE_LIST)
