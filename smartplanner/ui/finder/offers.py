"""What can be found beside records: commands, pages, papers, forms for new records, lists filtered by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smartplanner.base.i18n import _
from smartplanner.commands.reporting import report_titles
from smartplanner.commands.synonyms import KIND_WORDS, PAGE_WORDS, VERB_WORDS
from smartplanner.commands.verbs import VERBS, Verb
from smartplanner.commands.views import views_of
from smartplanner.model import entities
from smartplanner.queries.finder import Finder, fold, read_words
from smartplanner.queries.finder.matching import Why, rank, spans
from smartplanner.ui.finder.entries import COMMANDS, FILTERS, NEW, PAGES, PAPERS, VIEWS, Entry
from smartplanner.ui.finder.places import filter_by, open_view, write_paper
from smartplanner.ui.icons import ICONS
from smartplanner.ui.menu_text import spoken

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_SELF = "find"
_OF = "的"
_FILTERED_BY = ("district", "group", "organisation")
_FILTERS = 4
Ranked = tuple[tuple[int, int], Entry]
Offer = tuple[Entry, str]
"""An entry and the other words by which it is found."""


def offers(shell: Shell) -> list[Offer]:
    """Return all that can be found beside records, as things stand now."""
    found = list(_commands(shell))
    if shell.session is not None:
        found += [*_pages(shell), *_views(shell), *_papers(shell), *_new(shell)]
    return found


def fitting(known: list[Offer], query: str, finder: Finder) -> list[Ranked]:
    """Return those of *known* that hold every word of *query*, each with how well (smaller is better)."""
    titles = "".join(entry.title + words for entry, words in known)
    finder.readings.learn([fold(titles)])
    words = read_words(query, finder.readings)
    if words is None:
        return []
    found = []
    for entry, others in known:
        title = fold(entry.title)
        fits = rank(words, "\t".join((title, *fold(others).split(" "), "")))
        if fits is not None:
            found.append((fits, replace(entry, spans=spans(words.words, title))))
    found.sort(key=lambda pair: (pair[0], not pair[1].spans, bool(pair[1].reason)))
    return found


def filters(shell: Shell, query: str, finder: Finder) -> list[Entry]:
    """Return the lists that words like 海淀区的督办事项 ask for: a kind of record, and whose."""
    kind, whose = _kind_and_whose(query)
    if not kind or not whose:
        return []
    plural = _(entities()[kind].plural)
    found = []
    hits = sorted(
        finder.search(whose, entities=_FILTERED_BY, shown=_FILTERS).hits[:_FILTERS],
        key=lambda hit: (hit.why > Why.TITLE, _FILTERED_BY.index(hit.entity)),
    )
    for hit in hits:
        title = _("{kind} of {name}", kind=plural, name=hit.title)
        found.append(Entry(FILTERS, title, _later(filter_by, shell, kind, hit.entity, hit.title), icon="filter"))
    return found


def _kind_and_whose(query: str) -> tuple[str, str]:
    """Return the entity that a query ends with and what stands before it; empty texts if it asks for no list."""
    text = query.strip()
    named = [(word, entity) for entity, words in KIND_WORDS.items() for word in (*words, _(entities()[entity].plural))]
    for word, entity in sorted(named, key=lambda pair: -len(pair[0])):
        if text.endswith(word):
            return entity, text[: -len(word)].strip().removesuffix(_OF)
    return "", ""


def _commands(shell: Shell) -> Iterator[Offer]:
    for verb in VERBS:
        if verb.id != _SELF:
            action = shell.action(verb.id)
            title = spoken(action.text()).rstrip("…")
            entry = Entry(
                COMMANDS,
                title,
                _later(shell.do, verb.id),
                aside=verb.shortcut,
                icon=verb.id,
                reason=_why_not(shell, verb),
            )
            yield entry, f"{VERB_WORDS.get(verb.id, '')} {_(verb.menu)}"


def _why_not(shell: Shell, verb: Verb) -> str:
    """Return why a command cannot be used now; an empty text if it can."""
    if shell.action(verb.id).isEnabled():
        return ""
    if shell.session is None:
        return _("No book is open")
    if verb.writes and not shell.session.office.writable:
        return _("The book is open to read only")
    return {
        "undo": _("There is nothing to take back"),
        "redo": _("Nothing was taken back"),
        "export": _("This page is no list"),
    }.get(verb.id, _("Not possible just now"))


def _pages(shell: Shell) -> Iterator[Offer]:
    for name, title in page_titles(shell).items():
        yield Entry(PAGES, title, _later(shell.go_to, name), icon=page_icon(name)), PAGE_WORDS.get(name, "")


def _views(shell: Shell) -> Iterator[Offer]:
    assert shell.session is not None
    titles = page_titles(shell)
    for view in views_of(shell.session.office.reader):
        if view.page in titles:
            run = _later(open_view, shell, view.page, view.id)
            yield Entry(VIEWS, view.name, run, below=titles[view.page], icon=page_icon(view.page)), "视图"


def page_titles(shell: Shell) -> dict[str, str]:
    """Return the titles of the pages by name, as the navigation lists them."""
    navigation = shell.navigation
    names = (navigation.name_at(row) for row in range(navigation.count()))
    return {name: navigation.title_of(name) for name in names if name}  # a narrow one shows no words


def page_icon(name: str) -> str:
    """Return the name of a page's picture: its own, else that of the entity that it lists."""
    described = entities().get(name)
    return name if name in ICONS or described is None else described.icon


def _papers(shell: Shell) -> Iterator[Offer]:
    for name, title in report_titles().items():
        entry = Entry(PAPERS, title, _later(write_paper, shell, name), icon="paper")
        yield entry, "公文 报告"


def _new(shell: Shell) -> Iterator[Offer]:
    assert shell.session is not None
    reason = "" if shell.session.office.writable else _("The book is open to read only")
    for described in entities().values():
        if described.section:
            title = _("New: {kind}", kind=_(described.label))
            entry = Entry(NEW, title, _later(shell.open_record, described.name, ""), icon=described.icon, reason=reason)
            yield entry, "新建 新增 添加 登记"


def _later(action: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: action(*arguments)
