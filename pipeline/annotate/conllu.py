"""Reading → CoNLL-U, by the rules of Universal Dependencies; the stored text can be put together again from it.

White space that is not one blank stands in MISC as UDPipe writes it (`SpacesAfter=\\s\\n`), and so does the surface of
a word that CoNLL-U cannot hold (`SpacesInToken=`). `start_char` and `end_char` count in the stored text. `NER` is what
the engine recognised, left out for O. `Chain` and `Ref` count the reading's chains from 0: the word is in a name of
that party; it is a noun, a pronoun or a verb without subject that stands for those parties.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from pipeline.annotate.reading import Reading
from pipeline.annotate.trees import Word, entity_tags, features_of, role_at, sentences_of

EMPTY = "_"
_NOT_IN_ID = re.compile(r"[\s/%\x00-\x1f\x7f-\x9f]")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\", "=": r"\u003D"}
"""As in UDPipe, but for the last: some readers of MISC cut a value at a second equals sign."""


def to_conllu(reading: Reading) -> str:
    """Return all sentences of an article, each closed by an empty line."""
    return "".join(f"{line}\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    sentences = list(sentences_of(reading.doc))
    spacing = _spacing(text, [word for words in sentences for word in words])
    tags = entity_tags(reading.doc)
    end = 0
    for number, words in enumerate(sentences, start=1):
        yield from _comments(reading, number, words, text[end : words[0].start])
        for identifier, word in enumerate(words, start=1):
            misc = [*_marks(reading, word, tags), *spacing[word.token.i]]
            yield "\t".join((str(identifier), *_columns(word), "|".join(misc)))
        yield ""
        end = words[-1].end


def _comments(reading: Reading, number: int, words: Sequence[Word], space_before: str) -> Iterator[str]:
    article = _identifier(reading.article.id)
    if number == 1:
        yield f"# newdoc id = {article}"
    if number == 1 or _breaks_line(space_before):
        yield "# newpar"
    yield f"# sent_id = {article}-{number}"
    following = [*(word.start for word in words[1:]), words[-1].end]
    blanks = (" " if start > word.end else "" for word, start in zip(words, following, strict=True))
    yield f"# text = {''.join(_form(word.token.text) + blank for word, blank in zip(words, blanks, strict=True))}"
    role = role_at(reading.passages, words[0].start)
    if role:
        yield f"# passage = {role}"


def _identifier(text: str) -> str:
    """Return an id without white space and slashes, which UD keeps for itself; different ids stay different."""
    if not unicodedata.is_normalized("NFC", text):
        return quote(text, safe="")
    return _NOT_IN_ID.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def _breaks_line(space: str) -> bool:
    return "".join(space.splitlines()) != space


def _form(text: str) -> str:
    """Return a word as CoNLL-U can hold it: composed (NFC), in one line, without control characters."""
    visible = "".join(c for c in text if c.isspace() or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", " ".join(visible.split())) or EMPTY


def _columns(word: Word) -> tuple[str, ...]:
    """Return the columns from FORM to DEPS."""
    features = "|".join(f"{name}={value}" for name, value in features_of(word.token).items())
    return (
        _form(word.token.text),
        _form(word.token.lemma_),
        word.upos,
        _form(word.token.tag_).replace(" ", EMPTY),
        features or EMPTY,
        "0" if word.head is None else str(word.head + 1),
        word.deprel,
        EMPTY,
    )


def _marks(reading: Reading, word: Word, tags: Mapping[int, str]) -> Iterator[str]:
    index = word.token.i
    yield f"start_char={word.start}"
    yield f"end_char={word.end}"
    if index in tags:
        yield f"NER={tags[index]}"
    if index in reading.names:
        yield f"Chain={reading.names[index].chain}"
    if index in reading.references:
        yield f"Ref={','.join(map(str, reading.references[index]))}"
    if _form(word.token.text) != word.token.text:
        yield f"SpacesInToken={_escaped(word.token.text)}"


def _spacing(text: str, words: Sequence[Word]) -> Mapping[int, tuple[str, ...]]:
    """Return token index → what MISC says of the white space round a word.

    UD wants no SpaceAfter=No at the end of a document: a last word of which nothing is said ends the text.
    """
    marks: dict[int, tuple[str, ...]] = {}
    for word, following in zip(words, [*words[1:], None], strict=True):
        space = text[word.end : following.start if following else len(text)]
        if following and not space:
            marks[word.token.i] = ("SpaceAfter=No",)
        elif not space or (following and space == " "):
            marks[word.token.i] = ()
        else:
            marks[word.token.i] = (f"SpacesAfter={_escaped(space)}",)
    if words and words[0].start:
        first = words[0].token.i
        marks[first] = (f"SpacesBefore={_escaped(text[: words[0].start])}", *marks[first])
    return marks


def _escaped(text: str) -> str:
    """Return the text in visible ASCII, without the characters that part MISC."""
    return "".join(_ESCAPES.get(c) or (c if "!" <= c <= "~" else _code(c)) for c in text)


def _code(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"
