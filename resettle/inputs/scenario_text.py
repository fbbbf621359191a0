"""A scenario's file: its text, the lines of its fields, and what is wrong with them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from resettle.errors import Problem, ScenarioError
from resettle.inputs.content_limits import normal_content
from resettle.inputs.field_problems import finding
from resettle.inputs.problems import MOST_LISTED, Finding, error, quoted
from resettle.inputs.text_files import parse_toml, read_text, unparsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

LARGEST_SCENARIO_BYTES = 2**20
FieldPath = tuple[str | int, ...]
_FORMS = {"figure", "text", "table", "[key]"}
_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]")
_MULTILINE = ('"""', "'''")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class ReadFrom:
    """Where a scenario was read from: the file's name, and the line of each field. All of them are equal.

    Two scenarios that ask the same are the same, wherever they were read from.
    """

    file: str = "scenario"
    lines: dict[FieldPath, int] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Where it was read from is no part of what a scenario asks."""
        return isinstance(other, ReadFrom)

    def __hash__(self) -> int:
        """As equal as ``==`` says."""
        return hash(ReadFrom)

    @classmethod
    def parse(cls, text: str, file: str) -> tuple[object, ReadFrom]:
        """Content and lines of a scenario's text; raises ScenarioError where it cannot be parsed."""
        is_json = file.lower().endswith(".json")
        content = _parse_json(text, file) if is_json else parse_toml(text, file)
        if isinstance(content, Problem):
            raise ScenarioError([content], f"the scenario {file} cannot be read:")
        return content, cls(file, {} if is_json else toml_lines(text))

    def problem(self, path: FieldPath, what: Finding, name: str = "") -> Problem:
        """An error at a field, with the line of the field or of what it stands in, where that is known."""
        known = (self.lines.get(path[:length]) for length in range(len(path), 0, -1))
        row = next((line for line in known if line is not None), None)
        return error(self.file, row, name or field_name(path), *what)


def read_scenario(path: str | Path) -> tuple[object, ReadFrom]:
    """Content of a scenario's file, and where it was read from; raises ScenarioError where it cannot be read."""
    path = Path(path)
    text = read_text(path, LARGEST_SCENARIO_BYTES)
    if isinstance(text, Problem):
        raise ScenarioError([text], f"the scenario {path} cannot be read:")
    return ReadFrom.parse(text, path.name)


def validated(model: type[Model], content: object, read_from: ReadFrom) -> Model:
    """The content as a model; raises ScenarioError with every field that is wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as trouble:
        found = trouble.errors(include_url=False)
        problems = [_problem(one, model, read_from) for one in found[:MOST_LISTED]]
        if len(found) > MOST_LISTED:
            more = f"{len(found) - MOST_LISTED:,} more fields that are wrong"
            problems.append(error(read_from.file, None, "", more, "none", f"Only the first {MOST_LISTED} are listed."))
        raise ScenarioError(problems, f"the scenario {read_from.file} has errors:") from None


def field_name(path: FieldPath) -> str:
    """A field as people say it: ``change 2: times``, ``opens.corridor.zangezur``."""
    said = ""
    for part in path:
        if isinstance(part, int):
            said += f" {part + 1}: "
        else:
            said += part if not said or said.endswith(": ") else f".{part}"
    return said.removesuffix(": ")


def toml_lines(text: str) -> dict[FieldPath, int]:
    """Line of every field of TOML text, and of the tables that they stand in."""
    lines: dict[FieldPath, int] = {}
    table: FieldPath = ()
    counts: dict[FieldPath, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        header, assigned = _HEADER.match(line), _DOTTED.match(line)
        if header:
            table = _inside(_keys(header[2]), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            _note(lines, table, number)
        elif assigned:
            _note(lines, (*table, *_keys(assigned[1])), number)
        inside = next((mark for mark in _MULTILINE if line.count(mark) % 2), "")
    return lines


def _inside(table: FieldPath, counts: dict[FieldPath, int]) -> FieldPath:
    """A table's path, where it stands in a list of tables: in the last of them (``add.row`` is ``add 1: row``)."""
    path: FieldPath = ()
    for number, key in enumerate(table):
        path = (*path, key)
        if path in counts and number < len(table) - 1:
            path = (*path, counts[path])
    return path


def _note(lines: dict[FieldPath, int], path: FieldPath, number: int) -> None:
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))


def _parse_json(text: str, file: str) -> object:
    try:
        return normal_content(json.loads(text, object_pairs_hook=_unrepeated), file)
    except (ValueError, RecursionError) as trouble:
        return unparsed(trouble, file, "JSON that can be read")


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        again = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        message = f"the field {quoted(again)} stands there twice"
        raise ValueError(message)
    return fields


def _problem(one: ErrorDetails, model: type[BaseModel], read_from: ReadFrom) -> Problem:
    path = tuple(part for part in one["loc"] if part not in _FORMS)
    what = finding(one, _fields_at(model, path[:-1]))
    if one["type"] == "value_error" and isinstance(one["input"], dict):
        what = Finding(", ".join(map(str, one["input"])) or "nothing", what.expected, what.hint)
    elif one["type"] in ("dict_type", "model_type", "model_attributes_type"):
        what = Finding(quoted(one["input"]), what.expected, what.hint)
    return read_from.problem(path, what)


def _fields_at(model: type[BaseModel], path: FieldPath) -> Iterable[str]:
    """Valid fields of the part of a scenario that a path leads to."""
    for part in path:
        inner = model.model_fields.get(str(part))
        if inner is None:
            continue
        inside = [*getattr(inner.annotation, "__args__", ()), inner.annotation]
        model = next((one for one in inside if isinstance(one, type) and issubclass(one, BaseModel)), model)
    return model.model_fields
