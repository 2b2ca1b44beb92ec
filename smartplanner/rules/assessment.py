"""The assessment of a pilot: scores by indicator and scorer become a weighted sum, a grade and a suggestion.

Each indicator's average is rounded to hundredths, and so is the sum; the shares of the sum are rounded such that they
add up to it exactly (largest remainder), since rounding each by itself could lift a pilot over the line of a grade.
Grades, the veto line and the line of a wide spread are data.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem

GRADES = {
    "excellent": N_("Excellent"),
    "good": N_("Good"),
    "passed": N_("Qualified"),
    "failed": N_("Not qualified"),
}
SUGGESTIONS = {
    "spread": N_("Spread it"),
    "mend": N_("Spread it after mending"),
    "hold": N_("Do not spread it yet"),
}
_VETOED = N_("a veto item stays below {line} points: {names}")
_TOO_LOW = N_("the sum is below {line} points")
_MISSING = N_("{count} score(s) are missing")
_WEAK = N_("some indicators stay below {line} points: {names}")
_ONLY_PASSED = N_("the grade is only “qualified”; the weakest indicator is {name}")
_WIDE = N_("the scorers differ widely on {names}; look again first")
_GOOD = N_("the grade is at least “good”, and no indicator is below {line} points")
_HUNDREDTH = Decimal("0.01")


class Score(NamedTuple):
    """One scorer's score of one indicator, in points of 100; weight in percent; None where the sheet is empty."""

    indicator: str
    scorer: str
    score: float | None
    weight: float | None
    veto: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """What grades are given by: the points from which each applies (highest first), and two lines."""

    grades: tuple[tuple[str, float], ...] = (("excellent", 90.0), ("good", 80.0), ("passed", 60.0))
    veto_below: float = 60.0
    wide_spread: float = 15.0

    def grade(self, total: float) -> str:
        """Return the grade of a sum."""
        return next((name for name, start in self.grades if total >= start), "failed")

    @property
    def pass_line(self) -> float:
        """The points from which a sum is qualified."""
        return self.grades[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator: its scores by scorer, and what comes of them; ``share`` is its part of the sum."""

    indicator: str
    weight: float
    scores: Mapping[str, float]
    average: float
    share: float
    spread: float
    """The highest score less the lowest."""
    deviation: float
    """The standard deviation over all scorers."""
    wide: bool
    """Whether the scorers differ so much that somebody should look again."""
    veto: bool
    vetoed: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An assessment sheet, reckoned: ``missing`` names the scores that are not there as (scorer, indicator)."""

    lines: tuple[IndicatorLine, ...]
    scorers: tuple[str, ...]
    total: float
    grade: str
    suggestion: str
    why: tuple[str, Mapping[str, str]]
    """Why it is suggested: a msgid and what fills its places; ``say_why`` says it."""
    missing: tuple[tuple[str, str], ...]
    standard: Standard

    @property
    def vetoed(self) -> tuple[str, ...]:
        """The veto items that were not reached."""
        return tuple(line.indicator for line in self.lines if line.vetoed)

    @property
    def arithmetic(self) -> str:
        """The sum as a line that can be reckoned again: 91.67×25%＋87.67×20%＝22.92＋17.53＝40.45."""
        terms = "＋".join(f"{line.average:.2f}×{line.weight:g}%" for line in self.lines)
        if len(self.lines) == 1:
            return f"{terms}＝{self.total:.2f}"
        shares = "＋".join(f"{line.share:.2f}" for line in self.lines)
        return f"{terms}＝{shares}＝{self.total:.2f}"


def assess(scores: Iterable[Score], standard: Standard | None = None) -> Sheet:
    """Return the sheet of *scores*; a Problem when it is empty or its weights do not fit.

    Weights must agree among the scorers and add up to 100.  A missing score is named and left out of the average.
    """
    standard = standard or Standard()
    given = list(scores)
    if not given:
        message = _("Nothing has been scored yet.")
        raise Problem(code="no_scores", message=message, remedy=_("Take in the score sheet, or enter scores."))
    by_indicator: dict[str, list[Score]] = defaultdict(list)
    for one in given:
        by_indicator[one.indicator].append(one)
    scorers = tuple(dict.fromkeys(one.scorer for one in given))
    weights = {indicator: _weight(indicator, rows) for indicator, rows in by_indicator.items()}
    _check_weights(weights)
    lines: list[IndicatorLine] = []
    missing: list[tuple[str, str]] = []
    for indicator, rows in by_indicator.items():
        marks = _marks(indicator, rows)
        missing += [(scorer, indicator) for scorer in scorers if scorer not in marks]
        lines.append(_line(indicator, rows, marks, weights[indicator], standard))
    lines, total = _with_shares(lines)
    vetoed = [line.indicator for line in lines if line.vetoed]
    grade = "failed" if vetoed else standard.grade(total)
    suggestion, why = _suggest(grade, lines, missing, standard)
    return Sheet(
        lines=tuple(lines), scorers=scorers, total=total, grade=grade, suggestion=suggestion, why=why,
        missing=tuple(missing), standard=standard,
    )  # fmt: skip


def say_why(sheet: Sheet, say: Callable[..., str] = _) -> str:
    """Return why it is suggested; *say* translates a msgid, for a paper into Chinese whatever is in use."""
    message, values = sheet.why
    return say(message, **values)


def missing_words(sheet: Sheet) -> list[Problem]:
    """Return a warning for each scorer whose scores are not all there, naming the indicators."""
    lacking: dict[str, list[str]] = defaultdict(list)
    for scorer, indicator in sheet.missing:
        lacking[scorer].append(indicator)
    return [
        Problem(
            code="score_missing",
            level=Level.WARNING,
            message=_(
                "{scorer} has not scored: {indicators}", scorer=scorer or _("(no name)"), indicators="、".join(names)
            ),
            remedy=_("The average is that of the others until then."),
        )
        for scorer, names in lacking.items()
    ]


def _weight(indicator: str, rows: Sequence[Score]) -> float:
    found = {float(row.weight) for row in rows if row.weight is not None}
    if not found:
        message = _("The indicator “{indicator}” has no weight.", indicator=indicator)
        raise Problem(code="no_weight", message=message, remedy=_("Enter its weight in percent."), field="weight")
    if len(found) > 1:
        weights = "、".join(f"{weight:g}" for weight in sorted(found))
        message = _("The indicator “{indicator}” has several weights: {weights}.", indicator=indicator, weights=weights)
        raise Problem(code="weights_differ", message=message, remedy=_("Give it one weight."), field="weight")
    return found.pop()


def _check_weights(weights: Mapping[str, float]) -> None:
    total = sum((_decimal(weight) for weight in weights.values()), Decimal(0))
    if total == 100:
        return
    listed = "；".join(f"{indicator} {weight:g}" for indicator, weight in weights.items())
    message = _("The weights add up to {sum} and not to 100: {weights}", sum=f"{float(total):g}", weights=listed)
    raise Problem(code="weights_not_100", message=message, remedy=_("Correct the weights."), field="weight")


def _marks(indicator: str, rows: Sequence[Score]) -> dict[str, float]:
    marks: dict[str, float] = {}
    for row in rows:
        if row.score is None:
            continue
        if row.scorer in marks and marks[row.scorer] != row.score:
            message = _(
                "{scorer} has scored “{indicator}” twice, with different points.",
                scorer=row.scorer or _("(no name)"), indicator=indicator,
            )  # fmt: skip
            raise Problem(code="scored_twice", message=message, remedy=_("Remove one of the two scores."))
        marks[row.scorer] = row.score
    return marks


def _line(
    indicator: str, rows: Sequence[Score], marks: Mapping[str, float], weight: float, standard: Standard
) -> IndicatorLine:
    points = [_decimal(mark) for mark in marks.values()]
    average = _rounded(sum(points, Decimal(0)) / len(points)) if points else Decimal(0)
    spread = float(max(points) - min(points)) if points else 0.0
    veto = any(row.veto for row in rows)
    return IndicatorLine(
        indicator=indicator,
        weight=weight,
        scores=dict(marks),
        average=float(average),
        share=0.0,
        spread=spread,
        deviation=float(_rounded(Decimal(str(statistics.pstdev(sorted(marks.values())))))) if points else 0.0,
        wide=spread >= standard.wide_spread,
        veto=veto,
        vetoed=veto and bool(points) and float(average) < standard.veto_below,
        evidence="；".join(dict.fromkeys(row.evidence for row in rows if row.evidence)),
    )


def _with_shares(lines: Sequence[IndicatorLine]) -> tuple[list[IndicatorLine], float]:
    """Return the lines with their shares of the sum, and the sum: the largest remainders are rounded up."""
    exact = {line.indicator: _decimal(line.average) * _decimal(line.weight) / 100 for line in lines}
    shares = {name: share.quantize(_HUNDREDTH, ROUND_DOWN) for name, share in exact.items()}
    total = _rounded(sum(exact.values(), Decimal(0)))
    lacking = int((total - sum(shares.values(), Decimal(0))) / _HUNDREDTH)
    for name in sorted(exact, key=lambda name: (shares[name] - exact[name], name))[:lacking]:
        shares[name] += _HUNDREDTH
    return [replace(line, share=float(shares[line.indicator])) for line in lines], float(total)


def _suggest(
    grade: str, lines: Sequence[IndicatorLine], missing: Sequence[tuple[str, str]], standard: Standard
) -> tuple[str, tuple[str, Mapping[str, str]]]:
    """Return the suggestion and why: a failed pilot waits; one with weak spots is mended first."""
    vetoed = [line.indicator for line in lines if line.vetoed]
    if vetoed:
        return "hold", (_VETOED, {"line": f"{standard.veto_below:g}", "names": "、".join(vetoed)})
    pass_line = f"{standard.pass_line:g}"
    if grade == "failed":
        return "hold", (_TOO_LOW, {"line": pass_line})
    if missing:
        return "mend", (_MISSING, {"count": str(len(missing))})
    weak = [line.indicator for line in lines if line.average < standard.pass_line]
    if weak:
        return "mend", (_WEAK, {"line": pass_line, "names": "、".join(weak)})
    if grade == "passed":
        lowest = min(lines, key=lambda line: (line.average, line.indicator))
        return "mend", (_ONLY_PASSED, {"name": lowest.indicator})
    wide = [line.indicator for line in lines if line.wide]
    if wide:
        return "mend", (_WIDE, {"names": "、".join(wide)})
    return "spread", (_GOOD, {"line": pass_line})


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_HUNDREDTH, ROUND_HALF_UP)
