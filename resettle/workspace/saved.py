"""A saved scenario: the documented scenario file, with its tags and the time of saving in comments at its head."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from resettle.errors import WorkspaceError
from resettle.inputs.scenario import Scenario
from resettle.inputs.scenario_text import LARGEST_SCENARIO_BYTES
from resettle.workspace.names import checked_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAVED = re.compile(r"^# saved: (?P<said>\S+)[ \t]*$", re.MULTILINE)
_TAGS = re.compile(r"^# tags: (?P<said>.*)$", re.MULTILINE)
_HEAD = re.compile(r"\A(?:#[^\n]*\n|\s*\n)*")


@dataclass(frozen=True)
class Saved:
    """A scenario as it lies on the disk.

    Attributes
    ----------
    name : of the file, without its ending
    scenario : what it asks, with its title and description
    tags : for finding it again
    saved_at : when, in UTC; None where the file does not say
    version : SHA-256 of the file's content: a file with another one was changed
    """

    name: str
    scenario: Scenario
    tags: tuple[str, ...]
    saved_at: datetime | None
    version: str


def written(scenario: Scenario, tags: Sequence[str], now: datetime) -> bytes:
    """The file's content; raises WorkspaceError where it would be too large to be read again."""
    head = [f"# saved: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"]
    head += [f"# tags: {', '.join(tags)}"] if tags else []
    data = "\n".join([*head, "", scenario.dump_toml()]).encode()
    if len(data) > LARGEST_SCENARIO_BYTES:
        most = LARGEST_SCENARIO_BYTES / 2**20
        raise WorkspaceError(
            f"The scenario would take {len(data) / 2**20:,.1f} MB; at most {most:,.0f} MB can be kept."
        )
    return data


def read(name: str, data: bytes, file: str) -> Saved:
    """A saved scenario from the file's content; raises ScenarioError with every problem."""
    text = data.decode("utf-8-sig")
    scenario = Scenario.parse(text, file)
    head = _HEAD.match(text)
    said = head[0] if head else ""
    return Saved(name, scenario, _tags(said), _saved_at(said), version_of(data))


def version_of(data: bytes) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(data).hexdigest()


def _tags(head: str) -> tuple[str, ...]:
    """Tags of a file, which somebody may have edited: what could not be saved as a tag is none."""
    found = _TAGS.search(head)
    tags: list[str] = []
    for tag in found["said"].split(",") if found else []:
        try:
            tags += checked_tags([tag])
        except WorkspaceError:
            continue
    return tuple(dict.fromkeys(tags))


def _saved_at(head: str) -> datetime | None:
    found = _SAVED.search(head)
    try:
        moment = datetime.fromisoformat(found["said"]) if found else None
    except ValueError:
        return None
    return None if moment is None or moment.tzinfo is None else moment.astimezone(UTC)
