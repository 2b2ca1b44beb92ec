"""The third-party parts of an installed program."""

from __future__ import annotations

import json

from smartplanner.base.parts import Part, third_parties


def test_the_parts_are_those_of_the_manifest(tmp_path):
    manifest = tmp_path / "MANIFEST.json"
    manifest.write_text(
        json.dumps({"parts": [{"name": "Qt", "version": "6", "licence": "LGPL", "files": []}]}), "utf-8"
    )
    assert third_parties(manifest) == (Part("Qt", "6", "LGPL"),)


def test_without_a_readable_manifest_there_are_none(tmp_path):
    assert third_parties(tmp_path / "none.json") == ()
    for text in ("", "[]", '{"parts": [1]}', '{"parts": [{}]}'):
        (tmp_path / "bad.json").write_text(text, "utf-8")
        assert third_parties(tmp_path / "bad.json") == ()
