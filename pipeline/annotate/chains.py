"""Names of one article → chains: "Ivan Petrov", "Petrov" and "Karin Ho", "Karina Ho" are one party each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.annotate.bodies import called_beside, is_body, nation_beside, nation_within
from pipeline.annotate.names import Found
from pipeline.annotate.owners import end_of, owner_words
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.reading import Chain, NameSpan
from pipeline.annotate.ud import PERSON_LABELS, SUBJECTS, feature
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import FIRMS, Name, Office
from pipeline.model import EntityType
from pipeline.spelling import same_given_name, same_name
from pipeline.typography import collapsed, folded, plain, unbroken

TITLE_REACH = 14
APPOSITION_REACH = 9
OPENING = frozenset({",", "(", "–", "—"})
OF_A_COUNTRY = frozenset({"country", "capital", "seat", "institution", "government"})
TITLED = frozenset({"nmod", "appos", "flat", "flat:name"})
OF_STATE = frozenset({"state", "government", "military", "church", "local", "justice"})
LEAST_SURNAME = 4
LONG_NAME = 7
"""Least length of a surname alone that may be another spelling of one: Zelensky, Zelenskyj."""


@dataclass(slots=True)
class _Draft:
    """A chain in the making."""

    key: str
    type: Counter[EntityType]
    forms: Counter[tuple[str, ...]]
    found: list[Found] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Borne:
    """An office that stands beside a name: its lemma, the country that it is of, the words for what else it is of."""

    lemma: str
    country: str | None
    owner: frozenset[str]


def build_chains(
    doc: Doc, found: Sequence[Found], lexicon: Lexicon
) -> tuple[tuple[Chain, ...], Mapping[int, NameSpan]]:
    """Return the chains in the order of their first names, and for each token of a name the name with its chain."""
    drafts: list[_Draft] = []
    for name in sorted(found, key=_longest_first):
        words = _words(doc, name)
        key, draft = _key(name, words), _matching(drafts, name, words)
        of_a_family = name.type == "Person" or (draft is not None and draft.type["Person"] > 0)
        if of_a_family and _is_firm(doc, name, lexicon):
            name = replace(name, type="Organization")
            key = f"firm:{_key(name, words)}"
            draft = next((d for d in drafts if d.key == key), None)
        if draft is None:
            draft = _Draft(key=key, type=Counter(), forms=Counter())
            drafts.append(draft)
        draft.type[name.type] += 1
        draft.forms[words] += 1
        draft.found.append(name)
    drafts.sort(key=_first_token)
    entries = entries_by_token(found)
    chains = []
    names: dict[int, NameSpan] = {}
    for index, draft in enumerate(drafts):
        chains.append(_chain(draft, doc, lexicon, entries))
        for name in draft.found:
            entry = name.entry
            span = NameSpan(
                name.start,
                name.end,
                index,
                entry.place if entry else None,
                entry.place_wikidata if entry else None,
            )
            names.update(dict.fromkeys(range(name.start, name.end), span))
    return tuple(chains), names


def _is_firm(doc: Doc, name: Found, lexicon: Lexicon) -> bool:
    """ "il gruppo dolciario Neri": a surname that says which firm is no person, though one of the family be named."""
    if name.entry is not None or name.end - name.start > 1 or name.start < 2:
        return False
    before = doc[name.start - 1]
    noun = before.nbor(-1) if before.pos_ == "ADJ" and before.i > 0 else before
    return (
        noun.pos_ == "NOUN" and lexicon.organisation_words.get(noun.form) in FIRMS and feature(noun, "Number") == "Sing"
    )


def _acts(draft: _Draft, doc: Doc) -> bool:
    """Several words that are a subject, and that no gazetteer knows as a place, are somebody."""
    roots = (doc[f.start : f.end].root for f in draft.found if f.end - f.start > 1)
    return any(root.dep_ == "nsubj" and root.head.pos_ == "VERB" for root in roots)


def _is_somebody(
    form: tuple[str, ...], kind: EntityType, offices: frozenset[tuple[str, str | None]], lexicon: Lexicon
) -> bool:
    """Who bears a title is a person, whatever the recogniser says; but "ceo Neri Steel" leaves out whose ceo it is."""
    if not offices or kind == "Person":
        return False
    if kind != "Organization":
        return True
    scopes = {
        office.scope
        for lemma, _ in offices
        if (office := lexicon.offices.get(tuple(folded(lemma).split()))) is not None
    }
    hinted = any(folded(word) in lexicon.organisation_words for word in form)
    return len(form) > 1 and not hinted and bool(scopes & OF_STATE)


def _is_visited(draft: _Draft, doc: Doc, lexicon: Lexicon) -> bool:
    """One word that somebody visits, or is mayor of, and that never acts, is a place: "ha visitato Altavalle".

    So is one that has a harbour or a court: "la procura di Altavalle".
    """
    roots = [doc[f.start : f.end].root for f in draft.found]
    if any(root.dep_ in ("nsubj", "appos") for root in roots):
        return False
    return any(_is_where(root, lexicon) for root in roots)


def _is_where(name: Token, lexicon: Lexicon) -> bool:
    head, before = name.head, name.doc[name.i - 1].text.casefold() if name.i else ""
    if name.dep_ == "nmod" and before == "di":
        office = office_at(head, lexicon)
        return (office is not None and office.scope == "local") or head.form in lexicon.words["of_a_place"]
    frames = lexicon.visits.get((head.lemma_.lower(), head.pos_), frozenset())
    if name.dep_ == "obj":
        return "obj" in frames
    return "place" in frames and name.dep_ == "obl" and before in ("a", "ad", "in")


def entries_by_token(found: Sequence[Found]) -> Mapping[int, Name]:
    """Return the gazetteer's entry for each token of a name that has one."""
    return {i: name.entry for name in found if name.entry for i in range(name.start, name.end)}


