"""Which words of a sentence speak of a journey or a visit, and in which frames: "fare tappa" is one verb."""

from __future__ import annotations

from pipeline.annotate.parse import Token
from pipeline.extract.inflection import known_lemma
from pipeline.extract.meeting_words import opens_headline
from pipeline.lexicon import Lexicon


def is_headline_noun(token: Token, lexicon: Lexicon) -> bool:
    """ "Visita a sorpresa di X a Kiev": the noun that begins a headline, which the parser may take for a verb."""
    return token.pos_ == "VERB" and opens_headline(token) and (token.form, "NOUN") in lexicon.visits


def frames_at(token: Token, lexicon: Lexicon) -> frozenset[str] | None:
    """Return the frames of a word of going; "fare tappa" is one verb, "ripartito" taken for a noun is a verb too."""
    if token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ") or token.dep_ in ("aux", "aux:pass", "cop"):
        return None
    if token.pos_ == "NOUN" or is_headline_noun(token, lexicon):
        found = lexicon.visits.get((token.lemma_.lower(), "NOUN")) or lexicon.visits.get((token.form, "NOUN"))
        if found:
            return found
        if token.dep_ not in ("acl", "advcl"):
            return None
    lemma = known_lemma(token, lexicon.visit_verbs)
    for size in (3, 2) if lemma in lexicon.visit_starts else ():
        words = token.doc[token.i + 1 : token.i + size]
        found = lexicon.visits.get((" ".join((lemma, *(t.form for t in words))), "VERB"))
        if found:
            return found
    found = lexicon.visits.get((token.form, "VERB")) or lexicon.visits.get((lemma, "VERB"))
    return found | {"participle"} if found and token.pos_ in ("NOUN", "ADJ") else found
