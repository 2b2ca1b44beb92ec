"""What the system says of a file in English is said in the words of the window."""

import errno
import os

import pytest

from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.excel.writing.saving import save_whole


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT, errno.ENAMETOOLONG, errno.EIO])
def test_what_often_happens_is_not_said_in_the_words_of_the_system(code):
    assert os.strerror(code) not in reason_of(OSError(code, os.strerror(code)))


def test_what_is_not_known_is_said_as_the_system_says_it_without_its_stop():
    assert reason_of(OSError(9_999, "设备未就绪。")) == "设备未就绪"
    assert reason_of(OSError("broken")) == "broken"


def test_a_workbook_that_does_not_fit_on_the_disk_is_refused_without_english(tmp_path):
    def write(_scratch):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(Problem) as caught:
        save_whole(tmp_path / "台账.xlsx", write)
    assert os.strerror(errno.ENOSPC) not in caught.value.sentence()
    assert list(tmp_path.iterdir()) == []
