"""The manual inside the program: true to the screens, found by one character, never from outside."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMessageBox

from smartplanner.base.i18n import _, use_language
from smartplanner.cli.main import make_parser
from smartplanner.commands.reporting import report_titles
from smartplanner.commands.verbs import VERBS
from smartplanner.ui.help import topics as manual
from smartplanner.ui.help.news import NewsDialog, is_news
from smartplanner.ui.help.window import HelpWindow, picture
from smartplanner.ui.navigation import page_titles
from smartplanner.ui.pictures import MANUAL
from smartplanner.ui.shell import Shell

PICTURE = re.compile(r"!\[[^]]+\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)]+)\)")
LABEL = re.compile(r"「([^」]+)」")
COMMAND = re.compile(r"`smartplanner ([a-z-]+)")


def all_texts():
    use_language("zh_CN")
    return [*manual.topics(), manual.changes()]


def plain(label):
    """A label without the marks that are not spoken."""
    return re.sub(r"[….&]|^[●○◆▲＋ ]+", "", label)


def labels_of_the_screens():
    """Everything that the program can say in Chinese, with and without what stands in brackets."""
    from smartplanner.base import i18n

    said = {str(text) for text in i18n._load("zh_CN")._catalog.values()}
    said |= set(report_titles().values())
    return {plain(text) for text in said} | {plain(re.sub(r"（.*?）", "", text)) for text in said}


@pytest.mark.parametrize("topic", all_texts(), ids=lambda topic: topic.id)
def test_what_a_topic_names_is_there(topic):
    for name in PICTURE.findall(topic.text):
        assert picture(name) is not None, name
    ids = {other.id for other in manual.topics()}
    for name in LINK.findall(topic.text):
        assert name.removesuffix(".md").partition("-")[2] in ids, name
    parser = make_parser()
    known = next(action.choices for action in parser._subparsers._group_actions)
    for name in COMMAND.findall(topic.text):
        assert name in known, name


@pytest.mark.parametrize("topic", all_texts(), ids=lambda topic: topic.id)
def test_what_a_topic_quotes_stands_on_a_screen(topic):
    said = labels_of_the_screens()
    wrong = [label for label in LABEL.findall(topic.text) if plain(label) not in said]
    assert wrong == []


def test_every_picture_comes_from_the_script():
    used = {name for topic in manual.topics() for name in PICTURE.findall(topic.text)}
    assert {name.removeprefix("../pictures/").removesuffix(".png") for name in used} <= {*MANUAL, "form", "finder"}


def test_a_topic_that_names_what_is_gone_is_a_bug():
    with pytest.raises(StopIteration):
        manual.fill("[[no_such_verb]]")
    with pytest.raises(KeyError):
        manual.fill("[[page:no_such_page]]")


def test_every_page_has_a_topic():
    ids = {topic.id for topic in manual.topics()}
    assert {manual.topic_of(page) for page in page_titles()} <= ids
    assert set(manual.OF_PAGE) <= {*page_titles(), "document"}


def test_one_character_finds_topics_and_each_place_stands_out(qtbot):
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show()
    window.searching.setText("灯")
    assert 1 < window.contents.count() < len(window.topics)
    assert "灯" in window.contents.item(0).text()
    assert window.page.extraSelections()
    window.searching.setText("没有这样的词")
    assert window.contents.count() == 0
    assert window.found.text()
    window.searching.clear()
    assert window.contents.count() == len(window.topics)


def test_a_link_turns_the_page_and_one_to_the_outside_asks_first(qtbot, monkeypatch):
    window = HelpWindow()
    qtbot.addWidget(window)
    window.follow(QUrl("05-board.md"))
    assert window.topic().id == "board"
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda _parent, _title, text: asked.append(text))
    window.follow(QUrl("https://example.org/x"))
    assert "example.org" in asked[0]
    window.follow(QUrl("file:///etc/passwd"))
    assert len(asked) == 1
    assert window.topic().id == "board"


@pytest.mark.parametrize("name", ["../../README.md", "/etc/passwd", "http://example.org/a.png", "file:///etc/passwd"])
def test_nothing_is_loaded_from_outside_the_manual(qtbot, name):
    window = HelpWindow()
    qtbot.addWidget(window)
    assert window.page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name)) is None


def test_f1_opens_the_topic_of_the_page_in_view(qtbot, book_path):
    shell = Shell()
    qtbot.addWidget(shell)
    shell.show()
    shell.open_book(book_path)
    shell.go_to("board")
    shell.do("help")
    window = shell.findChild(HelpWindow)
    assert window.topic().id == "board"
    shell.go_to("history")
    shell.do("help")
    assert shell.findChildren(HelpWindow) == [window]
    assert window.topic().id == "history"
    assert next(verb.shortcut for verb in VERBS if verb.id == "help") == "F1"
    window.close()
    shell.close_book()


def test_the_news_are_shown_once_after_an_update_and_not_to_a_beginner(qtbot, tmp_path):
    from smartplanner.base.settings import Settings, remember, save_settings

    assert not is_news()
    remember("news_of", "0.0.1")
    assert is_news()
    save_settings(Settings().with_book(tmp_path / "book.splan"))
    assert is_news()
    dialog = NewsDialog()
    qtbot.addWidget(dialog)
    assert _("What is new")
    assert "更新" in dialog.page.toPlainText()
