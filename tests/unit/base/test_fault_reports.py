"""A report of a bug says where it happened and what kind it was, and nothing that stands in a book."""

import pytest

from smartplanner.base.faults import report_text, words_without_data

SECRET, LATIN = "某区涉密平台改造", "Platform" + " one"


def raised(action) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - any error will do
        action()
    return caught.value


@pytest.mark.parametrize(
    "action",
    [
        lambda: {}[SECRET],
        lambda: int(SECRET),
        lambda: next(iter([])).x if not SECRET else [].remove(SECRET),
        lambda: getattr(object(), SECRET),
        lambda: open(f"/no/such/{SECRET}"),  # noqa: SIM115, PTH123
        lambda: (_ for _ in ()).throw(ExceptionGroup(SECRET, [ValueError(SECRET)])),
        lambda: (_ for _ in ()).throw(TypeError(f"no {SECRET} for '{LATIN}'")),
    ],
)
def test_what_an_error_quotes_from_a_book_is_not_in_the_report(action):
    text = report_text(raised(action))
    assert SECRET not in text
    assert LATIN not in text
    assert "test_fault_reports.py" in text


def test_an_error_that_came_from_another_is_told_with_it_and_without_its_words():
    def work():
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error

    text = report_text(raised(work))
    assert text.index("ValueError") < text.index("KeyError")
    assert SECRET not in text


def test_what_speaks_of_the_program_only_is_kept():
    words = words_without_data(raised(lambda: None.size))
    assert "'NoneType'" in words
    assert "'size'" in words


def test_a_recursion_without_end_makes_a_short_report():
    def again():
        return again()

    assert len(report_text(raised(again)).splitlines()) < 200
