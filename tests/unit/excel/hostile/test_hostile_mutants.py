"""Random damage to a workbook never shows a mistake of the program, never hangs, never harms the program."""

import pytest
from hostile_mutants import mutants
from hostile_office import make_book, read

from smartplanner.excel.apart.worker import Worker


@pytest.mark.parametrize("seed", range(4))
def test_random_damage_gives_rows_or_a_refusal(seed, tmp_path):
    book = make_book(tmp_path)
    with Worker() as worker:
        for path in mutants(tmp_path, 12, seed=seed):
            outcome = read(worker, book, path)
            if (refused := outcome.proposal.refused) is not None:
                assert refused.message
                assert refused.remedy
