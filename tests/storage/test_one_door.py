"""No file is written past ``resettle/storage``: half a file, or one that others can read, would come of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.docs_in_step import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRITING_METHODS = {"write_text", "write_bytes", "write_html", "write_image", "tofile", "dump_to_file"}
MOVING = {"os.rename", "os.replace", "os.link", "shutil.copy", "shutil.copyfile", "shutil.copytree", "shutil.move"}
TO_MEMORY = {
    "resettle/households/registry.py": {"to_parquet", "to_csv"},
    "resettle/households/table_file.py": {"save"},
    "resettle/inputs/writing.py": {"save"},
    "resettle/report/workbook.py": {"save"},
    "resettle/results/files.py": {"to_parquet", "to_excel", "ExcelWriter"},
}
"""Bytes in memory, which storage writes."""
SCRATCH = {
    ("resettle/report/pdf.py", "write_text"),
    ("resettle/inputs/apart.py", "fdopen"),
    ("resettle/workers/serving.py", "fdopen"),
}
"""A page for the browser that prints it, in a folder that goes with it; pipes between two processes."""
FORMATS = {"to_csv", "to_excel", "to_parquet", "to_json", "to_pickle", "ExcelWriter"}


def calls(file: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a file, with the dotted name of what is called."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def writes(call: ast.Call, name: str, file: str) -> bool:
    """Whether a call writes a file, by its name and what it is given."""
    of, _, last = name.rpartition(".")
    if (of and last in WRITING_METHODS) or name in MOVING:
        return True
    if last in ("open", "fdopen"):
        return bool(set("wax+") & set(mode_of(call, 0 if of and name != "os.fdopen" else 1)))
    if last == "save":
        return of == "book" and last not in TO_MEMORY.get(file, set())
    given = bool(call.args) or any(keyword.arg in ("path", "path_or_buf", "excel_writer") for keyword in call.keywords)
    return last in FORMATS and given and last not in TO_MEMORY.get(file, set())


def mode_of(call: ast.Call, place: int) -> str:
    """The mode that a file is opened in, given by its place or its name; to read, where it is not said."""
    given = [*call.args[place : place + 1], *(one.value for one in call.keywords if one.arg == "mode")]
    return next((str(one.value) for one in given if isinstance(one, ast.Constant)), "r")


def test_files_are_written_by_storage_alone() -> None:
    found = set()
    for path in [*(REPOSITORY / "resettle").rglob("*.py"), REPOSITORY / "streamlit_app.py"]:
        file = path.relative_to(REPOSITORY).as_posix()
        if not file.startswith("resettle/storage/"):
            found |= {(file, name.rpartition(".")[2]) for call, name in calls(path) if writes(call, name, file)}
    assert found == SCRATCH


def test_what_writes_is_seen() -> None:
    """The test above can fail: each of these is seen, and none of those."""
    writing = ["p.write_text('')", "open('a', 'w')", "p.open('xb')", "t.to_csv('a.csv')", "os.replace(a, b)"]
    reading = [
        "open('a')",
        "open('a', 'rb')",
        "p.open('rb')",
        "t.to_csv(index=False)",
        "p.read_text()",
        "st.write('w')",
    ]
    for text, expected in [*((one, True) for one in writing), *((one, False) for one in reading)]:
        (call,) = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        assert writes(call, ast.unparse(call.func), "resettle/cli/plan.py") is expected, text
