"""Which words of a sentence speak of a meeting, and in what form: "sentire … al telefono" is a call."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import COMPLEX_PREPOSITIONS, feature, is_plural
from pipeline.extract.contests import is_match
from pipeline.extract.inflection import known_lemma
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Meeting

MAX_WORDS = 4
TAKEN_UP = frozenset({"con", "tra", "di", "a"})
DIRECT = frozenset({"nsubj", "nsubj:pass", "obj", "aux", "aux:pass", "ccomp", "xcomp"})


@remembered
def meeting_at(token: Token, lexicon: Lexicon) -> Meeting | None:
    """Return the word of meeting that a token is, or begins ("faccia a faccia", "stringere la mano")."""
    if token.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX") or token.dep_ in ("aux", "aux:pass", "cop"):
        return None
    verbal = is_verbal(token, lexicon)
    pos = "VERB" if verbal else "NOUN"
    lemma = known_lemma(token, lexicon.meeting_verbs) if verbal else token.lemma_.lower()
    heads = tuple(dict.fromkeys((lemma, token.form)))
    if verbal:
        heads = tuple(dict.fromkeys((*heads, known_lemma(token, lexicon.meeting_verb_starts))))
    found = _meeting_named(token, heads, pos, lexicon)
    if found is None or verbal:
        return found
    return None if is_match(token, lexicon) or _is_towards(token) else found


def _is_towards(noun: Token) -> bool:
    """ "un'inchiesta nei confronti del comandante": a preposition of several words, and no meeting."""
    if not is_plural(noun) or (preposition_of(noun), noun.lemma_.lower()) not in COMPLEX_PREPOSITIONS:
        return False
    return any(preposition_of(c) == "di" for c in noun.children)


def _meeting_named(token: Token, heads: Sequence[str], pos: str, lexicon: Lexicon) -> Meeting | None:
    """Return the longest word of meeting that begins with one of the readings of a token."""
    doc = token.doc
    reach = (
        range(token.i + 1, min(len(doc), token.i + MAX_WORDS)) if not lexicon.meeting_starts.isdisjoint(heads) else ()
    )
    following = [doc[i].form for i in reach]
    for size in range(len(following), 0, -1):
        rest = " ".join(following[:size])
        for head in heads:
            found = lexicon.meetings.get((f"{head} {rest}", pos))
            if found:
                return found
    if token.pos_ == "ADJ" and not (heads[0] in lexicon.words["meeting_adjective"] and _has_article(token)):
        return None
    return next((lexicon.meetings[head, pos] for head in heads if (head, pos) in lexicon.meetings), None)


def meeting_named_again(token: Token, lexicon: Lexicon) -> Meeting | None:
    """ "dopo il vertice con X, quello con Y": the meeting that a pronoun with a complement takes up again."""
    if token.pos_ not in ("PRON", "DET") or token.form not in lexicon.words["that_one"]:
        return None
    noun = noun_taken_up(token)
    found = meeting_at(noun, lexicon) if noun is not None else None
    return found if found is not None and noun is not None and not is_verbal(noun, lexicon) else None


def noun_taken_up(pronoun: Token, also: frozenset[str] = frozenset()) -> Token | None:
    """Return the noun of the same gender and number that stands last before a pronoun ("quella di X").

    It stands in the same sentence, or in the one before where the pronoun opens its own; `also` are prepositions that
    the pronoun may have besides the usual ones.

    A noun that only complements another one is passed over where the pronoun's complement is of the same kind.
    """
    usual = TAKEN_UP | also
    if not any(preposition_of(c) in usual for c in pronoun.children if c.i > pronoun.i):
        return None
    gender = "Fem" if pronoun.form[-1:] in ("a", "e") else "Masc"
    wanted = frozenset(preposition_of(c) for c in pronoun.children if c.i > pronoun.i) & usual
    start = pronoun.sent.start
    if start == pronoun.i and start > 0:
        start = pronoun.doc[start - 1].sent.start
    before = (pronoun.doc[i] for i in range(pronoun.i - 1, start - 1, -1))
    before = (t for t in before if t.pos_ in ("NOUN", "VERB") and feature(t, "VerbForm") != "Fin")
    nouns = (t for t in before if feature(t, "Gender") in (gender, ""))
    told = [(t, {preposition_of(c) for c in t.children if c.i > t.i} & usual) for t in nouns]
    alike = (t for t, prepositions in told if prepositions & wanted)
    return next(alike, None) or next((t for t, prepositions in told if prepositions), None)


def is_verbal(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word is used as a verb; a noun that opens a headline ("Vertice a tre") is often taken for one.

    So are "Cena a Roma tra A e B" and "Visita a sorpresa di A": a verb would have a subject or an object.
    """
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if not opens_headline(token):
        return True
    form, after = token.form, " ".join(t.form for t in token.doc[token.i + 1 : token.i + 3])
    return (form, "NOUN") not in lexicon.meetings and (f"{form} {after}", "NOUN") not in lexicon.meetings


def opens_headline(token: Token) -> bool:
    """Say whether a word begins a sentence and has neither subject nor object nor auxiliary."""
    if not (token.is_sent_start and token.text.istitle()):
        return False
    direct = (c for c in token.children if c.dep_ in DIRECT or c.dep_.startswith("expl"))
    return all(preposition_of(c) for c in direct)


def _has_article(token: Token) -> bool:
    return any(c.dep_ == "det" for c in token.children)


def form_of(trigger: Token, meeting: Meeting, lexicon: Lexicon) -> str:
    """Return the form of a meeting, which a complement may tell better: "si sentiranno in videoconferenza"."""
    heads = [trigger]
    if trigger.pos_ != "VERB" and trigger.head.pos_ == "VERB":
        heads.append(trigger.head)
    for head in heads:
        for child in head.children:
            means = lexicon.words["by_telephone"], lexicon.words["by_video"]
            if preposition_of(child) not in ("a", "in", "per", "via") and child.dep_ not in ("amod", "advmod"):
                continue
            if child.form in means[1]:
                return "videocall"
            if child.form in means[0] and meeting.form != "videocall":
                return "call"
    return meeting.form
