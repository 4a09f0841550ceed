"""What a number measures: the counted noun, the noun that it hangs on, what rises or falls, or the clause's deed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotate.clauses import MAX_DEPTH, preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.contenders import contender, group_at, is_of_votes
from pipeline.extract.counting import COUNTED, is_known_count, is_told_of
from pipeline.extract.directions import is_base, is_predicate, noun_beside, top_of
from pipeline.extract.figure_scenes import Measured, Scene
from pipeline.extract.indicator_phrases import bare_phrase, deed_phrase, is_temporal, with_preposition
from pipeline.extract.left_out_units import is_more_or_less
from pipeline.extract.measured_beside import (
    announced,
    before_bracket,
    counted_with,
    is_aside,
    is_part_of_those,
    share_price,
    value_word,
)
from pipeline.extract.measured_of_clause import (
    is_in_change,
    is_somebody,
    kind_of,
    of_clause,
    says_nothing,
    subject_noun,
)
from pipeline.extract.numbers import is_magnitude
from pipeline.extract.parties import PartyFinder
from pipeline.extract.party_measures import party_indicator, party_measure
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon
from pipeline.model import Mention
from pipeline.typography import folded

STUFF_REACH = 3
"""Within how many tokens after a number what it is an amount of, or for, begins."""
PURPOSE = ("per", "in", "a", "contro")


def find_measured(quantity: Quantity, scene: Scene) -> Measured:
    """Return what the quantity measures, with the stuff or purpose where the number itself names it."""
    measured = _find(quantity, scene)
    if quantity.kind not in ("quantity", "currency"):
        return measured
    stuff = _stuff(quantity, scene)
    if stuff and measured.indicator and folded(stuff) not in folded(measured.indicator):
        return replace(measured, indicator=f"{measured.indicator} di {stuff}")
    if measured.indicator:
        return measured
    if stuff:
        return replace(measured, indicator=stuff)
    purpose = _purpose(quantity, measured.verb, scene) if quantity.kind == "currency" else None
    if purpose is None:
        return measured
    money = scene.finder.lexicon.measures["sum"]["currency"]
    return replace(measured, indicator=f"{money} {with_preposition(purpose, scene.finder)}")


def _stuff(quantity: Quantity, scene: Scene) -> str:
    """ "38 tonnellate di aiuti sanitari", "60 milioni di sconto", "metri cubi di gas": what there is so much of."""
    doc, lexicon = scene.sent.doc, scene.finder.lexicon
    last = doc[quantity.end - 1]
    within = last.dep_ == "nmod" and preposition_of(last) == "di" and last.i > quantity.start
    if within and quantity.unit and last.form not in folded(quantity.unit) and quantity.kind == "quantity":
        return last.text
    follows = quantity.end < len(doc) and preposition_lemma(doc[quantity.end].text) == "di"
    complement = _of(top_of(quantity, doc), quantity, lexicon) if follows else None
    if complement is None or scene.is_number(complement) or complement.i > quantity.end + STUFF_REACH:
        return ""
    return bare_phrase(complement, scene) if complement.i not in scene.finder.reading.names else ""


def _purpose(quantity: Quantity, verb: Token | None, scene: Scene) -> Token | None:
    """ "14 milioni per i trasferimenti", "2 miliardi in armi": what a sum is for stands next after it."""
    inside = range(quantity.start, quantity.end)
    heads = [*scene.sent.doc[quantity.start : quantity.end], *([verb] if verb is not None else [])]
    found = [
        child
        for head in heads
        for child in head.children
        if child.i not in inside
        and child.dep_ in ("nmod", "obl")
        and preposition_of(child) in PURPOSE
        and quantity.end <= child.left_edge.i <= quantity.end + STUFF_REACH
        and child.pos_ in ("NOUN", "PROPN")
        and not is_temporal(child, scene.finder.lexicon)
        and not scene.is_number(child)
    ]
    return min(found, key=lambda t: t.i) if found else None


def _find(quantity: Quantity, scene: Scene) -> Measured:
    finder, before = scene.finder, scene.before
    doc, lexicon = scene.sent.doc, finder.lexicon
    top = top_of(quantity, doc)
    verb = _predicate(top)
    if quantity.kind == "votes":
        side = quantity.noun if quantity.noun is not None else doc[quantity.end - 1]
        named = lexicon.measures["vote"].get(side.form)
        return Measured(named or (before.indicator if before is not None else quantity.unit or ""), None, verb)
    if quantity.noun is not None:
        grown = _grown(top, verb, lexicon)
        if grown is not None:
            return Measured(bare_phrase(grown, scene), grown, verb)
        if quantity.noun.lemma_.lower() not in lexicon.measures["empty"]:
            return Measured(counted_with(quantity, top, scene), quantity.noun, verb)
    owners = _owner_in_front(quantity, finder)
    more = is_more_or_less(doc[quantity.end : quantity.end + 2])
    bracketed = before_bracket(quantity, scene)
    if bracketed is not None:
        return Measured(bare_phrase(bracketed, scene), bracketed, verb)
    if scene.earlier and before is not None and is_part_of_those(quantity, doc):
        return replace(before, verb=verb)
    if scene.earlier and before is not None and (is_aside(quantity, doc) or quantity.sign or more) and not owners:
        return before
    moved = share_price(quantity, owners, scene)
    if moved is not None:
        return replace(moved, verb=verb)
    beside = _of_part(quantity, None, owners, scene) if owners and is_aside(quantity, doc) else None
    if beside is not None:
        return replace(beside, verb=verb)
    above = _noun_above(quantity, top, scene)
    complement = _of(top, quantity, lexicon)
    if isinstance(above, Measured):
        whole = complement is not None and not is_base(quantity, doc, lexicon)
        share = lexicon.measures["share"].get(quantity.unit or "") if whole else None
        part = f" ({share} {with_preposition(complement, finder)})" if share and complement is not None else ""
        return Measured(f"{above.indicator}{part}", above.noun, verb, () if complement is not None else above.about)
    rate = _rate_of_base(verb, complement, lexicon) if above is None and verb is not None else None
    if rate is not None and complement is not None and quantity.kind == "percent":
        part = f"{lexicon.measures['share'][quantity.unit or '']} {with_preposition(complement, finder)}"
        return Measured(f"{bare_phrase(rate, scene)} ({part})", rate, verb)
    own = _of_part(quantity, complement, owners, scene) if above is None else None
    if own is not None:
        return replace(own, verb=verb)
    noun = above
    if noun is None and verb is not None:
        noun, deed = of_clause(quantity, verb, scene)
        if noun is None and quantity.borrowed and scene.earlier and before is not None:
            return before
        party = (
            party_indicator(verb, quantity, finder, before.indicator if before is not None else "")
            if noun is None
            else ""
        )
        if noun is not None and deed:
            return Measured(f"{deed} di {bare_phrase(noun, scene)}", noun, verb)
        if party or deed:
            return Measured(party or deed_phrase(deed, quantity, verb, complement, scene), noun, verb)
    if noun is not None and noun.pos_ == "PRON":
        if before is not None:
            named = bare_phrase(before.noun, scene) if before.noun is not None else before.indicator
            return Measured(f"{named} {bare_phrase(noun, scene)}", before.noun, verb, before.about)
        noun = None
    if noun is None:
        noun = announced(scene)
    value = value_word(quantity, top, scene) if noun is None else None
    if value is not None:
        money = f" di {lexicon.measures['sum']['currency']}" if quantity.kind == "currency" else ""
        return Measured(f"{value.text}{money}", value, verb)
    if noun is None:
        noun = _nearest_indicator(quantity, scene)
    if noun is not None:
        return Measured(bare_phrase(noun, scene), noun, verb)
    sharer = contender(quantity, finder) if quantity.kind == "percent" else None
    if sharer is not None and sharer.type == "Person" and is_of_votes(quantity.start, finder):
        told = party_measure(sharer, scene.sent, finder, before.indicator if before is not None else "")
        return Measured(told, None, verb)
    if before is None or (quantity.kind == "currency" and _is_counting(before, lexicon)):
        return Measured("", None, verb)
    elected = before.noun is not None and before.noun.form in lexicon.words["elected_number"]
    if elected and quantity.kind == "percent":
        return Measured(
            lexicon.measures["type"]["Person"], None, verb, before.about
        )  # so many seats, such a share of votes
    return Measured(before.indicator, before.noun, verb, before.about)


def _rate_of_base(verb: Token, complement: Token | None, lexicon: Lexicon) -> Token | None:
    """ "Il deficit ha raggiunto il 5,9% del Pil": the deficit is measured, by the product."""
    subject = subject_noun(verb, lexicon) if complement is not None else None
    if subject is None or complement is None:
        return None
    kinds = [kind_of(noun, lexicon) for noun in (subject, complement)]
    return subject if all(kind and kind not in COUNTED for kind in kinds) else None


def _grown(top: Token, verb: Token | None, lexicon: Lexicon) -> Token | None:
    """ "la popolazione è diminuita di 1,4 milioni di persone": what has changed by the number counted."""
    if verb is None or top.head != verb or top.dep_ != "obl" or verb.lemma_.lower() not in lexicon.changes:
        return None
    subject = subject_noun(verb, lexicon)
    return subject if subject is not None and subject.lemma_.lower() in lexicon.indicators else None


def _of_part(
    quantity: Quantity, complement: Token | None, owners: tuple[Mention, ...], scene: Scene
) -> Measured | None:
    """Return what a share is a share of: "il 7% dei votanti", "il 22% di Enel", "Snam (60%)"; None for no share."""
    share = scene.finder.lexicon.measures["share"].get(quantity.unit or "")
    if share is None:
        return None
    if complement is not None and scene.earlier and scene.before is not None and _is_person(complement, scene):
        return replace(scene.before, about=scene.finder.at(complement))
    if complement is not None and complement.lemma_.lower() in scene.finder.lexicon.indicators:
        verb = _predicate(complement)
        subject = subject_noun(verb, scene.finder.lexicon) if verb is not None else None
        kind = kind_of(subject, scene.finder.lexicon) if subject is not None else ""
        lemma = verb.lemma_.lower() if verb is not None else ""
        is_share = verb is not None and (lemma in scene.finder.lexicon.words["share_verb"] or is_told_of(verb))
        if subject is not None and ((kind and kind not in COUNTED) or (is_share and subject.i < quantity.start)):
            part = with_preposition(complement, scene.finder)
            return Measured(f"{bare_phrase(subject, scene)} ({share} {part})", subject)  # "il debito è il 137% del Pil"
    if complement is not None and complement.lemma_.lower() in scene.finder.lexicon.measures["empty"]:
        return None  # "gli stranieri sono il 9% del totale"
    group = group_at(complement, scene.finder) if complement is not None else None
    if group is not None and scene.earlier and scene.before is not None:
        return replace(scene.before, about=(group,))
    if complement is not None and complement.pos_ == "NOUN":
        return Measured(bare_phrase(complement, scene), complement)
    if complement is not None and not quantity.borrowed:
        return Measured(f"{share} {with_preposition(complement, scene.finder)}")
    if owners and owners[0].type != "Country" and not quantity.sign:
        last = scene.before.indicator if scene.before is not None else ""
        told = party_measure(owners[0], scene.sent, scene.finder, last)
        return Measured(told if told != scene.finder.lexicon.measures["type"]["Organization"] else share)
    return None


def _is_person(noun: Token, scene: Scene) -> bool:
    """ "contro il 43,1% dello sfidante": whose share it is, not what it is a share of."""
    known = scene.finder.lexicon.person_nouns.get(noun.form)
    named = scene.finder.reading.names.get(noun.i)
    if named is not None:
        return scene.finder.reading.chains[named.chain].type == "Person"
    return known is not None and known.kind == "person" and known.number == "sg"


def _is_agent(noun: Token, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "commesse a imprese italiane per 900 milioni", "il primo partito con il 28%": who has a sum or a share."""
    if quantity.kind == "currency":
        return lexicon.indicators.get(noun.lemma_.lower()) in COUNTED
    return quantity.kind == "percent" and noun.form in lexicon.organisation_words


