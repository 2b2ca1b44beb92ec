"""Small files of a person are written whole or not at all."""

import json

import pytest

from smartplanner.base.whole_files import write_json


def test_a_file_is_written_with_its_folder_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "new" / "boards.json"
    write_json(path, {"看板": 1})
    assert json.loads(path.read_text("utf-8")) == {"看板": 1}
    assert [one.name for one in path.parent.iterdir()] == ["boards.json"]


def test_what_cannot_be_written_leaves_the_earlier_file_as_it_was(tmp_path):
    path = tmp_path / "settings.json"
    write_json(path, {"kept": True})
    with pytest.raises(TypeError):
        write_json(path, {"kept": object()})
    assert json.loads(path.read_text("utf-8")) == {"kept": True}
