"""What the ontology folder tells: the words of Italian and the vocabulary of the graph, loaded together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.lexicon import Lexicon, load_lexicon, ontology_dir
from pipeline.vocab import Vocab, load_vocab


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What claims are put together with, loaded once from the ontology folder."""

    lexicon: Lexicon
    vocab: Vocab
    ontology: Path


def load_knowledge(ontology: Path | None = None) -> Knowledge:
    """Load the ontology; raises DataError or UsageError where something in it is wrong."""
    folder = ontology_dir(ontology)
    lexicon, vocab = load_lexicon(folder), load_vocab(folder)
    for relation in lexicon.relations:
        path = f"{folder / 'relations' / relation.id}.toml"
        if relation.id not in vocab.relations:
            raise UsageError(f"{path}: news.ttl has no relation {relation.id!r}")
        if relation.symmetric != vocab[relation.id].symmetric:
            told = "an" if vocab[relation.id].symmetric else "no"
            raise UsageError(f"{path}: symmetric has to be as in news.ttl, where it is {told} owl:SymmetricProperty")
    return Knowledge(lexicon, vocab, folder)