def _after_comma(token: Token) -> bool:
    """Say whether a phrase stands after a comma or bracket: ", in calo"."""
    return token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text in (",", "(", "–", "-")


def _predicate(top: Token) -> Token | None:
    """Return the verb or predicate that the quantity belongs to."""
    current = top
    for _ in range(MAX_DEPTH * 2):
        if is_predicate(current):
            return current
        if current.head == current:
            return None
        current = current.head
    return None


def _is_counting(measured: Measured, lexicon: Lexicon) -> bool:
    """Say whether what was measured before was counted: no sum of money is of that."""
    return measured.noun is not None and is_known_count(measured.noun, lexicon)


def _owner_in_front(quantity: Quantity, finder: PartyFinder) -> tuple[Mention, ...]:
    """ "Petromarina (60%)": the party right before the number, by a bracket or a bare "al"."""
    doc = finder.reading.doc
    i = quantity.start - 1
    if i > 1 and doc[i].pos_ == "DET" and doc[i - 1].form == "con":
        i -= 1
    if i > 0 and (doc[i].text == "(" or preposition_in(doc[i])):
        i -= 1
    name = finder.reading.names.get(i)
    if name is None or i == quantity.start - 1:
        return ()
    return finder.at(doc[name.start])


def preposition_in(token: Token) -> bool:
    """Say whether the token is "a" or "con", with or without its article: "al 5,38%"."""
    return token.pos_ == "ADP" and token.form in ("a", "al", "all'", "allo", "con")


