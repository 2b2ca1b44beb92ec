"""Workbooks that go to the units and come back: forms to be filled in, copies with remarks, their return."""
