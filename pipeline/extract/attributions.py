"""Sources named by a phrase: "secondo il Cremlino", "a detta di X", "come riferito da Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.annotate.chains import office_at
from pipeline.annotate.clauses import preposition_of
from pipeline.annotate.memory import remembered
from pipeline.annotate.parse import Token, TokenSpan
from pipeline.annotate.quotes import CLOSING_MARKS, OPENING_MARKS
from pipeline.annotate.reading import NameSpan, Reading
from pipeline.annotate.ud import RELATIVE_CLAUSE, SUBJECTS, feature, is_finite, is_relative, preposition_lemma
from pipeline.extract.parties import PartyFinder
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Attribution
from pipeline.model import Mention
from pipeline.typography import folded

SOURCE_REACH = 5
PHRASE_REACH = 9
PAIRED = {"–": "–", "—": "—", "-": "-", ")": "(", "(": "("}
TITLE_REACH = 2
"""Tokens from an adjective to the noun of the office that it begins."""
POSSESSIVE = "det:poss"
""" "secondo un suo collaboratore": it is not he who says so."""
PLACE_REACH = 7
"""Tokens after "quanto dichiarato" within which its "da" must stand."""


@dataclass(frozen=True, slots=True)
class Source:
    """An attribution in its place: tokens `start` to `end` (half-open) and who is named."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    leading: bool
    """True at the head of its sentence: what is said follows it."""
    relative: bool = False
    """True of "il giornale, secondo cui …": who is named stands before it, what is said after."""
    spoken_by: bool = False
    """True of "per bocca di Rossi": he speaks for the subject of the clause."""
    anaphoric: bool = False
    """True of "a suo avviso": whoever spoke last, or was named last."""
    relaying: bool = False
    """True of "la notizia, rilanciata dai siti, secondo cui …": what is said comes only after it."""


def find_sources(sent: TokenSpan, finder: PartyFinder) -> tuple[Source, ...]:
    """Return a sentence's attributions; one after a comma also where it names no party: it ends what was said."""
    return _sources_between(finder.reading, finder.lexicon, sent.start, sent.end)


@remembered  # statements and figures ask for the same
def _sources_between(reading: Reading, lexicon: Lexicon, start: int, end: int) -> tuple[Source, ...]:
    return tuple(_sources(reading.doc[start:end], PartyFinder(reading, lexicon)))


def _sources(sent: TokenSpan, finder: PartyFinder) -> Iterator[Source]:
    i = sent.start
    while i < sent.end:
        phrases = _phrases_at(sent, i, finder.lexicon)
        found = _match(sent, i, phrases, finder) if phrases else None
        if found:
            yield _of_kind(found, sent, finder)
            cited = next((j for j in range(i + 1, found.end) if feature(sent.doc[j], "VerbForm") == "Part"), None)
            i = found.end if cited is None else cited  # "secondo fonti citate da Reuters"
        else:
            i += 1


def _of_kind(source: Source, sent: TokenSpan, finder: PartyFinder) -> Source:
    first, second = sent.doc[source.start], sent.doc[source.start + 1 : source.start + 2]
    mouth = any(t.form in finder.lexicon.words["mouth"] for t in second)
    participle = feature(first, "VerbForm") == "Part" and first.i > sent.start
    after = next((t for t in sent.doc[source.end : sent.end] if not t.is_punct), None)
    goes_on = after is not None and after.form in ("secondo", "che", "di")
    return replace(source, spoken_by=mouth, relaying=participle and goes_on)


def _match(sent: TokenSpan, i: int, phrases: Sequence[Attribution], finder: PartyFinder) -> Source | None:
    for attribution in phrases:
        end = _fits(sent, i, attribution)
        if not i < end < sent.end:
            continue
        leading = all(not t.is_alpha or t.pos_ in ("CCONJ", "ADV") for t in sent.doc[_clause_begin(sent, i) : i])
        leading = leading or (attribution.anywhere and _joins_clause(sent.doc[i - 1], end))
        if attribution.words[-1] in finder.lexicon.words["own_view"]:
            return Source(i, end, (), leading, anaphoric=True)
        found = _antecedent(sent, i, end, finder)
        if not attribution.anywhere and not leading and not (found and _is_apart(sent, i, found)):
            continue
        found = found or _source(sent, i, end, finder, leading=leading)
        if found is not None and not attribution.anywhere and _is_about(found, sent):
            continue
        apart = i > sent.start and sent.doc[i - 1].text in (",", "–", "—", "(")
        return found or (Source(i, end, (), leading) if apart else None)
    return None


