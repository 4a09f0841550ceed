"""Parties of claims → entities, across articles. No Doc, no spaCy here.

Two steps, because one article's "Varin" may be another's "Oleg Varin": first all mentions are heard
(`build_directory`), then each is looked up. Between them `resolve_holders` finds whom "il premier" means where his own
article names nobody. The result does not depend on the order of the articles.
"""

from __future__ import annotations

from pipeline.resolve.directory import Directory, build_directory
from pipeline.resolve.holders import resolve_holders
from pipeline.resolve.mentions import mentions_of

__all__ = ["Directory", "build_directory", "mentions_of", "resolve_holders"]
