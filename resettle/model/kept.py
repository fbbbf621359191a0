"""A model kept for the next one: of another scenario's model only what changed is built.

The variables of every symbol and every equation are functions of what they read of instance and decisions. What each
one reads is noted when the first model is built. For another scenario it is read again, and made anew only where it
differs; where it takes other variables, there is no revised model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resettle.model.decisions import SYMBOLS, Decisions
from resettle.model.formulation import EQUATIONS, Equation, Model, aim, empty_program
from resettle.model.lp import OtherColumnsError, RevisedProgram, without_garbage_collection
from resettle.model.readings import Readings, as_before

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.instance import Instance
    from resettle.model.lp import Program
    from resettle.model.rows import Rows


@dataclass(frozen=True)
class _Part:
    """What an equation (or the objective) reads of instance and decisions."""

    of_instance: Readings[Instance]
    of_decisions: Readings[Decisions]

    @classmethod
    def listening(cls, given: Instance, decisions: Decisions) -> _Part:
        """Nothing read so far."""
        return cls(Readings(given), Readings(decisions))

    def same_of(self, given: Instance, decisions: Decisions) -> bool:
        """Whether it would read alike."""
        return self.of_instance.same_of(given) and self.of_decisions.same_of(decisions)


@dataclass(frozen=True)
class KeptModel:
    """A model with what each of its parts has read; nothing of it changes, so that threads may share it."""

    model: Model
    whole: bool
    _symbols: dict[str, Readings[Instance]]
    _equations: list[tuple[Equation, _Part, list[Rows]]]
    _aim: _Part

    @classmethod
    def build(cls, given: Instance, *, whole: bool) -> KeptModel:
        """Build the model as ``formulation.build`` does, and listen."""
        with without_garbage_collection():
            program = empty_program(given)
            symbols = {symbol: Readings(given) for symbol in SYMBOLS}
            made = {symbol: make(program, symbols[symbol].listener, whole) for symbol, make in SYMBOLS.items()}
            decisions = Decisions(**made, network=given.network, purses=given.purses)
            equations = []
            for equation in EQUATIONS:
                part, known = _Part.listening(given, decisions), len(program.rows)
                equation.add(program, part.of_decisions.listener, part.of_instance.listener)
                equations.append((equation, part, program.rows[known:]))
            last = _Part.listening(given, decisions)
            program.set_objective(aim(last.of_decisions.listener, last.of_instance.listener))
        return cls(Model(program, decisions, given), whole, symbols, equations, last)

    def revised(self, given: Instance) -> Model | None:
        """The model of another instance; None where its variables would be others, or its aim."""
        if given.scenario.mode != self.model.given.scenario.mode:
            return None
        program = RevisedProgram(self.model.program)
        try:
            with without_garbage_collection():
                decisions = self._revised_decisions(program, given)
                for equation, part, rows in self._equations:
                    if part.same_of(given, decisions):
                        program.take(rows)
                    else:
                        equation.add(program, decisions, given)
                if self._aim.same_of(given, decisions):
                    program.aim(self.model.program.objective)
                else:
                    program.set_objective(aim(decisions, given))
        except OtherColumnsError:
            return None
        return Model(program, decisions, given)

    def _revised_decisions(self, program: Program, given: Instance) -> Decisions:
        """The tables of variables: as they were but for those that read otherwise and come out otherwise."""
        tables: dict[str, pd.DataFrame] = {}
        for symbol, read in self._symbols.items():
            known = getattr(self.model.decisions, symbol)
            same = read.same_of(given)
            tables[symbol] = known if same else as_before(SYMBOLS[symbol](program, given, self.whole), known)
        return Decisions(**tables, network=given.network, purses=given.purses)
