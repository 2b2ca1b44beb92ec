"""What all official papers with a head share: 文号 and 签发人, with places to fill in where none is known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.request import Request

BLANK = "　　"
"""Where somebody writes by hand."""
GROUP_OFFICE = "办公室"


def quoted(text: str) -> str:
    """Return *text* in quotation marks; those within become single ones (GB/T 15834 §4.8.3.4)."""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """Who issues a paper, when, and under which number."""

    office: str
    as_of: date
    document_number: str = ""
    signer: str = ""

    @property
    def number(self) -> str:
        """The 发文字号; without one 〔2026〕　　号 with room for the rest."""
        return self.document_number or f"{BLANK}〔{self.as_of.year}〕{BLANK}号"

    @property
    def signers(self) -> str:
        """The 签发人; without one a place to fill in, for a paper to superiors has to name him."""
        return self.signer or "（待签发）"

    @property
    def head(self) -> str:
        """发文机关标志 of an ordinary paper."""
        return f"{self.office}文件"

    @property
    def superior(self) -> str:
        """Whom the office reports to: the leading group that it is the office of."""
        return self.office.removesuffix(GROUP_OFFICE) or self.office


def issuing(request: Request) -> Issuing:
    """Return who issues the paper that is asked for."""
    return Issuing(
        office=request.office,
        as_of=request.as_of,
        document_number=request.document_number,
        signer=request.signer,
    )
