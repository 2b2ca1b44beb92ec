"""The verb that checks a Word document against the format of official papers."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.document_check import check_document


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.docx", help=_("the Word document"))
    add_json(parser)


def _check(arguments: argparse.Namespace, output: Output) -> int:
    """Say what deviates; the exit status is 0 also where something does, for the check itself was done."""
    check = check_document(arguments.file)
    output.document(check.as_json())
    if check.sheet:
        output.say(_("One sheet on its side: margins and page numbers were not measured."))
    for finding in check.findings:
        output.say(finding.sentence)
    if check.findings:
        output.say(_("{count} deviation(s) from GB/T 9704-2012", count=len(check.findings)))
    else:
        output.say(_("Nothing deviates from GB/T 9704-2012."))
    return 0


VERBS = (Verb("check-document", N_("measure a Word document against GB/T 9704-2012"), _arguments, _check),)
