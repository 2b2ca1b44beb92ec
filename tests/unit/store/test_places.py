"""Which places are refused for a live book, as Windows writes them."""

from __future__ import annotations

import pytest

from smartplanner.base.problems import Problem
from smartplanner.store.place import check_place, is_network_name


@pytest.mark.parametrize(
    "path",
    [
        r"\\server\share\账本.splan",
        "//server/share/账本.splan",
        r"\\10.0.0.8\公共\账本.splan",
        r"\\?\UNC\server\share\账本.splan",
        r"\\?\unc\server\share\账本.splan",
        r"\\server@SSL\DavWWWRoot\账本.splan",
    ],
)
def test_a_path_on_another_computer_is_told(path):
    assert is_network_name(path)


@pytest.mark.parametrize(
    "path", [r"C:\Users\某人\Documents\账本.splan", r"\\?\C:\Users\某人\账本.splan", r"\\.\C:\a.splan", "D:/a.splan"]
)
def test_a_path_on_this_computer_is_not_taken_for_a_network_drive(path):
    assert not is_network_name(path)


@pytest.mark.parametrize("folder", ["OneDrive - 某市", "坚果云", "Nutstore", "WPS云盘", "iCloudDrive"])
def test_a_folder_that_is_synchronised_is_refused_with_its_name(tmp_path, folder):
    with pytest.raises(Problem) as caught:
        check_place(tmp_path / folder / "账本.splan")
    assert caught.value.code == "synchronised_place"
    assert folder in caught.value.message
    assert caught.value.remedy


def test_a_book_may_be_called_after_a_synchroniser(tmp_path):
    check_place(tmp_path / "OneDrive 迁移.splan")
