"""A session's scenarios one after another: undo goes back, redo forth, a new change forgets what was undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario

MOST_UNDONE = 50


@dataclass(frozen=True)
class History:
    """Where a session stands.

    Attributes
    ----------
    present : the scenario now
    past : those before, the latest last
    future : those undone, the next one to be had back last
    """

    present: Scenario
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()

    def then(self, changed: Scenario) -> History:
        """After a change; one that changes nothing leaves everything as it is."""
        if changed == self.present:
            return self
        return History(changed, (*self.past, self.present)[-MOST_UNDONE:])

    def instead(self, present: Scenario) -> History:
        """With another present scenario (a new name, say), which is no step of its own."""
        return replace(self, present=present)

    def undone(self) -> History:
        """One step back, where there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.future, self.present))

    def redone(self) -> History:
        """One step forth again, where there is one."""
        if not self.future:
            return self
        return History(self.future[-1], (*self.past, self.present), self.future[:-1])
