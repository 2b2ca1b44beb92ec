"""The verb that finds records by words, pinyin, first letters or codes."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_json, table
from smartplanner.commands.office import open_office
from smartplanner.model import entities
from smartplanner.queries.finder import Finder


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("words", nargs="+", metavar="WORDS", help=_("words, pinyin, first letters or a code"))
    add_json(parser)


def _find(arguments: argparse.Namespace, output: Output) -> None:
    query = " ".join(arguments.words)
    with open_office(arguments.book, writable=False) as office:
        finder = office.reader.companion(Finder)
        finder.build()
        hits = finder.search(query).hits
    document = [{"entity": hit.entity, "id": hit.id, "title": hit.title, "why": hit.why.name.lower()} for hit in hits]
    output.document({"query": query, "hits": document})
    lines = [[_(entities()[hit.entity].label), hit.title, hit.id] for hit in hits]
    for line in table([_("Kind"), _("Title"), "id"], lines) if lines else ():
        output.say(line)
    output.say(_("{count} found", count=len(hits)))


VERBS = (Verb("find", N_("find records by words, pinyin, first letters or codes"), _arguments, _find),)