def _longest_first(name: Found) -> tuple[int, int]:
    return name.start - name.end, name.start


def _first_token(draft: _Draft) -> int:
    return min(name.start for name in draft.found)


def _words(doc: Doc, name: Found) -> tuple[str, ...]:
    return tuple(unbroken(plain(token.text)) for token in doc[name.start : name.end])


def _key(name: Found, words: tuple[str, ...]) -> str:
    return f"{name.entry.type}:{name.entry.label}" if name.entry else " ".join(words).casefold()


def _matching(drafts: list[_Draft], name: Found, words: tuple[str, ...]) -> _Draft | None:
    """Return the chain that a name belongs to: the same item or words, or a person's name in part or misspelt."""
    key = _key(name, words)
    same = [draft for draft in drafts if draft.key == key]
    if same or name.entry:
        return same[0] if same else None
    acronym = next((d for d in drafts if any(_is_acronym(words, form) for form in d.forms)), None)
    if acronym and acronym.type["Organization"] and name.type != "Person":
        return acronym
    people = [d for d in drafts if d.type.most_common(1)[0][0] == "Person" and d.found[0].entry is None]
    partial = [d for d in people if any(_is_part(words, form) for form in d.forms)]
    if len(partial) > 1:
        before = [d for d in partial if any(f.start < name.start for f in d.found)]
        partial = [max(before or partial, key=_last_before(name.start))]
    if partial and (name.type == "Person" or len(words) == 1):
        return partial[0]
    bodies = [d for d in drafts if d.type.most_common(1)[0][0] == "Organization" and d.found[0].entry is None]
    shortened = [d for d in bodies if any(_is_first_part(words, form) for form in d.forms)]
    if len(shortened) == 1 and (name.type == "Organization" or len(words) == 1):
        return shortened[0]
    if name.type != "Person":
        return None
    return next((d for d in people if any(_same_spelling(words, form) for form in d.forms)), None)


def _last_before(position: int) -> Callable[[_Draft], tuple[int, str]]:
    def last_mention(draft: _Draft) -> tuple[int, str]:
        return max((f.start for f in draft.found if f.start < position), default=-1), draft.key

    return last_mention


