"""What is wrong with the fields of a settings or scenario file, in plain words instead of pydantic's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "a value",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "a text in quotation marks",
    "string_too_short": "a text that is not blank",
    "bool_type": "true or false",
    "finite_number": "a finite number",
    "greater_than_equal": "at least {ge:g}",
    "greater_than": "more than {gt:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
    "literal_error": "{expected}",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table of fields",
    "model_type": "a table of fields",
    "model_attributes_type": "a table of fields",
}


def finding(trouble: ErrorDetails, fields: Iterable[str]) -> Finding:
    """What stands in a field, what should, and the nearest valid name; ``fields`` are those that there are."""
    name = str(trouble["loc"][-1]) if trouble["loc"] else ""
    kind, context = trouble["type"], trouble.get("ctx", {})
    if kind == "extra_forbidden":
        return Finding(f"an unknown field {quoted(name)}", "a field of the format", nearest(name, fields))
    found = "nothing" if kind == "missing" else quoted(trouble["input"])
    if kind == "value_error":
        return Finding(found, str(context.get("error", trouble["msg"])))
    words = _WORDS.get(kind)
    expected = words.format(**context) if words else trouble["msg"].lower()
    hint = ""
    if kind in ("float_type", "int_type") and isinstance(trouble["input"], str):
        hint = "Write it without quotation marks."
    if expected.startswith("'never'"):
        expected = f"a number without quotation marks, or {expected}"
    elif kind == "literal_error":
        hint = nearest(trouble["input"], [choice.strip("'") for choice in _choices(str(context["expected"]))])
    return Finding(found, expected, hint)


def _choices(expected: str) -> list[str]:
    """The valid words of a text like 'most_people', 'least_cost' or 'fairest'."""
    return expected.replace(" or ", ", ").split(", ")