def _phrases_at(sent: TokenSpan, i: int, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Return the phrases that may stand here by their first two words: of a hundred with "a" hardly any."""
    doc = sent.doc
    sharing = _phrases_with(doc[i].text, lexicon)
    if sharing is None:
        return ()
    second = doc[i + 1].form if i + 1 < sent.end else ""
    return sharing.get(second) or sharing[""]


@lru_cache(maxsize=1 << 14)  # the words of a language
def _phrases_with(word: str, lexicon: Lexicon) -> Mapping[str, tuple[Attribution, ...]] | None:
    """Return the phrases that begin with a word, by their second word."""
    first, known = folded(word), lexicon.attributions
    return known.get(first) or known.get(preposition_lemma(first))


def _fits(sent: TokenSpan, i: int, attribution: Attribution) -> int:
    """Return the token after a phrase that stands here, else `i`: "a quanto dichiarato alla Bbc dal ministro", too."""
    doc, stop, words = sent.doc, sent.end, attribution.words
    last, end = words[-1], i + len(words) - 1
    if end >= stop:
        return i
    for j in range(i, end):
        if doc[j].form != words[j - i]:
            return i
    reach = PLACE_REACH if last == "da" and end > i and feature(doc[end - 1], "VerbForm") == "Part" else 1
    for j in range(end, min(end + reach, stop)):
        token = doc[j]
        if last in (token.form, preposition_lemma(token.text)):
            return j + 1
        if token.is_punct or token.pos_ in ("VERB", "AUX") or (j == end and token.pos_ not in ("ADP", "ADV", "NOUN")):
            return i
    return i


def _is_apart(sent: TokenSpan, i: int, source: Source) -> bool:
    """ "Di altro avviso il prefetto, per il quale …": no clause of its own before the comma, or quoted beside it."""
    clauseless = not any(is_finite(t) for t in sent.doc[sent.start : i])
    person = all(m.type == "Person" and m.named for m in source.mentions)
    said_before = person and any(t.text in CLOSING_MARKS for t in sent.doc[sent.start : i])
    return sent.doc[i - 1].text == "," and (
        clauseless or said_before or any(t.text in OPENING_MARKS for t in sent.doc[i : sent.end])
    )


def _clause_begin(sent: TokenSpan, i: int) -> int:
    """Return where the clause begins: after a colon or semicolon, or the comma before a second "per Rossi «…»"."""
    marks = [t.i + 1 for t in sent.doc[sent.start : i] if t.text in (":", ";")]
    first, before = sent.doc[i], sent.doc[i - 1]
    if i > sent.start and before.text == "," and sent.doc[i - 2].text in CLOSING_MARKS:
        marks += [i for t in sent.doc[sent.start : i] if t.form == first.form]
    return max([sent.start, *marks])


def _joins_clause(word: Token, end: int) -> bool:
    """ "Si sono fermati in molti, e stando ai sindacati l'adesione è stata alta": a clause of its own after "e"."""
    verb = word.head
    return word.dep_ == "cc" and verb.dep_ == "conj" and verb.i > end and verb.pos_ in ("VERB", "ADJ", "NOUN")


def _is_about(source: Source, sent: TokenSpan) -> bool:
    """ "Per l'Italia c'era il ministro": a country under its own name is mostly the one concerned, not who says so."""
    bare = all(m.type in ("Country", "Place") and m.name in m.text for m in source.mentions)
    return source.leading and (bare or _is_who_was_there(source, sent))


def _is_who_was_there(source: Source, sent: TokenSpan) -> bool:
    """ "Per Mosca c'era il viceministro": whom somebody stands for, and no view."""
    verb = next((t for t in sent.doc[source.end : sent.end] if is_finite(t)), None)
    if verb is None or verb.lemma_ != "essere" or any(t.text in OPENING_MARKS for t in sent.doc[source.end : verb.i]):
        return False
    return any(c.form in ("c'", "ci") and c.i < verb.i for c in verb.children)


def _antecedent(sent: TokenSpan, start: int, end: int, finder: PartyFinder) -> Source | None:
    """ "il quotidiano Volta Herald, secondo cui i due …", "il portavoce, secondo il quale …": the party named last."""
    doc = sent.doc
    words = finder.lexicon.words["relative_place"]
    pronoun = next((i for i in range(end, min(end + 2, sent.end)) if doc[i].form in words), None)
    if pronoun is None:
        return None
    nearest: tuple[Mention, ...] = ()
    for token in _outside_insertions(doc[sent.start : start]):
        if token.pos_ in ("VERB", "AUX"):
            break
        if token.i not in finder.reading.names and (token.pos_ != "NOUN" or _disagrees(token, doc[pronoun])):
            continue
        found = tuple(m for m in finder.at(token) if m.type != "Place")
        nearest = nearest or found
        if any(m.type == "Person" and m.named for m in found) and not _is_owner(token, finder):
            nearest = found  # "Rossi, presidente di Alfabanca, secondo il quale"
            break
    if not nearest and doc[start - 1].text == ",":
        nearest = _group_before(doc[start - 2], doc[pronoun], finder)
    return Source(start, pronoun + 1, nearest, leading=False, relative=True) if nearest else None


def _group_before(last: Token, pronoun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "le parti civili, secondo le quali": a plural of people that is no party elsewhere."""
    noun = last.head if last.dep_ == "amod" else last
    people = noun.form in finder.lexicon.words["table_group"] and not _disagrees(noun, pronoun)
    return (finder.phrase_as(noun, "Group"),) if people and noun.pos_ == "NOUN" else ()


def _is_owner(token: Token, finder: PartyFinder) -> bool:
    """ "Neri, arcivescovo di Altavalle, per il quale": who or what an office is of is not who is meant."""
    name = finder.reading.names.get(token.i)
    first = token.doc[name.start] if name is not None else token
    if first.i - 1 <= token.sent.start or preposition_lemma(first.nbor(-1).text) != "di":
        return False
    return office_at(first.nbor(-2), finder.lexicon) is not None


def _outside_insertions(span: TokenSpan) -> Iterator[Token]:
    """Yield tokens from the last to the first, but for those between a pair of dashes or in brackets."""
    inside = ""
    for token in reversed(span):
        mark = PAIRED.get(token.text)
        if inside:
            inside = "" if mark == inside else inside
        elif mark and any(PAIRED.get(t.text) == mark for t in span if t.i < token.i):
            inside = mark
        else:
            yield token


def _disagrees(noun: Token, pronoun: Token) -> bool:
    """ "le imprese, secondo il quale": the noun is not what the pronoun stands for."""
    article = next((c for c in pronoun.children if c.dep_ == "det"), pronoun)
    number = feature(article, "Number") or feature(pronoun, "Number")
    return bool(number and feature(noun, "Number")) and number != feature(noun, "Number")


def _source(sent: TokenSpan, start: int, end: int, finder: PartyFinder, *, leading: bool) -> Source | None:
    """Look for the first noun after the phrase that is a party; a verb or a mark ends the search."""
    doc = sent.doc
    end = _after_place(sent, end, finder)
    for i in range(end, min(sent.end, end + SOURCE_REACH)):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "SCONJ") or (token.is_punct and token.text not in MARKS_INSIDE):
            return None
        named = finder.reading.names.get(i + 1) if token.pos_ == "NOUN" and i + 1 < sent.end else None
        kind = finder.lexicon.person_nouns.get(token.form) if named is not None else None
        paper = kind is not None and kind.kind == "media"
        if (
            named is not None
            and named.start == i + 1
            and (paper or finder.reading.chains[named.chain].type == "Organization")
        ):
            mention = finder.reading.mention_of(named)
            mention = replace(mention, type="Organization") if mention.type == "Person" else mention
            return Source(start, named.end, (mention,), leading)
        unknown = _unknown_paper(token, sent, finder)
        if unknown is not None:
            return Source(start, unknown[1], (unknown[0],), leading)
        owners = (finder.owner(token) or publisher(token, finder)) if _is_word_of_source(token, finder) else ()
        mentions = owners or finder.all_at(token)
        if mentions:
            stop = _phrase_end(_head_of_title(token), sent)
            name = _name_beside(mentions, stop, sent, finder)
            if name is not None:
                mention = finder.reading.mention_of(name)
                return Source(start, name.end, (mention,), leading)
            return Source(start, _apposition_end(stop, sent, finder), mentions, leading)
        if token.pos_ == "PRON" and token.form in finder.lexicon.words["personal_pronoun"]:
            mentions = finder.referred(token)
            return Source(start, i + 1, mentions, leading) if mentions else None
        if token.pos_ == "PRON" and feature(token, "PronType") == "Prs":
            return None  # "Per loro la Caritas ha aperto un dormitorio"
        pair = folded(sent.doc[i : min(i + 2, sent.end)].text)
        if {token.lemma_.lower(), pair} & finder.lexicon.words["speaking_noun"]:
            return Source(start, _phrase_end(token, sent), (finder.phrase_as(token, "Group"),), leading)
        if token.pos_ == "NOUN":
            within = _within_phrase(token, finder)
            return Source(start, _phrase_end(token, sent), within, leading) if within else None
    return None


