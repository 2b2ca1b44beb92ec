"""The verbs for what stands beside any record: memos, attachments, links; and what is related to it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.attachments import attach, attachments_of
from smartplanner.commands.links import relate
from smartplanner.commands.memos import write_memo
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.piloting.rows import named
from smartplanner.model import entities
from smartplanner.queries.beside import BESIDE, Key, links_of, memos_of, titles_of
from smartplanner.queries.related import related


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _record(parser: argparse.ArgumentParser, *, entity: str = "entity", record: str = "record") -> None:
    known = [name for name in entities() if name not in BESIDE]
    parser.add_argument(
        entity, choices=known, metavar="ENTITY", help=_("the kind of record; one of: {names}", names=", ".join(known))
    )
    parser.add_argument(record, metavar="RECORD", help=_("its name, a part of it that no other has, its code or id"))


def _find(office: Office, entity: str, words: str) -> Key:
    """Return the record that *words* name; a code goes before a part of a name."""
    if "code" in entities()[entity].by_name:
        coded = [id for id, code in office.reader.columns(entity, ("id", "code")) if code and code == words.strip()]
        if len(coded) == 1:
            return entity, coded[0]
    return entity, named(office, entity, words)


def _memo_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    _record(parser)
    parser.add_argument("text", metavar="TEXT", help=_("what is to be kept"))
    parser.add_argument("--pin", action="store_true", help=_("keep it on top of the others"))
    add_json(parser)


def _memo(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        key = _find(office, arguments.entity, arguments.record)
        id, step = write_memo(office, *key, arguments.text, pinned=arguments.pin)
        title = titles_of(office.reader, [key])[key]
    output.document({"memo": id, "step": step.id})
    output.say(_("Noted on “{title}”.", title=title))


def _attach_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    _record(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the file"))
    parser.add_argument("--remark", default="", metavar="TEXT", help=_("what it is"))
    add_json(parser)


def _attach(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        key = _find(office, arguments.entity, arguments.record)
        step = attach(office, *key, arguments.file, remark=arguments.remark)
        title = titles_of(office.reader, [key])[key]
    output.document({"step": step.id})
    output.say(_("“{name}” is attached to “{title}”.", name=arguments.file.name, title=title))


def _relate_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    _record(parser)
    _record(parser, entity="other_entity", record="other")
    parser.add_argument("--remark", default="", metavar="TEXT", help=_("why they belong together"))
    add_json(parser)


def _relate(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        one = _find(office, arguments.entity, arguments.record)
        other = _find(office, arguments.other_entity, arguments.other)
        step = relate(office, one, other, remark=arguments.remark)
        titles = titles_of(office.reader, [one, other])
    output.document({"step": step.id})
    output.say(_("“{title}” and “{other}” are linked.", title=titles[one], other=titles[other]))


def _related_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    _record(parser)
    add_json(parser)


def _related(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        key = _find(office, arguments.entity, arguments.record)
        document = _document(office, key)
    output.document(document)
    output.say(document["title"])
    for group in document["related"]:
        owner = entities()[group["entity"] if not group["outward"] else key[0]]
        kind, field = entities()[group["entity"]].label, owner[group["field"]].note.label
        titles = "、".join(one["title"] for one in group["first"])
        more = "…" if group["count"] > len(group["first"]) else ""
        label = _("{entity}, as “{field}”: {count}", entity=_(kind), field=_(field), count=group["count"])
        output.say(f"  {label}  {titles}{more}")
    for link in document["links"]:
        kind = entities()[link["entity"]].label
        reason = f"  {link['remark']}" if link["remark"] else ""
        output.say("  " + _("linked: {title} ({entity})", title=link["title"], entity=_(kind)) + reason)
    for file in document["attachments"]:
        output.say("  " + _("attached: {name}", name=file["name"]))
    for memo in document["memos"]:
        output.say(f"  {memo['written_on']}  {memo['written_by']}  {' '.join(memo['text'].split())}")


def _document(office: Office, key: Key) -> dict[str, Any]:
    reader = office.reader
    return {
        "entity": key[0],
        "id": key[1],
        "title": titles_of(reader, [key])[key],
        "related": [
            {
                "entity": group.entity, "field": group.field, "outward": group.outward, "count": group.size,
                "first": [{"id": id, "title": title} for id, title in group.first],
            }
            for group in related(reader, *key)
        ],
        "links": [
            {"entity": link.entity, "id": link.id, "title": link.title, "remark": link.row.remark}
            for link in links_of(reader, *key)
        ],
        "attachments": [
            {"name": row.name, "size": row.size, "sha256": row.sha256, "remark": row.remark}
            for row in attachments_of(office, *key)
        ],
        "memos": [
            {
                "text": row.text, "written_on": row.written_on.isoformat() if row.written_on else "",
                "written_by": row.written_by or "", "pinned": bool(row.pinned),
            }
            for row in memos_of(reader, *key)
        ],
    }  # fmt: skip


VERBS = (
    Verb("memo", N_("write a memo beside a record"), _memo_arguments, _memo),
    Verb("attach", N_("attach a file to a record"), _attach_arguments, _attach),
    Verb("relate", N_("link two records that belong together, with the reason"), _relate_arguments, _relate),
    Verb(
        "related",
        N_("print what is related to a record, both ways, and what stands beside it"),
        _related_arguments,
        _related,
    ),
)