def _noun_above(quantity: Quantity, top: Token, scene: Scene) -> Token | Measured | None:
    """Return the noun that the number hangs on; of "un aumento del 5% dei prezzi" and "un valore di" the next one.

    Where it hangs on another number ("sceso dell'1%, a 212 milioni") it is what that one measures.
    """
    lexicon = scene.finder.lexicon
    beside = noun_beside(quantity, top.doc, lexicon)
    if beside is not None and not says_nothing(beside, lexicon):
        return beside
    current, left = top, None
    for _ in range(MAX_DEPTH):
        if is_predicate(current) or current.head == current:
            break
        current = current.head
        if current.i in scene.earlier and scene.is_number(current):
            return scene.earlier[current.i]
        named = current.i in scene.finder.reading.names and current.lemma_.lower() not in lexicon.indicators
        if named or is_temporal(current, lexicon):
            break
        if scene.is_number(current) or is_magnitude(current, lexicon):
            continue
        noun = current.pos_ == "NOUN" or current.lemma_.lower() in lexicon.indicators  # "Pil" may be a proper noun
        if not noun or current.i in range(quantity.start, quantity.end):
            if current.pos_ in ("VERB", "AUX"):
                break
            continue
        sum_of = quantity.kind == "currency" and lexicon.indicators.get(current.lemma_.lower()) == "money"
        if sum_of and preposition_of(current) != "in" and current.lemma_.lower() not in lexicon.measures["empty"]:
            return current  # "una perdita di 340 milioni"
        if (
            not says_nothing(current, lexicon)
            and not is_somebody(current, lexicon)
            and not _is_agent(current, quantity, lexicon)
        ):
            of_value = left is not None and left.head == current and left.lemma_.lower() in lexicon.measures["empty"]
            within = current.dep_ == "nmod" and current.head.pos_ == "NOUN" and not scene.is_number(current.head)
            return current.head if of_value and within else current  # "un piano sull'idrogeno del valore di 2 milioni"
        left = current
        if scene.earlier and scene.before is not None and preposition_of(current) == "in" and _after_comma(current):
            return scene.before  # "un utile di 812 milioni, in calo del 7%"
        inner = _of(current, quantity, lexicon)
        if inner is not None and inner.pos_ == "NOUN":
            return inner
    if left is not None:
        outside = subject_of(current) if current.pos_ in ("VERB", "AUX") else None
        if outside is not None and outside.pos_ == "NOUN" and outside != left and not is_somebody(outside, lexicon):
            return outside
        if is_in_change(left, lexicon) or left.lemma_.lower() in lexicon.measures["empty"]:
            return None  # "vedono il Pil in progresso del 4%"
    return left


