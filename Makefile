# Two commands: `make graph` builds graphs/ from seeds/, `make test` runs every check. `make model` trains anew.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPORA ?= ../shared/corpora
WORK := training/.work

.PHONY: graph test model clean

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
	$(BIN)/python -m pip install --quiet -e ".[test]"
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || { echo "Chromium is needed to test the page: apt-get install chromium"; exit 1; }
	@touch $@

# Trains the embedded model from the corpora (about an hour and a half on two cores) and writes its report.
model: $(BIN)/intreccio
	$(BIN)/python -m pip install --quiet -e ".[train]"
	$(BIN)/python -m training.prepare $(CORPORA) $(WORK)
	$(BIN)/python -m spacy train training/parser.cfg --output $(WORK)/parser \
	  --paths.train $(WORK)/parser-train.spacy --paths.dev $(WORK)/parser-dev.spacy
	$(BIN)/python -m spacy train training/ner.cfg --output $(WORK)/ner \
	  --paths.train $(WORK)/ner-train.spacy --paths.dev $(WORK)/ner-dev.spacy
	$(BIN)/python -m training.assemble $(WORK)/parser/model-best $(WORK)/ner/model-best pipeline/annotate/weights
	$(BIN)/python -m training.evaluate $(CORPORA) --report training/REPORT.md

clean:
	rm -rf $(VENV) graphs/store