def _is_part(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Petrov" ends "Ivan Petrov", "Wu" begins "Wu Lifen", "Vargas" is within "Luis Vargas Pardo"."""
    size = len(words)
    if size >= len(form):
        return False
    short = tuple(word.casefold() for word in words)
    long = tuple(word.casefold() for word in form)
    middle = size == 1 and len(short[0]) >= LEAST_SURNAME and short[0] in long[1:-1]
    return long[-size:] == short or long[:size] == short or middle


def _is_first_part(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Nordic Steel" is short for "Nordic Steel Group"."""
    size = len(words)
    return size < len(form) and tuple(w.casefold() for w in form[:size]) == tuple(w.casefold() for w in words)


def _is_acronym(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Cal" is the "Confederazione autonoma del lavoro": the first letters of its words, without prepositions."""
    if len(words) != 1 or len(form) < 2 or not 2 <= len(words[0]) <= 6:
        return False
    initials = "".join(word[0] for word in form if len(word) > 3 or word[:1].isupper()).casefold()
    return len(initials) > 1 and words[0].replace(".", "").casefold() == initials


def _same_spelling(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """ "Kristin Lund" is "Kristina Lund", "Sergei Petrov" "Sergey Petrov"; a surname by itself may be misspelt, too."""
    if len(words) == 1 and len(form) > 1:
        return min(len(words[0]), len(form[-1])) >= LONG_NAME and same_name(words[0], form[-1])
    if len(words) < 2 or len(words) != len(form):
        return False
    same_rest = all(same_name(a, b) for a, b in zip(words[1:], form[1:], strict=True))
    shared = words[-1].casefold() == form[-1].casefold() or words[0].casefold() == form[0].casefold()
    return shared and same_rest and same_given_name(words[0], form[0])


def _chain(draft: _Draft, doc: Doc, lexicon: Lexicon, entries: Mapping[int, Name]) -> Chain:
    entry = next((name.entry for name in draft.found if name.entry), None)
    if entry:
        return Chain(entry.label, entry.type, entry.wikidata, entry.country)
    form = max(draft.forms, key=lambda words: (len(words), draft.forms[words], words))
    votes = Counter(name.type for name in draft.found if _words(doc, name) == form)
    entity_type = max(votes, key=lambda kind: (votes[kind], draft.type[kind], kind))
    longest = next(name for name in draft.found if _words(doc, name) == form)
    label = collapsed("".join(unbroken(t.text) + t.whitespace_ for t in doc[longest.start : longest.end]))
    borne = [title for name in draft.found for title in _borne_before(doc, name, lexicon, entries)]
    offices = frozenset((title.lemma, title.country) for title in borne)
    if (
        _is_somebody(form, entity_type, offices, lexicon)
        or draft.type["Person"] * len(offices)
        or (entity_type == "Place" and _acts(draft, doc))
    ):
        entity_type = "Person"
    if len(form) == 1 and entity_type == "Person" and _is_visited(draft, doc, lexicon):
        entity_type = "Place"
    if entity_type == "Person" and not offices and is_body(draft.found, doc, lexicon):
        entity_type = "Organization"
    if entity_type != "Person":
        offices = frozenset()
        if entity_type == "Organization":
            nation = next((iso for name in draft.found if (iso := nation_beside(name, doc, lexicon))), None)
            nation = nation or nation_within(doc[longest.start : longest.end], lexicon)
            called = frozenset(word for name in draft.found for word in called_beside(name, doc, lexicon))
            return Chain(label, entity_type, country=nation, called=called)
    else:
        borne += [title for name in draft.found for title in _borne_after(doc, name, lexicon, entries)]
        offices = frozenset((title.lemma, title.country) for title in borne)
    country = Counter(country for _, country in sorted(offices, key=str) if country)
    if not country and any(folded(lemma) in lexicon.words["office_of_italy"] for lemma, _ in offices):
        italy = next((lexicon.demonyms[w] for w in sorted(lexicon.words["of_italy"]) if w in lexicon.demonyms), None)
        country.update([italy.country] if italy and italy.country else [])
    owners = frozenset(title.owner for title in borne if title.owner) if offices else frozenset()
    chain = Chain(label, entity_type, offices=offices, owners=owners)
    return replace(chain, country=country.most_common(1)[0][0]) if country else chain


def offices_with(
    doc: Doc, name: Found, lexicon: Lexicon, entries: Mapping[int, Name]
) -> Iterator[tuple[str, str | None]]:
    """Yield the office that stands before a name: "il presidente russo Ivan Petrov" → (presidente, RU)."""
    for borne in _borne_before(doc, name, lexicon, entries):
        yield borne.lemma, borne.country


def _borne_before(doc: Doc, name: Found, lexicon: Lexicon, entries: Mapping[int, Name]) -> Iterator[_Borne]:
    country: str | None = None
    root = doc[name.start : name.end].root
    for i in range(name.start - 1, max(doc[name.start].sent.start, name.start - TITLE_REACH) - 1, -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ") or (token.is_punct and token.text not in "-,"):
            return
        if (i == name.start - 1 and token.pos_ in ("ADP", "DET")) or token.ent_type_ in PERSON_LABELS:
            return  # "con il premier Neri, Li ha detto": the office is the other's
        if token.pos_ == "DET" and doc[i - 1].pos_ != "ADP":
            return  # "ha eletto presidente del Parlamento l'italiana Neri"
        office = office_at(token, lexicon)
        if office is None and token.form in lexicon.words["counterpart"]:
            compared = (office_at(t, lexicon) for t in reversed(doc[token.sent.start : i]))
            lemma = next((other.lemma for other in compared if other is not None), None)
            if lemma is not None and next(_borne_after(doc, name, lexicon, entries), None) is None:
                yield _Borne(lemma, country, frozenset())
            return
        if office and are_apart(token, root):
            return
        if office:
            of_italy = folded(office.lemma) in lexicon.words["office_of_italy"]
            foreign = of_italy and any(k in entries for k in range(i, min(len(doc), i + len(office.lemma.split()))))
            owner = owner_words(doc, end_of(token, office), name.start, entries, lexicon)
            yield _Borne(office.lemma.split()[0] if foreign else office.lemma, country, owner)
            return
        entry = entries.get(i)
        demonym = lexicon.demonyms.get(token.form) or (entry if entry and entry.kind in OF_A_COUNTRY else None)
        country = country or (demonym.country if demonym else None)


def _borne_after(doc: Doc, name: Found, lexicon: Lexicon, entries: Mapping[int, Name]) -> Iterator[_Borne]:
    """Yield the office of an apposition: "Anna Neri, ministra degli Esteri svedese, …" → (ministro, SE)."""
    if name.end >= len(doc) or doc[name.end].text not in OPENING:
        return
    root = doc[name.start : name.end].root
    title = root.head if root.dep_ in TITLED and root.head.pos_ == "NOUN" and root.head.i < name.start else root
    if any(c.dep_ == "case" for c in root.children):
        title = root  # "la figlia di Neri, ministra"
    for token in doc[name.end : min(doc[name.start].sent.end, name.end + APPOSITION_REACH)]:
        if token.dep_ != "appos" or not (name.start <= token.head.i < name.end or token.head == title):
            continue
        office = office_at(token, lexicon)
        below = list(token.subtree)
        if office is None or office.number != "sg" or any(t.ent_type_ in PERSON_LABELS for t in below):
            continue
        after = doc[min(len(doc) - 1, token.i + len(office.lemma.split()))]
        other = folded(office.lemma) in lexicon.words["office_of_italy"] and after.pos_ == "ADJ"
        nations = [lexicon.demonyms.get(t.form) or entries.get(t.i) for t in below]
        country = next((n.country for n in nations if n is not None and n.type == "Country"), None)
        owner = owner_words(doc, end_of(token, office), token.sent.end, entries, lexicon)
        yield _Borne(office.lemma.split()[0] if other else office.lemma, country, owner)


def are_apart(office: Token, name: Token) -> bool:
    """ "al leader cinese Neri ha chiesto …": two parts of one clause, that only stand side by side."""
    beside = office.dep_ in ("obl", "iobj") or (office.dep_ == "obj" and office.i > office.head.i)
    return name.dep_ in SUBJECTS and office.head == name.head and beside


def office_at(token: Token, lexicon: Lexicon) -> Office | None:
    """Return the office that a noun is, as a word or as the head of a phrase ("primo ministro", "capo di Stato")."""
    doc = token.doc
    if token.pos_ == "ADP" and (token.i == 0 or doc[token.i - 1].pos_ != "DET"):
        return None  # "ad interim" has no "ad"
    for start in range(max(0, token.i - 1), token.i + 1):
        if doc[start].form not in lexicon.office_starts:
            continue
        words = tuple(doc[i].form for i in range(start, min(len(doc), start + 4)))
        for size in range(len(words), token.i - start, -1):
            office = lexicon.offices.get(words[:size])
            if office:
                return office
    return None


def country_of(noun: Token, lexicon: Lexicon, entries: Mapping[int, Name]) -> str | None:
    """Return the ISO code of the country that a noun is said to be of: "russo", "degli Stati Uniti"."""
    for child in noun.children:
        demonym = lexicon.demonyms.get(child.form)
        if demonym and demonym.country:
            return demonym.country
    for child in noun.children:
        entry = entries.get(child.i)
        if entry and entry.country and child.dep_ in ("nmod", "flat", "flat:name", "compound", "obl"):
            return entry.country
    return None
