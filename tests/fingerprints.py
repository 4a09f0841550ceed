"""Fingerprints of names and sentences that must not be in the rules, of texts that are not in the project.

python -m tests.fingerprints TEXTS GOLD > tests/gold/kept_aside.txt: one line for each full name of the gold and for the
beginning of each sentence of the texts: how many words it has, and the start of their SHA-256.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from tests.leaks import MIN_WORDS, full_names, plain, sentences

KEPT_ASIDE = Path(__file__).parent / "gold" / "kept_aside.txt"
DIGITS = 16


def fingerprint(words: str) -> str:
    """Return how many words there are and what they hash to."""
    return f"{len(words.split())} {sha256(words.encode()).hexdigest()[:DIGITS]}"


def fingerprints(names: Iterable[str], said: Iterable[str]) -> list[str]:
    """Return the sorted fingerprints of the names, and of the first words of each sentence."""
    begun = (" ".join(sentence.split()[:MIN_WORDS]) for sentence in said)
    return sorted({fingerprint(words) for words in (*map(plain, names), *begun)})


def leaked(known: Iterable[str], text: str) -> list[str]:
    """Return the words of a text that have one of the fingerprints."""
    wanted = set(known)
    words = plain(text).split()
    return sorted({run for size in _sizes(wanted) for run in _runs(words, size) if fingerprint(run) in wanted})


def _sizes(wanted: Iterable[str]) -> list[int]:
    return sorted({int(line.split()[0]) for line in wanted})


def _runs(words: list[str], size: int) -> Iterator[str]:
    return (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))


def main() -> None:
    """Print the fingerprints of a gold set."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("gold", type=Path)
    args = arguments.parse_args()
    sys.stdout.writelines(f"{line}\n" for line in fingerprints(full_names([args.gold]), sentences([args.texts])))


if __name__ == "__main__":
    main()