def _head_of_title(word: Token) -> Token:
    """ "l'Alta rappresentante dell'Ue": an adjective before its noun leads to the phrase that the noun heads."""
    return word.head if word.dep_ == "amod" and 0 < word.head.i - word.i <= TITLE_REACH else word


def _unknown_paper(noun: Token, sent: TokenSpan, finder: PartyFinder) -> tuple[Mention, int] | None:
    """ "secondo il quotidiano Aurora i Verdi …": a paper that no list knows, and the token after its name."""
    kind = finder.lexicon.person_nouns.get(noun.form)
    if kind is None or kind.kind != "media":
        return None
    end = noun.i + 1
    while end < sent.end and sent.doc[end].pos_ == "PROPN" and end not in finder.reading.names:
        end += 1
    if end == noun.i + 1:
        return None
    span = finder.reading.span(noun.i + 1, end)
    text = finder.reading.article.text[span.start : span.end]
    return Mention(span, text, " ".join(text.split()), "Organization"), end


def _after_place(sent: TokenSpan, end: int, finder: PartyFinder) -> int:
    """ "come ha scritto sul Corriere l'ex ministro": where it was said stands between the verb and who said it."""
    doc = sent.doc
    if doc[end - 1].pos_ not in ("VERB", "AUX") or doc[end].pos_ != "ADP" or doc[end].head.i <= end:
        return end
    held = doc[end].head.i
    name = finder.reading.names.get(held)
    stop = name.end if name is not None else held + 1
    return stop if stop < sent.end and not doc[stop].is_punct else end


