from pathlib import Path

import pytest

from smartplanner.base.problems import Problem
from smartplanner.reports.files import replace_file


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path):
    target = tmp_path / "简报.docx"
    target.write_bytes(b"old")
    replace_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_old_file_stays_when_the_new_one_is_found_broken(tmp_path: Path):
    target = tmp_path / "简报.pdf"
    target.write_bytes(b"old")

    def refuse(_data: bytes) -> None:
        raise OSError("broken")

    with pytest.raises(Problem) as caught:
        replace_file(target, b"new", check=refuse)
    assert caught.value.code == "not_written"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_a_problem(tmp_path: Path):
    with pytest.raises(Problem) as caught:
        replace_file(tmp_path / "nowhere" / "a.pdf", b"x")
    assert caught.value.code == "no_folder"


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path: Path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Problem):
        replace_file(tmp_path / "a.pdf", b"x")
    assert [item.name for item in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named(tmp_path: Path):
    from smartplanner.reports import files

    with pytest.raises(OSError) as caught:  # noqa: PT011 (the number of the error is what matters)
        files._write_through(Path("/dev/full"), b"x")
    assert files._problem(tmp_path / "a.pdf", caught.value).code == "disk_full"
