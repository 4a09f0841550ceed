"""The errors that Intreccio raises on purpose."""

from __future__ import annotations

from pathlib import Path


class IntreccioError(Exception):
    """Base of all: its text is one line that a user can act on."""


class DataError(IntreccioError):
    """A file of `ontology/` or a graph folder is wrong."""

    def __init__(self, path: Path, entry: str, message: str) -> None:
        super().__init__(f"{path}: {entry}: {message}" if entry else f"{path}: {message}")
        self.path = path
        self.entry = entry


class UnreadableInput(IntreccioError):
    """An input holds no article that can be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class MissingAnnotation(IntreccioError):
    """A language model does not give what an extractor needs."""


class UsageError(IntreccioError):
    """What was asked for cannot be done as asked."""
