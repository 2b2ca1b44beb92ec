"""督查通报, a draft to go on writing: how the matters stand, who is late, what is asked; and the paper made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.comparing.opening import Opening
from smartplanner.reports.papers.periodic.briefing import Count, LateItem, with_shares
from smartplanner.reports.prose.official import Issuing
from smartplanner.reports.templates import filling

TEMPLATE = "supervision_circular.md.j2"
NAMED_UNITS = 12


@dataclass(frozen=True, slots=True)
class UnitPlaces:
    """A unit, and the numbers that its matters have in an annex."""

    unit: str
    places: tuple[int, ...]

    @property
    def words(self) -> str:
        """市交通委3项（第1—3项）; the annex lists each by its number."""
        return f"{self.unit}{len(self.places)}项（第{_ranges(self.places)}项）"


@dataclass(frozen=True, slots=True)
class OnTrackItem:
    """An open matter that keeps to its plan."""

    title: str
    lead: str
    due_text: str
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularFigures:
    """Everything that the circular says."""

    office: str
    as_of: date
    document_number: str = ""
    scope: str = ""
    """The district, group or unit that it is about; empty: all."""
    opening: Opening | None = None
    """What changed since the last circular; None: not said."""
    done: int
    under_way: int
    ended: int
    classes: tuple[Count, ...]
    """已完成, 提前完成, 超进度, 达进度, 欠进度, 其他: each matter in exactly one."""
    good_units: tuple[tuple[str, int], ...] = ()
    """Units without a late matter, and how many they finished, most first."""
    late: tuple[LateItem, ...] = ()
    """Annex 1 in its order: overdue matters first, those of one unit together."""
    on_track: tuple[OnTrackItem, ...] = ()
    """Annex 2."""
    unreported: tuple[tuple[str, int], ...] = ()
    """Units that did not report in time, and in how many matters."""
    unsigned: tuple[tuple[str, int], ...] = ()

    @property
    def issuing(self) -> Issuing:
        """Who issues the circular, under which number."""
        return Issuing(office=self.office, as_of=self.as_of, document_number=self.document_number)

    @property
    def named(self) -> int:
        """How many units a sentence names."""
        return NAMED_UNITS

    @property
    def total(self) -> int:
        """All matters."""
        return self.done + self.under_way + self.ended

    @property
    def parts(self) -> tuple[tuple[str, int, float], ...]:
        """What became of the matters: words, count, share in percent; the shares add up to 100.0."""
        named = (("已办结", self.done), ("正在办理", self.under_way), ("中止或转常态化", self.ended))
        return with_shares([Count(label, count) for label, count in named])

    @property
    def shown_classes(self) -> tuple[tuple[str, int, float], ...]:
        """The counting classes that occur, with shares that add up to 100.0."""
        return with_shares(self.classes)

    @property
    def overdue(self) -> tuple[UnitPlaces, ...]:
        """The units in the lead of overdue matters, with the numbers in annex 1."""
        return self._places(overdue=True)

    @property
    def behind(self) -> tuple[UnitPlaces, ...]:
        """The units in the lead of matters that are behind their plan, with the numbers in annex 1."""
        return self._places(overdue=False)

    def _places(self, *, overdue: bool) -> tuple[UnitPlaces, ...]:
        found: dict[str, list[int]] = {}
        for place, item in enumerate(self.late, start=1):
            if (item.overdue_days > 0) is overdue:
                found.setdefault(item.lead or "未明确牵头单位", []).append(place)
        ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
        return tuple(UnitPlaces(unit, tuple(places)) for unit, places in ordered)

    @property
    def overdue_count(self) -> int:
        """How many matters are overdue."""
        return sum(item.overdue_days > 0 for item in self.late)

    @property
    def late_annex(self) -> str:
        """How the text calls the list of late matters."""
        return "附件1" if self.on_track else "附件"


def _ranges(numbers: tuple[int, ...]) -> str:
    """Return 1—3、7 for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


def build_circular(figures: CircularFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the circular; raises ``Problem`` when the template is wrong."""
    meta = Meta(title="督查通报", subject="督查通报", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)
