"""Whether a number tells a rise or a fall: by its sign, a word beside it, the word of change it hangs on, a range."""

from __future__ import annotations

from pipeline.annotate.clauses import MAX_DEPTH, preposition_of
from pipeline.annotate.parse import Doc, Token
from pipeline.annotate.ud import preposition_lemma
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon
from pipeline.model import Direction

REACH = 3
IN_BRACKETS = ("(", "[")
TO_LEVEL = 5
"""Within how many tokens after a change the level stands that it comes to."""
JOINING = ("CCONJ", "PRON", "AUX", "VERB")
AGAINST = frozenset({"contro", "verso", "su", "rispetto"})
"""What a currency or a price is compared with: "il dollaro si è rafforzato contro lo yen dell'1,1%"."""


def direction_of(
    quantity: Quantity,
    doc: Doc,
    following: Quantity | None,
    lexicon: Lexicon,
    change: tuple[Quantity, Direction | None] | None = None,
) -> Direction | None:
    """Return + or - for a rise or fall; the first number of "da 3 a 4" is where it came from and has none.

    `change` is the number before it with its direction: "in calo dello 0,8%, a 33.912 punti".
    """
    if quantity.is_origin or _is_origin(quantity, doc, lexicon):
        return None
    if quantity.sign:
        return "+" if quantity.sign > 0 else "-"
    if is_base(quantity, doc, lexicon):
        return None
    found = _beside(quantity, doc, lexicon) or _governing(quantity, doc, lexicon)
    if found is None and quantity.since is not None and quantity.since != quantity.value:
        return "+" if quantity.value > quantity.since else "-"
    if found is None and change is not None and _is_level_after(quantity, change[0], doc, lexicon):
        return change[1]
    if found is None and following is not None and following.sign and _is_in_brackets_after(quantity, following, doc):
        return "+" if following.sign > 0 else "-"
    return found


