"""Who has the word in an article, as far as it has been read."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Mention


@dataclass(slots=True)
class Floor:
    """Who has the word, as far as the article has been read."""

    speaker: tuple[Mention, ...] = ()
    """Who spoke last."""
    person: tuple[Mention, ...] = ()
    """The person whom a sentence was about, or who spoke, last."""
    topic: tuple[Mention, ...] = ()
    """The subject of the last main clause, or who spoke in it: whom a verb without a subject means."""
    beside: tuple[Mention, ...] = ()
    """The one person in the last sentence, if that is about a body: "Il tribunale ha assolto Neri. «…», ha detto"."""
    source: tuple[Mention, ...] = ()
    """Whose note, paper or report was cited last: "si legge ancora"."""
    interviewee: tuple[Mention, ...] = ()
    """Whose the answers are, in an interview of questions and answers."""

    def spoke(self, speakers: tuple[Mention, ...]) -> None:
        """Note who spoke; in an interview the word goes back to who is asked."""
        self.speaker = self.interviewee or speakers
        self.about(speakers)

    def about(self, parties: tuple[Mention, ...]) -> None:
        """Note whom a sentence was about."""
        self.topic = self.interviewee or parties
        self.beside = ()
        self.person = tuple(m for m in self.topic if m.type == "Person" and m.named) or self.person