def _of(token: Token, quantity: Quantity, lexicon: Lexicon) -> Token | None:
    """Return what stands after "di" or "tra" below a word, no time: "il 7% dei votanti", "calo del 3% dei prezzi"."""
    inside = range(quantity.start, quantity.end)
    below = [c for t in token.doc[quantity.start : quantity.end] for c in t.children] if token.i in inside else []
    for child in [*below, *token.children]:
        if child.i in inside or child.dep_ not in ("nmod", "obl") or child.i < token.i:
            continue
        if preposition_of(child) == "di" and child.pos_ in ("NOUN", "PROPN") and not is_temporal(child, lexicon):
            return child
    return None


def _nearest_indicator(quantity: Quantity, scene: Scene) -> Token | None:
    lexicon, names = scene.finder.lexicon, scene.finder.reading.names
    candidates = [
        t
        for t in scene.sent
        if t.pos_ == "NOUN"
        and t.i not in names
        and not scene.is_number(t)
        and t.lemma_.lower() in lexicon.indicators
        and not says_nothing(t, lexicon)
        and not (quantity.kind == "currency" and lexicon.indicators[t.lemma_.lower()] in COUNTED)
    ]
    before = [t for t in candidates if t.i < quantity.start]
    after = [t for t in candidates if t.i >= quantity.end]
    return before[-1] if before else after[0] if after else None
