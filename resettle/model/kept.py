"""A model kept for the next one: of another scenario's model only what changed is built.

The variables and every equation are functions of what they read of instance and decisions. What each one reads is noted
when the first model is built. For another scenario it is read again, and made anew only where it differs; where it
takes other variables, there is no revised model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.model.decisions import make_decisions
from resettle.model.formulation import EQUATIONS, Equation, Model, aim, empty_program
from resettle.model.lp import OtherColumnsError, RevisedProgram, without_garbage_collection
from resettle.model.readings import Readings

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Rows


@dataclass(frozen=True)
class _Part:
    """What an equation (or the objective) reads of instance and decisions."""

    of_instance: Readings[Instance]
    of_decisions: Readings[Decisions]

    @classmethod
    def listening(cls, given: Instance, decisions: Decisions) -> _Part:
        """Nothing read so far."""
        return cls(Readings(given), Readings(decisions))

    def same_of(self, given: Instance, decisions: Decisions | None) -> bool:
        """Whether it would read alike; None: the decisions are the same."""
        return self.of_instance.same_of(given) and (decisions is None or self.of_decisions.same_of(decisions))


@dataclass(frozen=True)
class KeptModel:
    """A model with what each of its parts has read; nothing of it changes, so that threads may share it."""

    model: Model
    whole: bool
    _decisions: Readings[Instance]
    _equations: list[tuple[Equation, _Part, list[Rows]]]
    _aim: _Part

    @classmethod
    def build(cls, given: Instance, *, whole: bool) -> KeptModel:
        """Build the model as ``formulation.build`` does, and listen."""
        with without_garbage_collection():
            program = empty_program(given)
            read = Readings(given)
            decisions = make_decisions(program, read.listener, whole=whole)
            equations = []
            for equation in EQUATIONS:
                part, known = _Part.listening(given, decisions), len(program.rows)
                equation.add(program, part.of_decisions.listener, part.of_instance.listener)
                equations.append((equation, part, program.rows[known:]))
            last = _Part.listening(given, decisions)
            program.set_objective(aim(last.of_decisions.listener, last.of_instance.listener))
        return cls(Model(program, decisions, given), whole, read, equations, last)

    def revised(self, given: Instance) -> Model | None:
        """The model of another instance; None where its variables would be others, or its aim."""
        if given.scenario.mode != self.model.given.scenario.mode:
            return None
        program = RevisedProgram(self.model.program)
        try:
            with without_garbage_collection():
                changed = None
                if not self._decisions.same_of(given):
                    changed = make_decisions(program, given, whole=self.whole)
                decisions = changed or self.model.decisions
                for equation, part, rows in self._equations:
                    if part.same_of(given, changed):
                        program.take(rows)
                    else:
                        equation.add(program, decisions, given)
                if self._aim.same_of(given, changed):
                    program.aim(self.model.program.objective)
                else:
                    program.set_objective(aim(decisions, given))
        except OtherColumnsError:
            return None
        return Model(program, decisions, given)