def _name_beside(mentions: tuple[Mention, ...], stop: int, sent: TokenSpan, finder: PartyFinder) -> NameSpan | None:
    """ "secondo un portavoce del ministero, Paolo Neri, …": the name in apposition to a source without one."""
    if len(mentions) != 1 or mentions[0].named or stop + 1 >= sent.end or sent.doc[stop].text != ",":
        return None
    name = finder.reading.names.get(stop + 1)
    if name is None or name.end >= sent.end or sent.doc[name.end].text not in (",", "–", "("):
        return None
    return name if finder.reading.chains[name.chain].type == "Person" else None


def _apposition_end(stop: int, sent: TokenSpan, finder: PartyFinder) -> int:
    """ "secondo Paolo Neri, analista della banca, …": what the source is belongs to its phrase."""
    doc = sent.doc
    if stop + 1 >= sent.end or doc[stop].text != "," or doc[stop + 1].dep_ != "appos":
        return stop
    if doc[stop + 1].pos_ != "NOUN" and finder.named.person(stop + 1) is None:
        return stop
    end = stop + 2
    while end < sent.end and not doc[end].is_punct and doc[end].pos_ not in ("VERB", "AUX"):
        end += 1
    return end if end < sent.end and doc[end].text == "," else stop


def _within_phrase(noun: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "secondo le stime diffuse dall'istituto", "secondo il sito Neri News": the party that the phrase names."""
    for token in noun.subtree:
        if token.i <= noun.i or token.i > noun.i + PHRASE_REACH:
            continue
        if token.text in (",", ":", ";") or token.dep_ == "acl:relcl":
            break
        if preposition_of(token) in ("", "di", "da") and token.dep_ != POSSESSIVE:
            found = tuple(m for m in finder.at(token) if m.type in ("Person", "Organization") and m.named)
            if found:
                return found
    return ()


MARKS_INSIDE = "\"“«'"


def publisher(word: Token, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "si legge nel post che X ha pubblicato": the subject of the clause on the word."""
    for clause in word.children:
        if clause.dep_ == RELATIVE_CLAUSE:
            subjects = (c for c in clause.children if c.dep_ in SUBJECTS and not is_relative(c))
            found = tuple(m for c in subjects for m in finder.all_at(c) if m.type != "Place")
            if found:
                return found
    return ()


def _is_word_of_source(token: Token, finder: PartyFinder) -> bool:
    """ "secondo una nota del Cremlino": the noun is a word of saying, its owner the source."""
    lemma = token.lemma_.lower()
    return (lemma, "NOUN") in finder.lexicon.cues or lemma in finder.lexicon.words["data_noun"]


def _phrase_end(token: Token, sent: TokenSpan) -> int:
    """Return the token after the source's noun phrase: its own words, up to the next mark, verb or sentence's end."""
    end, last = token.i + 1, token.right_edge.i
    while end < sent.end and end <= last and not sent.doc[end].is_punct and not _is_other_verb(sent.doc[end]):
        end += 1
    return end


def _is_other_verb(token: Token) -> bool:
    """A participle may belong to the source's phrase: "secondo fonti citate dal giornale"."""
    return token.pos_ in ("VERB", "AUX") and not (token.dep_ == "acl" and feature(token, "VerbForm") == "Part")
