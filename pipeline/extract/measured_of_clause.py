"""What of a clause a number is said of: what rises or falls, what somebody does, never who does it."""

from __future__ import annotations

from pipeline.annotate.clauses import preposition_of, subject_of
from pipeline.annotate.parse import Token
from pipeline.annotate.ud import RELATIVE_CLAUSE, feature
from pipeline.extract.directions import top_of
from pipeline.extract.figure_scenes import Scene
from pipeline.extract.indicator_phrases import is_temporal
from pipeline.extract.quantity import Quantity
from pipeline.lexicon import Lexicon

LONGEST_INDICATOR = 3
"""Words of the longest indicator that is looked up by its first."""
DEED_OF = ("obj", "obl", "nsubj:pass", "nsubj", "xcomp")


def of_clause(quantity: Quantity, verb: Token, scene: Scene) -> tuple[Token | None, str]:
    """Return the clause's noun that the number is said of, and, where the verb tells it, the name of the deed."""
    lexicon, lemma = scene.finder.lexicon, verb.lemma_.lower()
    objects = [_meant(c, verb) for c in verb.children if c.dep_ == "obj" and not scene.is_number(c)]
    objects = [c for c in objects if c.pos_ == "NOUN" or c.lemma_.lower() in lexicon.indicators]
    objects = [c for c in objects if not is_temporal(c, lexicon) and (_of_what(c) or not says_nothing(c, lexicon))]
    if objects and (lemma in lexicon.changes or lexicon.indicators.get(objects[0].lemma_.lower()) == "rate"):
        return objects[0], ""
    subject = _measured_above(subject_noun(verb, lexicon), lexicon)
    if subject is not None and scene.is_number(subject):
        subject = None  # "servono 60 milioni": the number itself
    deed = lexicon.measures["verb"].get(lemma, "")
    kind = lexicon.indicators.get(subject.lemma_.lower()) if subject is not None else None
    acts = deed and kind == "many" and quantity.kind == "currency"  # "l'azienda ha investito 90 milioni"
    if subject is not None and subject.form in lexicon.words["traded"] and quantity.kind != "quantity":
        return subject, ""
    actor = subject is not None and _is_actor(subject, scene)
    top = top_of(quantity, verb.doc)
    yields = deed and top.head == verb and top.dep_ == "obj" and kind in ("many", "money")
    if subject is not None and (kind is not None or subject.pos_ == "PRON") and not acts and not actor:
        return subject, deed if yields and lemma in lexicon.words["yield_verb"] else ""
    if deed and (top.head == verb and top.dep_ in DEED_OF) and lemma not in lexicon.changes:
        return None, deed
    if objects and lexicon.indicators.get(objects[0].lemma_.lower()) is not None:
        return objects[0], ""
    if subject is not None and subject.pos_ == "NOUN" and not actor and not is_somebody(subject, lexicon):
        return subject, ""
    return (objects[0], "") if objects else (None, deed if not quantity.borrowed else "")


def _meant(thing: Token, verb: Token) -> Token:
    """ "il debito, che il bilancio indica in 97 milioni": a relative pronoun means the noun that its clause is of."""
    relative = thing.pos_ == "PRON" and verb.dep_ == RELATIVE_CLAUSE and feature(thing, "PronType") == "Rel"
    return verb.head if relative else thing


def subject_noun(verb: Token, lexicon: Lexicon) -> Token | None:
    """Return the subject, also the noun that a participle stands by: "l'inflazione, scesa al 4%"."""
    subject = subject_of(verb)
    if subject is None and verb.dep_ in ("acl", RELATIVE_CLAUSE) and verb.head.pos_ == "NOUN":
        return _beyond_value(verb.head, lexicon)
    if subject is not None and subject.pos_ == "PRON" and feature(subject, "PronType") not in ("Dem", ""):
        return None
    if subject is None or is_temporal(subject, lexicon):
        return None
    known = subject.lemma_.lower() in lexicon.indicators or subject.form in lexicon.words["traded"]
    return subject if subject.pos_ in ("NOUN", "PRON") or known else None


def _measured_above(subject: Token | None, lexicon: Lexicon) -> Token | None:
    """ "il debito del municipio, che era di 74 milioni": the relative clause is about what is measured."""
    if subject is None or subject.dep_ != "nmod" or subject.lemma_.lower() in lexicon.indicators:
        return subject
    return subject.head if kind_of(subject.head, lexicon) else subject


def _beyond_value(noun: Token, lexicon: Lexicon) -> Token:
    """ "L'abolizione della rata, per un valore stimato di 2 miliardi": what has the value."""
    if noun.lemma_.lower() not in lexicon.measures["empty"]:
        return noun
    above = noun.head if noun.head.pos_ == "NOUN" else subject_of(noun.head) if noun.head.pos_ == "VERB" else None
    return above if above is not None and above.pos_ == "NOUN" else noun


def _of_what(noun: Token) -> bool:
    """ "la quota delle rinnovabili": a word that says nothing, but says of what."""
    return any(
        c.dep_ == "nmod" and c.i > noun.i and preposition_of(c) == "di" and c.pos_ in ("NOUN", "ADJ")
        for c in noun.children
    )


def _is_actor(noun: Token, scene: Scene) -> bool:
    """ "la società realizza il 68%", "il vincitore ha sfiorato il 64%": a party does something, it is not measured."""
    finder = scene.finder
    if noun.form in finder.lexicon.organisation_words:
        return feature(noun, "Number") == "Sing"
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in finder.lexicon.indicators:
        return False
    return any(m.named and m.type in ("Person", "Organization") for m in finder.at(noun))


def is_somebody(noun: Token, lexicon: Lexicon) -> bool:
    """ "il ministro ha annunciato 600 milioni": who tells or gives a number is not what it measures."""
    form = noun.form
    return form in lexicon.person_nouns or (form,) in lexicon.offices


def is_in_change(noun: Token, lexicon: Lexicon) -> bool:
    """ "in calo", "in progresso": how something changes."""
    lemma = noun.lemma_.lower()
    return preposition_of(noun) == "in" and (lemma in lexicon.changes or f"in {lemma}" in lexicon.changes)


def says_nothing(noun: Token, lexicon: Lexicon) -> bool:
    """A word of change or of amount, after which comes what is measured: "un calo", "un valore"."""
    lemma = noun.lemma_.lower()
    if is_in_change(noun, lexicon) or noun.form in lexicon.words["told_before"]:
        return True
    return lemma in lexicon.measures["empty"] or (lemma in lexicon.changes and lexicon.indicators.get(lemma) != "rate")


def kind_of(noun: Token, lexicon: Lexicon) -> str:
    """Return what an indicator of one word or more is: "Pil", "prodotto interno lordo"; "" for none."""
    words = [t.form for t in noun.doc[noun.i + 1 : noun.i + LONGEST_INDICATOR]]
    forms = (" ".join([noun.lemma_.lower(), *words[:size]]) for size in range(len(words), -1, -1))
    return next((lexicon.indicators[form] for form in forms if form in lexicon.indicators), "")
