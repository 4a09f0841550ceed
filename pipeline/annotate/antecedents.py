"""Whom an epithet stands for that its name does not repeat: "il gruppo", "i tedeschi", "la numero uno della banca"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.annotate.discourse import Discourse
from pipeline.annotate.nominals import is_definite
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Chain
from pipeline.annotate.ud import SUBJECTS, feature
from pipeline.lexicon import Lexicon
from pipeline.lexicon.entries import FIRMS, Office
from pipeline.typography import folded

LOOSELY = FIRMS | {"armed_group", "party", "institution"}
"""What "il gruppo", "il movimento", "l'organizzazione" may be said of."""
SORTS = frozenset({"company", "bank", "party", "union", "media"})
REACH = 4
"""How many of the bodies last spoken of "i tedeschi" may mean."""
COMPLEMENTS = frozenset({"nmod", "acl:relcl", "acl", "det:poss", "flat", "flat:name", "appos"})
DETACHABLE = frozenset({"acl:relcl", "acl"})
OF_A_TITLE = frozenset({"state", "government", "parliament", "party", "company", "local", "international", "other"})
SPHERES = ("church", "company", "justice", "military", "parliament")
"""Scopes of offices for which there are words that fit whoever holds one: lists "epithet_church" and so on."""
RANKS = frozenset({"church", "military", "science"})
"""Scopes of titles that go with an office: a cardinal may be secretary of state."""
SOURCES = frozenset({"secondo", "per"})


def body_meant(
    noun: Token, discourse: Discourse, lexicon: Lexicon, country: str | None, barred: Iterable[int]
) -> tuple[int, ...]:
    """ "Il gruppo", "l'azienda", "il colosso sudcoreano": the body of the sort that is spoken of most."""
    form = noun.form
    if form not in lexicon.words["body"] or not is_definite(noun) or _is_plural(noun):
        return ()
    if any(c.dep_ in COMPLEMENTS and not _is_apart(c) for c in noun.children):
        return ()
    told = [
        index
        for index in discourse.bodies
        if form in discourse.chains[index].called
        and index not in barred
        and (country is None or discourse.chains[index].country in (None, country))
    ]
    if told and not any(c.dep_ == "amod" and c.form not in lexicon.demonyms for c in noun.children):
        return (told[-1],)
    of_bank = form in lexicon.words["epithet_bank"]
    sort = "bank" if of_bank else lexicon.organisation_words.get(form)
    if sort not in SORTS and form not in lexicon.words["loose_body"]:
        return ()
    described = any(c.dep_ == "amod" and c.form not in lexicon.demonyms for c in noun.children)
    excluded = set(barred)
    fitting = [
        index
        for index in discourse.bodies
        if index not in excluded
        and _is_of_sort(discourse.chains[index], form, sort, lexicon)
        and (country is None or discourse.chains[index].country in (None, country))
    ]
    sure = [i for i in fitting if country is not None and discourse.chains[i].country == country]
    focused = [i for i in fitting if discourse.focus == (i,)]
    if described:  # "il gruppo petrolifero", "il movimento islamista", but "la banca centrale" is nobody's epithet
        return tuple(focused) if form in lexicon.words["loose_body"] else ()
    if sure or focused:
        return tuple((sure or focused)[-1:])
    known = [i for i in fitting if kind_of_body(discourse.chains[i], lexicon) is not None]
    return (max(known or fitting, key=_how_much_spoken_of(discourse)),) if fitting else ()


def _how_much_spoken_of(discourse: Discourse) -> Callable[[int], tuple[int, int]]:
    def rank(index: int) -> tuple[int, int]:
        return discourse.times[index], discourse.bodies.index(index)

    return rank


def _is_apart(child: Token) -> bool:
    """ "la società, controllata da Alfa," is the one known already; "la società controllata da Alfa" need not be."""
    first = child.left_edge
    return child.dep_ in DETACHABLE and first.i > child.head.i and "," in (first.text, first.nbor(-1).text)


def _is_plural(noun: Token) -> bool:
    """ "Le società" is plural by its article."""
    return any(feature(t, "Number") == "Plur" for t in (noun, *noun.children)) or any(
        c.dep_ == "nummod" for c in noun.children
    )


def _is_of_sort(chain: Chain, form: str, sort: str | None, lexicon: Lexicon) -> bool:
    kind = kind_of_body(chain, lexicon)
    if form in lexicon.words["epithet_bank"]:
        return kind in (None, "bank")
    if form in lexicon.words["loose_body"]:
        return kind is None or kind in LOOSELY
    if sort in FIRMS:
        return kind is None or kind in FIRMS
    return kind == sort


def kind_of_body(chain: Chain, lexicon: Lexicon) -> str | None:
    """Return what a body is, as the gazetteer or a word of its name says: company, union, media …"""
    entry = lexicon.names.get(chain.name)
    if entry is not None:
        return entry.kind
    words = chain.name.replace("-", " ").split()
    hints = [lexicon.organisation_words[folded(w)] for w in words if folded(w) in lexicon.organisation_words]
    known = [lexicon.names[w].kind for w in words if w in lexicon.names] if len(words) > 1 else []
    told = [lexicon.organisation_words[word] for word in sorted(chain.called) if word in lexicon.organisation_words]
    return next(iter([*hints, *(k for k in known if k == "union"), *told]), None)


def firm_of_nation(noun: Token, discourse: Discourse, lexicon: Lexicon) -> tuple[int, ...]:
    """ "I tedeschi", of a firm that was called German, where Germany itself was not spoken of."""
    target = lexicon.demonyms.get(noun.form)
    if target is None or not target.country or feature(noun, "Number") != "Plur" or not is_definite(noun):
        return ()
    if any(c.dep_ in ("nmod", "amod", "acl:relcl", "nummod", "appos") for c in noun.children):
        return ()
    chains = discourse.chains
    if any(chains[index].country == target.country for index in discourse.countries):
        return ()
    firms = [
        index
        for index in discourse.bodies[-REACH:]
        if chains[index].country == target.country and _does_business(chains[index], lexicon)
    ]
    return (firms[-1],) if len(firms) == 1 else ()


def _does_business(chain: Chain, lexicon: Lexicon) -> bool:
    """A fund buys firms, but is not what "l'azienda" means."""
    return kind_of_body(chain, lexicon) in (None, *FIRMS) or bool(chain.called & lexicon.words["investor"])


def native_meant(noun: Token, discourse: Discourse, lexicon: Lexicon) -> tuple[int, ...]:
    """ "Il mantra dell'ungherese", "ha risposto la francese": the person of that country last spoken of."""
    target = lexicon.demonyms.get(noun.form)
    if target is None or target.type != "Country" or noun.dep_ in ("amod", "conj", "compound") or _is_plural(noun):
        return ()
    if any(c.dep_ not in ("det", "case", "punct") for c in noun.children):
        return ()
    gender = feature(noun, "Gender") or next((feature(c, "Gender") for c in noun.children if c.dep_ == "det"), "")
    people = [
        index
        for index in discourse.people
        if discourse.chains[index].country == target.country and discourse.fits(index, gender)
    ]
    return (people[-1],) if people else ()


def of_sphere(noun: Token, discourse: Discourse, lexicon: Lexicon, country: str | None, gender: str) -> tuple[int, ...]:
    """ "La deputata", of a whip; "il manager", of a chief executive; "il porporato": who is of that sphere of life."""
    spheres = _spheres(noun, lexicon)
    partisan = spheres == {"parliament"}  # "la parlamentare di Forza Italia"
    if not spheres or any(c.dep_ in COMPLEMENTS and not (partisan and c.dep_ == "nmod") for c in noun.children):
        return ()
    people = [
        index
        for index in discourse.people
        if _scopes(discourse.chains[index], lexicon) & spheres
        and discourse.fits(index, gender)
        and (country is None or discourse.chains[index].country in (None, country))
    ]
    return (people[-1],) if people else ()


def may_be_of_sphere(noun: Token, chain: Chain, lexicon: Lexicon) -> bool:
    """Say whether nothing is known of a person that a word speaks against: no minister is "il manager"."""
    spheres, scopes = _spheres(noun, lexicon), _scopes(chain, lexicon)
    return not spheres or not scopes or bool(scopes & spheres)


def _spheres(noun: Token, lexicon: Lexicon) -> frozenset[str]:
    form = noun.form
    return frozenset(sphere for sphere in SPHERES if form in lexicon.words[f"epithet_{sphere}"])


def _scopes(chain: Chain, lexicon: Lexicon) -> frozenset[str]:
    offices = (lexicon.offices.get(tuple(folded(lemma).split())) for lemma, _ in chain.offices)
    found = frozenset(office.scope for office in offices if office is not None and office.scope != "other")
    return found | {"company"} if heads_a_bank(chain, lexicon) else found


def heads_a_bank(chain: Chain, lexicon: Lexicon) -> bool:
    """ "La presidente della Banca centrale … la banchiera": what is said of business is said of banks, too."""
    return any(owner & lexicon.words["bank"] for owner in chain.owners)


def newly_titled(
    noun: Token,
    office: Office | None,
    discourse: Discourse,
    lexicon: Lexicon,
    country: str | None,
    gender: str,
    here: Sequence[int],
) -> tuple[int, ...]:
    """ "Neri non arretra. Il numero uno di Alfabanca ha detto …": a title tells more of whom the passage is about.

    Only of somebody of whom no office is known yet, where nobody else has been named since (`here`: the persons named
    so far in the sentence), and only by a title that says of what it is.
    """
    if office is None or office.number != "sg" or office.scope not in OF_A_TITLE or not _acts(noun):
        return ()
    owned = any(c.dep_ in ("nmod", "amod") and _is_owner(c, discourse, lexicon) for c in noun.children)
    if not owned and not _is_former(noun, lexicon):
        return ()
    if folded(office.lemma) in lexicon.words["subordinate"] and office.scope not in ("parliament", "company"):
        return ()
    told = any(c.dep_ == "nmod" for c in noun.children) or (noun.head.lemma_.lower(), "VERB") in lexicon.cues
    focus = discourse.focus
    if len(focus) == 1 and not here and focus[0] in discourse.people:
        since = discourse.people[discourse.people.index(focus[0]) + 1 :]
        chain = discourse.chains[focus[0]]
        fitting = _may_be_titled(focus[0], discourse, lexicon, gender, country) and (told or chain.country == country)
        if fitting and all(discourse.chains[index].offices for index in since):
            return focus
    # "Il presidente Bianchi ha ricevuto Neri. Il premier svedese ha detto": the one of whom no office is known
    known = [index for index in discourse.people[-REACH:] if not here or index not in here]
    alone = [index for index in known if _may_be_titled(index, discourse, lexicon, gender, country)]
    others = [index for index in known if index not in alone]
    sure = told and country is not None and all(discourse.chains[index].country != country for index in others)
    return (alone[0],) if sure and len(alone) == 1 else ()


def _may_be_titled(index: int, discourse: Discourse, lexicon: Lexicon, gender: str, country: str | None) -> bool:
    """Say whether nothing but a rank is known of a person that a title could be told of."""
    chain = discourse.chains[index]
    offices = (lexicon.offices.get(tuple(folded(lemma).split())) for lemma, _ in chain.offices)
    ranked = all(office is not None and office.scope in RANKS for office in offices)
    fits = discourse.fits(index, gender) and (country is None or chain.country in (None, country))
    return chain.type == "Person" and not chain.wikidata and ranked and fits


def _is_former(noun: Token, lexicon: Lexicon) -> bool:
    """ "L'ex cancelliera ha detto": what somebody was is told of whom the passage is about."""
    before = noun.doc[noun.i - 1 : noun.i] if noun.i > noun.sent.start else ()
    return any(token.form in lexicon.words["former"] for token in (*before, *noun.children))


def _acts(noun: Token) -> bool:
    if any(c.dep_ == "cop" for c in noun.children):
        return False
    cases = {c.form for c in noun.children if c.dep_ == "case"}
    return noun.dep_ in SUBJECTS or noun.dep_ == "obl:agent" or bool(cases & SOURCES)


def _is_owner(child: Token, discourse: Discourse, lexicon: Lexicon) -> bool:
    """Say whether a complement of an office names what it is of: "di Alfabanca", "americana"."""
    return child.text[:1].isupper() or child.form in lexicon.demonyms or child.dep_ == "nmod"