def _is_origin(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> bool:
    """ "è sceso a 980 mila da 1,12 milioni", "giù da 7,1": with a word of change, "da" tells where it came from."""
    i = quantity.start - 1
    if i > 0 and preposition_lemma(doc[i].text) == "da" and _adverb(doc[i - 1], lexicon):
        return True
    top = top_of(quantity, doc)
    from_here = any(c.dep_ == "case" and preposition_lemma(c.text) == "da" for c in top.lefts)
    return from_here and top.head.pos_ != "NOUN"


def is_base(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> bool:
    """ "rispetto ai 347 milioni", "contro i 71 del 2023": what is compared with neither rises nor falls."""
    before = [t.form for t in doc[max(0, quantity.start - 2) : quantity.start]]
    return any(form in lexicon.measures["base"] and preposition_lemma(form) != "su" for form in before)


def _is_level_after(quantity: Quantity, change: Quantity, doc: Doc, lexicon: Lexicon) -> bool:
    """ "-1,6% a 9,84 euro", "cala di 0,3 punti, al 5,9%", "crolla del 43% e si ferma a 98 mila": the level reached."""
    between = [t for t in doc[change.end : quantity.start] if t.form not in lexicon.measures["elliptic"]]
    if change.kind not in ("percent", "points") or not 0 < len(between) <= TO_LEVEL:
        return False
    reached = any(t.pos_ == "VERB" and t.lemma_.lower() in lexicon.measures["level_verb"] for t in between)
    to = next((t for t in reversed(between) if t.pos_ != "DET"), None)
    if to is None or not (to.pos_ == "ADP" and preposition_lemma(to.text) == "a"):
        return False
    return all(t.pos_ in ("ADP", "DET") or t.text == "," or (reached and t.pos_ in JOINING) for t in between)


def _is_in_brackets_after(quantity: Quantity, following: Quantity, doc: Doc) -> bool:
    """ "a 171 punti base (+14)"."""
    return following.start == quantity.end + 1 and doc[quantity.end].text in IN_BRACKETS


def _beside(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> Direction | None:
    """ "il 9,6% in più", "in calo dell'1,2%", "giù a 980.000"."""
    if quantity.end < len(doc) and doc[quantity.end].form in lexicon.measures["level"]:
        return "-" if lexicon.measures["level"][doc[quantity.end].form] == "-" else "+"
    begin = quantity.number.end if quantity.number else quantity.end
    for i in range(begin, min(len(doc) - 1, quantity.end + REACH)):
        ends = (doc[i].is_punct and doc[i].text != "%") or doc[i].pos_ in ("VERB", "AUX", "NUM")
        if ends and i >= quantity.end:
            break
        found = lexicon.changes.get(f"{doc[i].form} {doc[i + 1].form}") or _adverb(doc[i], lexicon)
        if found:
            return found
    end = quantity.end
    if end + 2 < len(doc) and doc[end].text == "," and preposition_lemma(doc[end + 2].text) == "da":
        found = _adverb(doc[end + 1], lexicon)  # "a 1,54 milioni, giù da 1,7"
        if found:
            return found
    last = quantity.start - 1
    if last > 2 and doc[last - 1].form in lexicon.words["on_the_whole"] and doc[last - 2].form == "in":
        last -= 2  # "in aumento in media dell'1,4%"
    for i in range(last, max(-1, last - REACH), -1):
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "AUX", "NUM"):
            break
        found = lexicon.changes.get(f"{doc[i - 1].form} {doc[i].form}") if i else None
        found = found or _adverb(doc[i], lexicon)
        if found:
            return found
    return None


def _adverb(token: Token, lexicon: Lexicon) -> Direction | None:
    """ "giù" and "su" by themselves: as prepositions they are none, unless another one follows, "su del 12%"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    doubled = after is not None and token.pos_ == "ADP" == after.pos_ and preposition_lemma(after.text) in ("di", "a")
    return lexicon.changes.get(token.form) if token.pos_ == "ADV" or doubled else None


def _change(token: Token, lexicon: Lexicon) -> Direction | None:
    """Return the direction of a word of change; a participle also by its form, for its lemma may be any."""
    found = lexicon.changes.get(token.lemma_.lower())
    if found is None and token.pos_ == "VERB":
        lemma = token.lemma_.lower()
        phrases = (f"{lemma} {c.left_edge.form} {c.form}" for c in token.children if c.dep_ == "obl")
        found = next((lexicon.changes[p] for p in phrases if p in lexicon.changes), None)  # "lascia sul terreno"
    if found is None and token.pos_ in ("ADJ", "VERB"):
        return lexicon.changes.get(f"{token.form[:-1]}o")
    return found


def _governing(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> Direction | None:
    """Return the direction of the nearest noun or verb of change above; a verb of another kind ends the search.

    "Con l'inflazione al 5% il governo taglia": a number of a noun that the verb of change does not change has none.
    """
    current, measured = top_of(quantity, doc), None
    if any(c.dep_ == "cop" for c in current.children):
        subject = next((c for c in current.children if c.dep_ == "nsubj"), None)
        return (
            _change(subject, lexicon) if subject is not None else None
        )  # "l'aumento è del 5%", "che era di 74 milioni"
    if current.dep_ == "nsubj" and any(c.dep_ == "obj" for c in current.head.children):
        return None  # "hanno perso la vita 712 persone"
    beside = noun_beside(quantity, doc, lexicon)
    if beside is not None and beside.dep_ == "obl":
        changes = preposition_lemma(doc[quantity.start - 1].text) == "di" and preposition_of(beside) in ("con", "in")
        return _change(beside, lexicon) if changes else None  # "con una crescita del 10%", not "con l'inflazione al 5%"
    if quantity.noun is not None and quantity.start <= quantity.noun.i < quantity.end:
        current = quantity.noun
    for _ in range(MAX_DEPTH):
        if current.i not in range(quantity.start, quantity.end):
            found = _change(current, lexicon)
            verbal = current.pos_ in ("VERB", "AUX") or is_predicate(current)
            if found and (not verbal or measured is None or measured.dep_ in ("obj", "nsubj", "nsubj:pass")):
                return found
            if current.pos_ in ("VERB", "AUX"):
                return None
            if current.pos_ in ("NOUN", "PROPN") and current.lemma_.lower() not in lexicon.measures["empty"]:
                measured = current
                if quantity.noun is not None and current != quantity.noun:
                    return None
        if current.head == current:
            return None
        current = current.head
    return None


def top_of(quantity: Quantity, doc: Doc) -> Token:
    """Return the token of the quantity that hangs on something outside it."""
    inside = range(quantity.start, quantity.end)
    current = doc[quantity.end - 1]
    for _ in range(MAX_DEPTH):
        if current.head == current or current.head.i not in inside:
            break
        current = current.head
    return current


def is_predicate(token: Token) -> bool:
    """Say whether a token is a verb, or something said of a subject: "l'inflazione è al 7,8%"."""
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ in ("cop", "nsubj", "nsubj:pass") for c in token.children)


def noun_beside(quantity: Quantity, doc: Doc, lexicon: Lexicon) -> Token | None:
    """ "con l'inflazione al 5%", "il tasso del 3%": the measured noun right before the number's preposition."""
    i = quantity.start - 1
    if i < 1 or doc[i].pos_ != "ADP" or preposition_lemma(doc[i].text) not in ("a", "di", "da", "per"):
        return None
    i -= 1
    while i > 0 and doc[i].pos_ == "ADJ":
        i -= 1
    noun = doc[i]
    while noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.lemma_.lower() in lexicon.indicators:
        noun = noun.head
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in lexicon.indicators:
        return None
    compared = preposition_lemma(doc[quantity.start - 1].text) == "di" and preposition_of(noun) in AGAINST
    return None if compared and noun.dep_ == "obl" else noun
