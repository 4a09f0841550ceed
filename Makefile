# Two commands: `make graph` builds graphs/ from seeds/, `make test` runs every check. `make model` trains anew.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPORA ?= ../shared/corpora
ENCODER ?= ../shared/encoder
STEPS ?= 6600
WORK := training/.work
# Before anything that depends on it: else pip takes the build for graphics cards, which is gigabytes.
TORCH := torch==2.13.0

.PHONY: graph test model doc clean

graph: $(BIN)/intreccio
	$(BIN)/intreccio build seeds --out graphs --check

$(BIN)/intreccio: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

test: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

$(VENV)/.tested: $(BIN)/intreccio
	$(BIN)/python -m pip install --quiet "$(TORCH)"
	$(BIN)/python -m pip install --quiet -e ".[test]"
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "Chromium is needed to test the page: apt-get install chromium"; exit 1; }
	@touch $@

# Trains the embedded model from the corpora and the encoder (hours on two cores; a stopped run goes on from its last
# checkpoint) and writes its report. Morph-it!, the list of Italian lemmas, comes in two npm packages.
model: $(BIN)/intreccio
	$(BIN)/python -m pip install --quiet "$(TORCH)"
	$(BIN)/python -m pip install --quiet -e ".[train]"
	mkdir -p $(WORK)/morphit && cd $(WORK)/morphit && for name in morph-it-helper@5.4.0 italian-verbs-dict@3.4.0; do \
	  folder=$${name%@*}; mkdir -p $$folder; tar -xzf "$$(npm pack --silent $$name)" -C $$folder; done
	$(BIN)/python -m training.train $(CORPORA) $(ENCODER) $(WORK)/encoder --steps $(STEPS)
	$(BIN)/python -m training.export $(WORK)/encoder/checkpoint.pt $(ENCODER) $(CORPORA) $(WORK)/exported
	$(BIN)/python -m training.lemma_table $(CORPORA) $(WORK)/morphit $(WORK)/encoder/labels.json $(WORK)/lemmas.tsv.gz
	$(BIN)/python -m training.assemble $(WORK)/exported $(WORK)/lemmas.tsv.gz pipeline/annotate/weights
	$(BIN)/python -m training.evaluate $(CORPORA) --report training/REPORT.md

# The ontology as a page to read, ontology/doc/index.html, and its names in JSON-LD, ontology/context.jsonld.
doc: $(BIN)/intreccio
	$(BIN)/python -m pipeline.export.ontology_page ontology
	$(BIN)/python -m pipeline.export.json_ld_context ontology

clean:
	rm -rf $(VENV) graphs/store
