"""The frames of relations whose word stands in a text and that read nothing there: what each of them lacked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.annotate.clauses import is_passive
from pipeline.annotate.parse import Token
from pipeline.annotate.reading import Reading
from pipeline.annotate.ud import AUXILIARIES
from pipeline.explain.records import NearMiss
from pipeline.explain.trees import phrase_of
from pipeline.extract.parties import PartyFinder
from pipeline.extract.paths import exists, fill, walk
from pipeline.extract.polarity import polarity_of
from pipeline.lexicon import Lexicon
from pipeline.lexicon.frames import Frame, Path_, Step
from pipeline.model import Claim, Mention

FEW_LEMMAS = 4
NOTHING = "nothing at"


def near_frames(reading: Reading, lexicon: Lexicon, claims: Collection[Claim]) -> Iterator[NearMiss]:
    """Yield, for each word and relation that read nothing there, the frame that lacked least."""
    read = {(claim.anchor, claim.predicate) for claim in claims}
    finder = PartyFinder(reading, lexicon)
    for token in reading.doc:
        if token.dep_ in AUXILIARIES:
            continue  # "ha criticato" is no "avere"
        lemma = token.lemma_.lower()
        for relation in lexicon.relations:
            if (token.idx, relation.id) in read:
                continue
            frames = [frame for frame in relation.frames if lemma in frame.lemmas]
            misses = [_miss(token, frame, finder) for frame in frames]
            if misses:
                yield min(misses, key=_fewest)


def _fewest(miss: NearMiss) -> int:
    return miss.distance


def _miss(trigger: Token, frame: Frame, finder: PartyFinder) -> NearMiss:
    lacks: list[str] = []
    if trigger.pos_ not in frame.pos:
        lacks.append(f"it is read as {trigger.pos_}, and should be {' or '.join(sorted(frame.pos))}")
    # "dare" without "sostegno" is hardly near to support
    missing = [f"lacks {path_text(path)}" for path in frame.required if not exists(trigger, path)]
    lacks += missing
    lacks += [f"excluded by {path_text(path)}" for path in frame.excluded if exists(trigger, path)]
    slots = list(_slots(trigger, frame, finder))
    lacks += slots
    lacks += said_so(trigger, finder.lexicon)
    if not lacks and trigger.pos_ == "VERB":
        lacks.append(f"it is {'passive' if is_passive(trigger) else 'active'}, and should not be")
    # where nobody stands is further off than where somebody unknown does
    vacant = [slot for slot in slots if NOTHING in slot]
    distance = len(lacks) + len(missing) + len(vacant)
    return NearMiss("relation", frame.rule, trigger.text, trigger.idx, tuple(lacks), distance)


def said_so(trigger: Token, lexicon: Lexicon) -> Iterator[str]:
    """Yield why a clause claims nothing: it asks, or supposes."""
    polarity = polarity_of(trigger, lexicon)
    if polarity.asked:
        yield "it is asked, not said"
    if polarity.supposed:
        yield "it is a condition"


def _slots(trigger: Token, frame: Frame, finder: PartyFinder) -> Iterator[str]:
    if any(len(_parties(trigger, path, finder)) > 1 for path in frame.parties):
        return
    if frame.parties and not (frame.subject and frame.object):
        yield _empty("two parties", trigger, frame.parties)
        return
    subject = _first(trigger, frame.subject, finder, owner=False)
    object_ = _first(trigger, frame.object, finder, owner=frame.owner)
    if not subject:
        yield _empty("subject", trigger, frame.subject)
    if not object_:
        yield _empty("object", trigger, frame.object)
    if subject and {m.name for m in subject} == {m.name for m in object_}:
        yield f"subject and object are both {subject[0].name}"


def _parties(trigger: Token, path: Path_, finder: PartyFinder, *, owner: bool = False) -> tuple[Mention, ...]:
    filled = fill(trigger, path, finder, owner=owner)
    return filled.mentions if filled else ()


def _first(trigger: Token, paths: tuple[Path_, ...], finder: PartyFinder, *, owner: bool) -> tuple[Mention, ...]:
    return next((found for path in paths if (found := _parties(trigger, path, finder, owner=owner))), ())


def _empty(slot: str, trigger: Token, paths: tuple[Path_, ...]) -> str:
    """Say of a slot that holds no party whether nothing stands there, or something that is none."""
    standing = [token for path in paths for token in walk(trigger, path)]
    if standing:
        words = dict.fromkeys(phrase_of(token) for token in standing)
        return f"{slot}: no party is known in {', '.join(f'«{w}»' for w in words)}"
    return f"{slot}: {NOTHING} {' or '.join(path_text(path) for path in paths)}"


def path_text(path: Path_) -> str:
    """Return a path as the ontology writes it, long lists of lemmas cut."""
    return " > ".join(_step_text(step) for step in path)


def _step_text(step: Step) -> str:
    prepositions = f"({'|'.join(sorted(step.prepositions))})" if step.prepositions else ""
    lemmas = sorted(step.lemmas)
    few = "|".join(lemmas[:FEW_LEMMAS]) + ("|…" if len(lemmas) > FEW_LEMMAS else "")
    return f"{'^' if step.up else ''}{'|'.join(sorted(step.labels))}{prepositions}{f'{{{few}}}' if few else ''}"
