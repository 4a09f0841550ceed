"""Which words of a sentence speak of a meeting, and in what form: "sentire … al telefono" is a call."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.clauses import preposition_of
from pipeline.extract.inflection import known_lemma
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Meeting
from pipeline.typography import folded

MAX_WORDS = 4


class _Verbs:
    """The verbs of the table of meetings, to look an infinitive up in."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __contains__(self, lemma: object) -> bool:
        return (lemma, "VERB") in self._lexicon.meetings


def meeting_at(token: Token, lexicon: Lexicon) -> Meeting | None:
    """Return the word of meeting that a token is, or begins ("faccia a faccia", "stringere la mano")."""
    if token.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX") or token.dep_ in ("aux", "aux:pass", "cop"):
        return None
    verbal = is_verbal(token, lexicon)
    pos = "VERB" if verbal else "NOUN"
    lemma = known_lemma(token, _Verbs(lexicon)) if verbal else token.lemma_.lower()
    heads = tuple(dict.fromkeys((lemma, folded(token.text))))
    doc = token.doc
    reach = (
        range(token.i + 1, min(len(doc), token.i + MAX_WORDS)) if not lexicon.meeting_starts.isdisjoint(heads) else ()
    )
    following = [folded(doc[i].text) for i in reach]
    for size in range(len(following), 0, -1):
        rest = " ".join(following[:size])
        for head in heads:
            found = lexicon.meetings.get((f"{head} {rest}", pos))
            if found:
                return found
    if token.pos_ == "ADJ" and not (lemma in lexicon.words["meeting_adjective"] and _has_article(token)):
        return None
    return next((lexicon.meetings[head, pos] for head in heads if (head, pos) in lexicon.meetings), None)


def is_verbal(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word is used as a verb; a noun that opens a headline ("Vertice a tre") is often taken for one."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    opening = token.is_sent_start and token.is_title and (folded(token.text), "NOUN") in lexicon.meetings
    return not opening or (token.lemma_.lower(), "VERB") in lexicon.meetings


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
            if folded(child.text) in means[1]:
                return "videocall"
            if folded(child.text) in means[0] and meeting.form != "videocall":
                return "call"
    return meeting.form
