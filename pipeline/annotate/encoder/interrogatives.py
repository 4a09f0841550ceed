"""ISDT's habits in questions: in "Chi è il capo?" the interrogative is the predicate, in "Quando nacque?" an adverb.

The treebanks that train the network have some twenty questions of the first kind, in both ways, and ten of the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.typography import folded

PREDICATES = frozenset({"chi", "qual", "quale", "quali"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WHERE = frozenset({"dove", "dov'"})
ADVERBS = frozenset({"quando", "dove", "come", "perché"})
BEFORE_NOUN = frozenset({"cop", "aux", "punct"})
"""What goes with the predicate wherever it is."""


def are_adverbs(words: Sequence[str], renamed: Mapping[int, str]) -> list[int]:
    """Return the words that are adverbs whatever the network says: "dove" (VIT has it a pronoun), "Quando nacque?"."""
    return [i for i, word in enumerate(words) if folded(word) in WHERE or renamed.get(i) == "advmod"]


def mend_questions(
    words: Sequence[str], parts: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[list[int], dict[int, str]]:
    """Return the heads, and the relations that change.

    `heads` are 0 for a root, else 1 + the head's place; `parts` are parts of speech.
    """
    changed = list(heads)
    asking = {head for word, head in zip(words, heads, strict=True) if word == "?"}
    roots = {i + 1 for i, head in enumerate(heads) if head == 0}
    renamed = {
        i: "advmod"
        for i, word in enumerate(words)
        if word.lower() in ADVERBS and relations[i] == "mark" and heads[i] in roots & asking
    }
    for asked, word in enumerate(words[:-1]):
        noun = heads[asked] - 1
        is_asked = word.lower() in PREDICATES and relations[asked] in ("nsubj", "det") and noun > asked
        copula = asked + 1
        if (
            not is_asked
            or noun in renamed
            or parts[noun] not in NOMINAL
            or (heads[copula], relations[copula]) != (noun + 1, "cop")
        ):
            continue
        changed[asked], renamed[asked] = heads[noun], relations[noun]
        changed[noun], renamed[noun] = asked + 1, "nsubj"
        for i, head in enumerate(heads):
            if head == noun + 1 and i != asked and relations[i] in BEFORE_NOUN:
                changed[i] = asked + 1
    return changed, renamed
