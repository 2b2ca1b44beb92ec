"""Fixtures for the tests of papers: figures and papers of the book at hand."""

import functools

import pytest
from made_papers import gathered, made


@pytest.fixture
def gather(journal):
    """Return the figures of a report by its name."""
    return functools.partial(gathered, journal)


@pytest.fixture
def paper(journal):
    """Return the paper of a report by its name."""
    return functools.partial(made, journal)
