"""In which order the parts of a page are loaded."""

import json
import subprocess
import sys

from smartplanner.ui.parts import in_loading_order

LOAD = """
import json, sys
from importlib import import_module
from smartplanner.ui.parts import in_loading_order
told = []
for name in in_loading_order(("smartplanner.ui.board.page", "smartplanner.reports.registry", "no_such_module")):
    before = {one for one in sys.modules if one.startswith("smartplanner")}
    if name != "no_such_module":
        import_module(name)
    new = {one for one in sys.modules if one.startswith("smartplanner")} - before
    told.append((name, sorted(new)))
print(json.dumps(told))
"""


def test_each_module_comes_after_those_that_it_is_made_of_and_none_twice():
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True, encoding="utf-8")
    told = json.loads(done.stdout)
    names = [name for name, _new in told]
    assert len(names) == len(set(names))
    assert names[-1] == "no_such_module"
    assert {"smartplanner.ui.board", "smartplanner.reports.registry"} <= set(names)
    for name, new in told:
        # Nothing of another package is left to be loaded along with it.
        assert all(one == name or one.startswith(name + ".") for one in new), (name, new)


def test_what_is_loaded_already_is_not_told():
    assert list(in_loading_order(("smartplanner.ui.parts", "json"))) == []
