"""Names in a Doc: what the entity recogniser finds, what the gazetteer knows, what titles give away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.annotate.called import called_bodies
from pipeline.annotate.gazetteer import Match
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import feature, is_contraction_of
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import Name
from pipeline.model import EntityType
from pipeline.typography import folded, plain

RECOGNISED: dict[str, EntityType] = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "GPE": "Place",
}
MAX_NAME = 6
NO_GIVEN_NAME = frozenset(
    {"seat", "country", "international", "media", "government", "institution", "armed_group", "party", "union"}
)
"""Kinds of the gazetteer that do not begin a person's name, as a city may: "Sofia Rossi"."""
TITLE_REACH = 10
OFFICE_REACH = 3
"""How many words of an office may stand before its name of a body."""
TITLED_POS = frozenset({"PROPN", "NOUN", "ADJ", "PRON", "X"})
NAME_POS = frozenset({"PROPN", "NOUN", "X", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Found:
    """A name over the tokens `start` to `end` (half-open); `entry` where the gazetteer has it."""

    start: int
    end: int
    type: EntityType
    entry: Name | None = None


def find_names(doc: Doc, lexicon: Lexicon, matches: Iterable[Match]) -> tuple[Found, ...]:
    """Return the names of a Doc in the order of the text, none overlapping another; some are the gazetteer's."""
    known = sorted(_without_overlap(sorted(_known(doc, matches), key=_length)), key=_position)
    recognised = _joined(doc, list(_recognised(doc, lexicon)), lexicon)
    preferred = list(_prefer(known, recognised, doc))
    titled = list(_titled(doc, lexicon, [f for f in preferred if f.entry or f.type == "Organization"]))
    sure = [f for f in preferred if f.entry or f.type == "Person"]
    people = [
        f for f in titled if not any(_overlap(f, s) and (s.entry or s.end - s.start >= f.end - f.start) for s in sure)
    ]
    called = (Found(start, end, "Organization") for start, end in called_bodies(doc, lexicon))
    found = [*people, *preferred, *_acting(doc), *_told_to_be(doc, lexicon), *called]
    chosen = _without_overlap(found)
    return tuple(sorted([*chosen, *_repeated(doc, chosen)], key=_position))


def _joined(doc: Doc, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Put together a person's name that the recogniser parts at its particle: "Piero d'Orta"."""
    whole: list[Found] = []
    for name in sorted(found, key=_position):
        last = whole[-1] if whole else None
        if last and last.type == "Person" and name.start == last.end + 1 and name.type in ("Person", "Place"):
            particle = doc[last.end]
            if particle.dep_ == "flat:name" and _is_particle(particle, lexicon):
                whole[-1] = Found(last.start, name.end, "Person")
                continue
        whole.append(name)
    return whole


def _length(found: Found) -> tuple[int, int]:
    """The longest first: "Washington Post" before "Washington"."""
    return found.start - found.end, found.start


def _position(found: Found) -> int:
    return found.start


def _known(doc: Doc, matches: Iterable[Match]) -> Iterator[Found]:
    for start, end, entry in matches:
        if end - start > 1 or doc[start].pos_ in ("PROPN", "NOUN", "X", "ADJ") or entry.type == "Country":
            yield Found(start, end, entry.type, entry)


def _recognised(doc: Doc, lexicon: Lexicon) -> Iterator[Found]:
    for ent in doc.ents:
        entity_type = RECOGNISED.get(ent.label_)
        if entity_type is None:
            continue
        start, end = ent.start, ent.end
        while start < end and not _may_begin(doc[start], lexicon, entity_type):
            start += 1
        while end > start and _cannot_end(doc[end - 1]):
            end -= 1
        if entity_type != "Person":
            end = next((t.i for t in doc[start + 1 : end] if _joins_another(t)), end)
        if start == end or not any(t.text[:1].isupper() for t in doc[start:end]):
            continue
        if entity_type == "Person":
            end = next((t.i for t in doc[start:end] if t.i > start and _ends_person(t)), end)
        if end - start == 1 and _is_common_word(doc[start]):
            continue
        if entity_type == "Person" and end - start == 1 and start and _names_a_body(doc[start - 1], lexicon):
            continue  # "la commissione Esteri"
        if end - start == 1 and doc[start].form in lexicon.words["field_of_affairs"]:
            continue  # "la responsabile Giustizia"
        if any(t.is_space for t in doc[start:end]) or _is_office_alone(doc, start, end, lexicon):
            continue
        if entity_type != "Person" and _is_within_office(doc, start, end, lexicon):
            continue
        if folded(doc[start:end].text) in lexicon.demonyms and not (
            entity_type == "Person" and end - start == 1 and _is_surname(doc[start])
        ):
            continue
        group = _group_in_chamber(doc, start, end, lexicon)
        yield Found(start if group is None else group, end, _type_by_words(doc[start], entity_type, lexicon))


def _cannot_end(token: Token) -> bool:
    """Say whether no name ends with a token: a mark, or a preposition or article ("Commissione Esteri della")."""
    unwritten = not token.text[-1].isalnum() and token.text[-1] != "."
    return unwritten or (token.pos_ in ("ADP", "DET") and token.text.islower())


def _joins_another(token: Token) -> bool:
    """ "l'Associazione dei comuni e i consiglieri": after "e" and an article begins another party."""
    if token.pos_ != "CCONJ" or token.i + 2 >= len(token.doc):
        return False
    after = token.nbor()
    return after.pos_ == "DET" and after.text.islower() and after.nbor().text.islower()  # not "e gli Itineranti"


def _group_in_chamber(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int | None:
    """ "il capogruppo alla Camera di Alleanza rossa": where the name of the group begins; None for other names."""
    at = start and is_contraction_of(doc[start - 1].text, "a") and doc[start].form in lexicon.words["chamber"]
    if not at or start + 2 >= end or not is_contraction_of(doc[start + 1].text, "di"):
        return None
    group = doc[start + 2]
    is_group = group.text[:1].isupper() and group.form not in lexicon.words["field_of_affairs"]
    return group.i if is_group else None


def _ends_person(token: Token) -> bool:
    """ "Petrov del Cremlino" is two, "Piera d'Orta" and "Ines de Melo" are one."""
    is_di = is_contraction_of(token.text, "di") and token.text[0].islower()
    return is_di and token.dep_ != "flat:name" and not token.text.endswith(("'", "’"))


def _is_common_word(token: Token) -> bool:
    """A capital at the head of a sentence or quotation does not make a name of a common noun."""
    before = token.doc[token.i - 1] if token.i else None
    return token.pos_ != "PROPN" and (before is None or token.is_sent_start or before.is_punct or before.is_space)


def _is_office_alone(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Il Guardasigilli ha detto", "la Guida suprema": an office after its article is no name, but the Pope's is."""
    if not start or doc[start - 1].pos_ not in ("DET", "ADP"):
        return False
    longest = (tuple(t.form for t in doc[start : end + more]) for more in (0, 1, 2))
    words = next((words for words in longest if words in lexicon.offices), None)
    if words is None:
        return False
    cut_off = len(words) > end - start  # "Santo" of "il Santo Padre"
    return cut_off or folded(lexicon.offices[words].lemma) not in lexicon.words["pope"]


def _is_within_office(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Il presidente del Consiglio", "il segretario al Tesoro": the last words of an office are no body."""
    begins = range(max(0, start - OFFICE_REACH), start)
    return any(tuple(t.form for t in doc[begin:end]) in lexicon.offices for begin in begins)


def _is_surname(token: Token) -> bool:
    """ "Toscano ha detto", "Giordano Ferri": a word of nationality that is a name has a capital and no article."""
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and not any(c.dep_ in ("det", "case") for c in token.children)
    )


def _may_begin(token: Token, lexicon: Lexicon, entity_type: EntityType) -> bool:
    """A person's name does not begin with a title, an adjective of nationality or a lower-case word but "von"."""
    form = token.form
    if entity_type == "Person":
        if form in lexicon.words["opening_particle"]:
            return True
        of_nation = form in lexicon.demonyms and not _is_surname(token)
        known = of_nation or (form,) in lexicon.offices or form in lexicon.words["honorific"]
        return not known and token.text[:1].isupper() and token.pos_ in NAME_POS
    return token.pos_ not in ("DET", "ADP", "PUNCT") or token.text[:1].isupper()


def _type_by_words(first: Token, entity_type: EntityType, lexicon: Lexicon) -> EntityType:
    """ "Ministero della Difesa" is an organisation, whatever the recogniser says."""
    if entity_type != "Organization" and first.form in lexicon.organisation_words:
        return "Organization"
    return entity_type


def _prefer(known: list[Found], recognised: list[Found], doc: Doc) -> Iterator[Found]:
    """The gazetteer wins over the recogniser, except inside a longer name: "Banca di Russia", "Sofia Rossi".

    Of "Cremlino Ivan Petrov" the recogniser keeps what the gazetteer does not have.
    """
    longer = [r for r in recognised if _is_longer(r, known, doc)]
    inside = [k for k in known if any(_overlap(k, r) for r in longer)]
    yield from longer
    yield from (k for k in known if k not in inside)
    for found in recognised:
        if found in longer:
            continue
        start = max([found.start, *(k.end for k in known if k.start <= found.start < k.end)])
        end = min([found.end, *(k.start for k in known if start < k.start < found.end)])
        if start >= end or any(k.start <= start < k.end for k in known):
            continue
        if doc[start].text[:1].isupper() or (found.type == "Person" and start == found.start):
            yield Found(start, end, found.type)


def _is_longer(name: Found, known: list[Found], doc: Doc) -> bool:
    touching = [k for k in known if _overlap(name, k)]
    if not touching or name.type == "Place":
        return False
    first = touching[0]
    if first.start == name.start and first.end < name.end and is_contraction_of(doc[first.end].text, "a"):
        return False  # "il commissario Ue al Commercio": the portfolio is no part of the name
    return all(
        name.start <= k.start
        and k.end <= name.end
        and name.end - name.start > k.end - k.start
        and not (name.type == "Person" and k.entry is not None and k.entry.kind in NO_GIVEN_NAME)
        for k in touching
    )


def _overlap(a: Found, b: Found) -> bool:
    return a.start < b.end and b.start < a.end


def _titled(doc: Doc, lexicon: Lexicon, known: Iterable[Found]) -> Iterator[Found]:
    """Capitalised words after a title are a person: "il premier bielorusso Ivan Petrenko".

    Between title and name may stand what the office is of: "il portavoce del Cremlino Ivan Petrov".
    """
    known = tuple(known)
    ends = {k.start: k.end for k in known}
    inside = {i for k in known for i in range(k.start, k.end)}
    for token in doc:
        if token.i in inside or not _is_title(token, lexicon):
            continue
        i, limit = token.i + 1, min(len(doc), token.i + TITLE_REACH)
        while i < limit:
            if i in ends:
                i = ends[i]
                continue
            end = i
            while end < len(doc) and end - i < MAX_NAME and end not in ends and _is_name_word(doc, end, i, lexicon):
                end += 1
            if end > i and (doc[i].form,) in lexicon.offices:
                break  # "il Ministro Coordinatore"
            if end > i and doc[i].form in lexicon.words["field_of_affairs"]:
                i += 1  # "il responsabile Esteri del Pd"
                continue
            if end > i and _names_a_body(doc[i - 1], lexicon):
                i = end  # "il vicepresidente della commissione Esteri": that is no person's name
                continue
            if end > i and doc[i - 1].pos_ not in ("ADP", "DET", "NUM"):
                yield Found(i, end, "Person")
                break
            if doc[i].text == "," and (apposed := _apposed_name(doc, i + 1, ends, lexicon)):
                yield apposed
                break
            if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX", "SCONJ", "PRON", "CCONJ") or doc[i].is_space:
                break
            i = max(end, i + 1)


def _names_a_body(noun: Token, lexicon: Lexicon) -> bool:
    form = noun.form
    return (
        noun.pos_ in ("NOUN", "ADJ")
        and any(lexicon.is_body(t.form) for t in (noun, noun.head))
        and (form,) not in lexicon.offices
    )


def _acting(doc: Doc) -> Iterator[Found]:
    """Two capitalised words or more that are a verb's subject are somebody, if nothing else knows them."""
    for token in doc:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN" or token.head.pos_ != "VERB" or not token.text[:1].isupper():
            continue
        end = token.i + 1
        while (
            end < len(doc) and doc[end].dep_ == "flat:name" and doc[end].text[:1].isupper() and end - token.i < MAX_NAME
        ):
            end += 1
        if end - token.i > 1:
            yield Found(token.i, end, "Person")


def _told_to_be(doc: Doc, lexicon: Lexicon) -> Iterator[Found]:
    """Two capitalised words or more, a comma and an office are a person: "Su-Lin Ho, capo missione del Fmi"."""
    for token in doc:
        if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.dep_ == "flat:name":
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].dep_ == "flat:name" and doc[end].text[:1].isupper():
            end += 1
        if not 2 <= end - token.i <= MAX_NAME or end + 2 >= len(doc) or doc[end].text not in (",", "("):
            continue
        after = doc[end + 1] if doc[end + 1].pos_ != "DET" else doc[end + 2]
        if (after.form,) in lexicon.offices and after.dep_ == "appos":
            yield Found(token.i, end, "Person")


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word stands before names of persons: an office, "omologo", "signora", "l'economista"."""
    form = token.form
    if token.pos_ in ("VERB", "AUX", "ADP", "DET"):
        return False
    noun = lexicon.person_nouns.get(form)
    return (
        (form,) in lexicon.offices
        or form in lexicon.words["counterpart"]
        or form in lexicon.words["honorific"]
        or (noun is not None and noun.kind == "person")
    )


def _apposed_name(doc: Doc, start: int, ends: dict[int, int], lexicon: Lexicon) -> Found | None:
    """ "Il ministro degli Esteri, Paolo Neri, …": two capitalised words or more, and then a mark or a verb."""
    end = start
    while end < len(doc) and end - start < MAX_NAME and end not in ends and _is_name_word(doc, end, start, lexicon):
        end += 1
    closed = end < len(doc) and (doc[end].text in (",", ".", ")", "(", ";") or doc[end].pos_ in ("VERB", "AUX"))
    return Found(start, end, "Person") if end - start > 1 and closed else None


def _is_name_word(doc: Doc, i: int, start: int, lexicon: Lexicon) -> bool:
    token = doc[i]
    if token.text[:1].isupper() and token.pos_ in TITLED_POS and len(token.text) > 1:
        return not token.is_sent_start
    return (
        i > start
        and token.text.islower()
        and _is_particle(token, lexicon)
        and i + 1 < len(doc)
        and doc[i + 1].pos_ == "PROPN"
        and feature(token, "Definite") == ""
    )


def _is_particle(token: Token, lexicon: Lexicon) -> bool:
    return token.form.rstrip("'") in lexicon.words["name_particle"]


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """Keep, of names that overlap, the one that came first."""
    kept: list[Found] = []
    for candidate in found:
        if not any(_overlap(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _repeated(doc: Doc, chosen: list[Found]) -> Iterator[Found]:
    """A word that begins or ends a person's name elsewhere in the article is that person here, too: "Wu", "Petrov"."""
    taken = {i for found in chosen for i in range(found.start, found.end)}
    surnames = {
        plain(doc[i].text)
        for found in chosen
        if found.type == "Person"
        for i in {found.start, found.end - 1}
        if len(doc[i].text) > 1
    }
    for token in doc:
        if token.i not in taken and token.text[:1].isupper() and plain(token.text) in surnames:
            yield Found(token.i, token.i + 1, "Person")
