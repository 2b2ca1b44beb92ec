"""How quickly a list of 50,000 matters filters, sorts, groups, scrolls and opens; medians against their limits."""

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
DAY = date(2026, 11, 23)
LIMITS = {
    "open page": 0.7, "filter by a value": 0.3, "filter by a condition": 0.3, "filter by words": 0.3,
    "filter by initials": 0.3, "values of districts": 0.3, "values of titles": 0.3, "values of deadlines": 0.3,
    "sort by pinyin": 1.0, "sort by two columns": 1.0, "sort again": 1.0, "group": 1.0, "group by two": 1.0,
    "one cell changed": 0.3, "scroll step": 0.016, "scroll step, wrapped": 0.016, "scroll step, frozen": 0.016,
    "tally of all": 0.3,
}  # fmt: skip


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTPLANNER_HOME"] = folder
        book = Path(folder) / "large.splan"
        from open_window import make_book

        make_book(book)
        found = measure(book)
    for name, seconds in found.items():
        verdict = "" if seconds <= LIMITS[name] else "  TOO SLOW"
        print(f"{name:24} {seconds * 1000:8.1f} ms (limit {LIMITS[name] * 1000:.0f} ms){verdict}")


def measure(book: Path) -> dict[str, float]:
    from smartplanner.commands.office import open_office
    from smartplanner.ui.application import discard, make_application
    from smartplanner.ui.session import Session

    app = make_application()
    office = open_office(book)
    session = Session(office, DAY)
    figures = {"open page": time_opening(app, session)}
    page = open_page(app, session)
    while not page.model.prepare(1):
        pass
    page.typed.use_initials()
    while not page.model.prepare(1):
        pass
    page.typed.preparing.stop()
    figures |= time_rows(app, page)
    figures |= time_scrolling(app, page)
    discard(page)
    session.close()
    return figures


def open_page(app, session):
    from smartplanner.ui.tasks import TasksPage

    page = TasksPage(session)
    page.resize(1166, 700)
    page.show()
    app.processEvents()
    while not page.model.total():  # they are read beside the window
        time.sleep(0.005)
        app.processEvents()
    return page


def time_opening(app, session) -> float:
    """The page with all matters against the page of an entity without rows; the lines of the book are read anew."""
    from smartplanner.queries.task_book import TaskBook
    from smartplanner.ui.application import discard
    from smartplanner.ui.records import RecordPage

    def full() -> None:
        session.office.reader._companions.pop(TaskBook, None)
        discard(open_page(app, session))

    def empty() -> None:
        page = RecordPage(session, "pilot")
        page.show()
        app.processEvents()
        discard(page)

    empty()
    full()
    return median(full) - median(empty)


def median(action) -> float:
    """The median of several runs, in seconds."""
    times = []
    for _run in range(RUNS):
        gc.collect()
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def time_rows(app, page) -> dict[str, float]:
    from smartplanner.ui.grid.state import ColumnFilter, SortKey

    model = page.model
    column = {one.name: place for place, one in enumerate(model.columns)}
    district = model.values_of(column["district"])[0].text
    figures = {}

    def value_filter() -> None:
        model.set_filters([ColumnFilter("district", frozenset({district}))])

    def condition_filter() -> None:
        model.set_filters(
            [ColumnFilter("amount", None, "between", "100元", "2000万"), ColumnFilter("due", None, "overdue")]
        )

    figures["filter by a value"] = median(value_filter)
    figures["filter by a condition"] = median(condition_filter)
    model.set_filters([])
    figures["filter by words"] = median(lambda: model.filter("第4 推进"))
    figures["filter by initials"] = median(lambda: model.filter("zhcs 第4"))
    model.filter("")
    figures["values of districts"] = median(lambda: model.values_of(column["district"]))
    figures["values of titles"] = median(lambda: model.values_of(column["title"]))
    figures["values of deadlines"] = median(lambda: model.values_of(column["due"]))

    def sort(*names: str, forget: bool = True) -> None:
        """Sort until the rows stand in their new order; the keys are made beside the window."""
        if forget:
            model._row_order.keys.clear()
        shown = []

        def note() -> None:
            shown.append(True)

        model.layoutChanged.connect(note)
        model.sort_by([SortKey(name) for name in names])
        while not shown:
            app.processEvents()
            time.sleep(0.001)
        model.layoutChanged.disconnect(note)

    figures["sort by pinyin"] = median(lambda: sort("title"))
    figures["sort by two columns"] = median(lambda: sort("district", "title"))
    figures["sort again"] = median(lambda: sort("title", "lead", forget=False))
    figures["one cell changed"] = median(lambda: change_one(page))
    figures["group"] = median(lambda: model.group_by(["district"]))
    figures["group by two"] = median(lambda: model.group_by(["district", "state"]))
    model.group_by([])
    page.table.selectAll()
    figures["tally of all"] = median(page.table.tally)
    page.table.clearSelection()
    return figures


def change_one(page) -> None:
    id = page.model.id_at(random.Random(1).randrange(page.model.rowCount()))
    page.model.refresh([id], page.read_rows([id]))


def time_scrolling(app, page) -> dict[str, float]:
    """One notch of the wheel and what it draws."""
    bar, draw = page.table.verticalScrollBar(), random.Random(2)

    def step() -> float:
        places = [draw.randrange(bar.maximum()) for _ in range(3)]
        times = []
        for place in places:
            bar.setValue(place)
            app.processEvents()
            for notch in range(1, 20):
                begun = time.perf_counter()
                bar.setValue(place + 3 * notch)
                app.processEvents()
                times.append(time.perf_counter() - begun)
        return statistics.median(times)

    figures = {"scroll step": step()}
    page.table.freeze(3)
    app.processEvents()
    figures["scroll step, frozen"] = step()
    page.table.freeze(0)
    page.table.wrap(on=True)
    app.processEvents()
    figures["scroll step, wrapped"] = step()
    return figures


if __name__ == "__main__":
    main()
