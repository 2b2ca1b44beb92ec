"""The window that looks back on a book says in its title which book it is and of which moment."""

import pytest

from smartplanner.commands.history.moment import look_back
from smartplanner.commands.office import new_office
from smartplanner.ui.first.sample import is_sample, sample_folder
from smartplanner.ui.history.past_window import PastWindow
from smartplanner.ui.history.times import full_time
from smartplanner.ui.shell import Shell


@pytest.fixture
def look_back_on(qtbot):
    """Opens a window on a new book, and one that looks back on it; returns both and the step."""
    opened = []

    def look(path):
        path.parent.mkdir(exist_ok=True)
        new_office(path).close()
        shell = Shell()
        qtbot.addWidget(shell)
        assert shell.open_book(path)
        opened.append(shell)
        office = shell.session.office
        step = office.journal.steps()[0]
        return shell, PastWindow(look_back(office, step), shell), step

    yield look
    for shell in opened:
        shell.close_book()


def test_the_title_of_a_look_back_on_the_sample_says_sample_and_the_moment(look_back_on, tmp_path):
    path = tmp_path / sample_folder().name / "demo.splan"
    assert is_sample(path)
    shell, past, step = look_back_on(path)
    assert shell.windowTitle().startswith("示例数据")
    assert past.windowTitle().startswith("示例数据")
    assert full_time(step.at) in past.windowTitle()
    assert "demo" not in past.windowTitle()


def test_the_title_of_a_look_back_on_another_book_says_its_name_and_the_moment(look_back_on, tmp_path):
    _shell, past, step = look_back_on(tmp_path / "本市.splan")
    assert past.windowTitle().startswith("本市")
    assert full_time(step.at) in past.windowTitle()
