"""Helpers for the tests of reports: a document of a few blocks, and the words that a file really contains."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from smartplanner.reports.document.blocks import Block, Document, Meta


@pytest.fixture
def paper() -> Callable[..., Document]:
    def make(*blocks: Block, **parts: object) -> Document:
        meta = Meta("题目", "主题", "编发单位", date(2026, 9, 30))
        return Document(meta, str(parts.pop("title", "题目")), blocks, **parts)

    return make


@pytest.fixture
def pdf_words(tmp_path: Path) -> Callable[[bytes], str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")

    def read(data: bytes) -> str:
        path = tmp_path / "words.pdf"
        path.write_bytes(data)
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return read


@pytest.fixture
def docx_words() -> Callable[[bytes], list[str]]:
    def read(data: bytes) -> list[str]:
        body = docx.Document(io.BytesIO(data)).element.body
        return ["".join(paragraph.xpath(".//w:t/text()")) for paragraph in body.xpath("//w:p")]

    return read


@pytest.fixture
def docx_part() -> Callable[[bytes, str], etree._Element]:
    def read(data: bytes, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return etree.fromstring(package.read(name))

    return read
