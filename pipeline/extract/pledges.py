"""What is promised to somebody without a clause of its own: "promettendogli pieno sostegno"."""

from __future__ import annotations

from pipeline.annotate.clauses import complements
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import feature
from pipeline.extract.speech import CueToken
from pipeline.lexicon import Lexicon


def pledge_of(cue: CueToken, lexicon: Lexicon) -> Token | None:
    """Return the noun of what a verb of promising promises, where it is said to whom."""
    if cue.cue.type != "promise":
        return None
    noun = next((c for c in cue.token.children if c.dep_ == "obj" and c.i > cue.last), None)
    if noun is None or noun.lemma_.lower() not in lexicon.words["pledged"]:
        return None
    return noun if _is_told(cue, lexicon) else None


def has_enclitic(verb: Token, lexicon: Lexicon) -> bool:
    """ "promettendogli": to whom it is said stands within the verb's form."""
    if feature(verb, "VerbForm") != "Ger":
        return False
    form = verb.form
    return any(form.endswith("ndo" + clitic) for clitic in lexicon.words["clitic_addressee"])


def _is_told(cue: CueToken, lexicon: Lexicon) -> bool:
    told = any(c.form in lexicon.words["clitic_addressee"] for c in cue.token.children if c.i < cue.token.i)
    return told or has_enclitic(cue.token, lexicon) or any(c.preposition == "a" for c in complements(cue.token))
