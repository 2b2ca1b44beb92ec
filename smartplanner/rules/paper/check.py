"""All checks of a paper, in the order of its pages."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.rules.paper.elements import Part, parts
from smartplanner.rules.paper.facts import PaperFacts
from smartplanner.rules.paper.findings import Finding
from smartplanner.rules.paper.heads import check_head
from smartplanner.rules.paper.imprint import check_imprint
from smartplanner.rules.paper.page import check_page
from smartplanner.rules.paper.places import check_places
from smartplanner.rules.paper.sequence import check_sequence
from smartplanner.rules.paper.type_face import check_type
from smartplanner.rules.paper.wording import check_annexes, check_length, check_tables, check_wording

MOST_ALIKE = 5
"""Findings of one kind that are named one by one; a document in a wrong font has one for each paragraph."""


def check_paper(facts: PaperFacts) -> tuple[Finding, ...]:
    """Return what deviates from GB/T 9704-2012: the whole document first, then the paragraphs in their order."""
    found = list(parts(facts.paragraphs))
    findings = list(check_page(facts))
    if not any(part is Part.TITLE for _paragraph, part in found):
        findings.append(Finding("no_title", _("no title was found"), _("centred, 小标宋 22 pt (二号)"), "7.3.1"))
    for paragraph, part in found:
        findings += check_type(facts, paragraph, part)
        findings += check_wording(paragraph, part)
    findings += check_head(facts, found)
    findings += check_places(facts, found)
    findings += check_imprint(facts, found)
    findings += check_sequence(found)
    findings += check_tables(facts)
    findings += check_annexes(found)
    findings += check_length(found)
    findings.sort(key=lambda finding: finding.paragraph)
    return tuple(_gathered(findings))


def _gathered(findings: list[Finding]) -> list[Finding]:
    """Keep the first of many findings that say the same, and count the others."""
    kept: list[Finding] = []
    left: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        key = (finding.code, finding.found, finding.wanted)
        left[key] = left.get(key, 0) + 1
        if left[key] <= MOST_ALIKE:
            kept.append(finding)
    for (code, said, wanted), count in left.items():
        if count > MOST_ALIKE:
            more = _("{found}; and in {count} further paragraphs", found=said, count=count - MOST_ALIKE)
            kept.append(Finding(code, more, wanted))
    return kept
