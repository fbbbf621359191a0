"""What a question is worked out with in a worker process: its dataset and scenario, and estimates that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from resettle.app.plan_work import UnwantedError, listener, use_plain_text
from resettle.insight.repair import doubling
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from resettle.results.more_money import MoreMoney
from resettle.results.near_best import NearBest
from resettle.results.raises import Raises
from resettle.results.row_moves import RowMoves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.certainty import Ranges
    from resettle.results.figures import Figure
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener
    from resettle.workers.caller import Caller


class Counted(NamedTuple):
    """How far a question is: plans made or limits moved, and how many there will be (0: not known beforehand)."""

    plans: int
    of: int


class Study:
    """What a question is worked out with: its dataset and scenario, and estimates that are counted.

    Attributes
    ----------
    dataset, scenario : what is asked about
    """

    def __init__(
        self,
        caller: Caller,
        dataset: Dataset,
        scenario: Scenario,
        last: LastAsked,
        counted: Counted | None = None,
        *,
        far: bool = False,
    ) -> None:
        self.dataset, self.scenario, self._far = dataset, scenario, far
        self._caller, self._last, self._hear = caller, last, listener(caller)
        self._counted = counted or Counted(0, 0)

    def estimate(self, scenario: Scenario) -> Plan:
        """A verified estimate; raises what the estimator raises, and UnwantedError where nobody waits any more."""
        self.go_on()
        plan = self._last.estimator(self.dataset, self.scenario).estimate(scenario, progress=self._hear, far=self._far)
        self.go_on()
        if not self._counted.of:
            self._count(self._counted.plans + 1, 0)
        return plan

    def plan_of(self, dataset: Dataset, scenario: Scenario) -> Plan:
        """A verified estimate of other data than the study's own; raises what ``make_plan`` raises."""
        self.go_on()
        plan = make_plan(dataset, scenario, estimate=True, progress=self._hear)
        self.go_on()
        self._count(self._counted.plans + 1, self._counted.of)
        return plan

    def ranges(self, plan: Plan, figures: Iterable[Figure] | None = None) -> Ranges:
        """The near-optimal ranges of an estimate's figures; those of the study's own scenario are kept."""
        chosen = None if figures is None else list(figures)

        def find() -> Ranges:
            self.go_on()
            found = self._last.estimator(self.dataset, self.scenario).ranges(plan, chosen, progress=self._hear)
            self.go_on()
            return found

        if plan.scenario.digest != self.scenario.digest:
            return find()
        return self._last.ranges((self.dataset.digest, f"{self.scenario.digest} {chosen}"), find)

    def moves(self) -> RowMoves:
        """The scenario's estimate, to be solved again with single limits moved."""
        return RowMoves(self.dataset, self.scenario, self._hear)

    def near_best(self) -> NearBest:
        """The scenario's estimate, to be solved again near its best."""
        return NearBest(self.dataset, self.scenario, progress=self._hear)

    def more_money(self) -> MoreMoney:
        """The scenario's estimate, to be solved again with more money; the one of the last who asked, if it is that."""
        return self._last.money(self.dataset, self.scenario, self._hear)

    def afar(self) -> Study:
        """The same, for questions whose estimates are known to be far from the scenario's own."""
        return Study(self._caller, self.dataset, self.scenario, self._last, self._counted, far=True)

    def raises(self, most: float, reference: Plan | None = None) -> Raises:
        """The scenario's estimate, to be solved again with limits up to so many times as large.

        Nobody has fewer people settled than in the plan that is the reference.
        """
        doubled = doubling(self.dataset, self.scenario)
        return Raises(self.dataset, self.scenario, doubled, most, self._hear, reference)

    def told(self, number: int, of: int) -> None:
        """Number and count of what is worked out next; raises UnwantedError where nobody waits any more."""
        self._count(number, of)
        self.go_on()

    def go_on(self) -> None:
        """Between two plans: raises UnwantedError where it shall end."""
        if not self._caller.wants_more:
            raise UnwantedError

    def _count(self, plans: int, of: int) -> None:
        self._counted = Counted(plans, of)
        self._caller.tell(self._counted)


class LastAsked:
    """What the last questions were answered with, kept for the next ones about the same: it takes long to make.

    A worker works questions out one at a time, so that nobody else uses it meanwhile.
    """

    def __init__(self) -> None:
        self._estimator: tuple[tuple[str, str], Estimator] | None = None
        self._money: tuple[tuple[str, str], MoreMoney] | None = None
        self._ranges: tuple[tuple[str, str], Ranges] | None = None

    def estimator(self, dataset: Dataset, scenario: Scenario) -> Estimator:
        """The one that starts from the scenario that is asked about."""
        key = (dataset.digest, scenario.digest)
        if self._estimator is None or self._estimator[0] != key:
            self._estimator = None  # one at a time in memory
            self._estimator = (key, Estimator(dataset, scenario))
        return self._estimator[1]

    def money(self, dataset: Dataset, scenario: Scenario, progress: Listener) -> MoreMoney:
        """The programme of a dataset and a scenario, to be given more money."""
        key = (dataset.digest, scenario.digest)
        if self._money is None or self._money[0] != key:
            self._money = None  # one at a time in memory
            self._money = (key, MoreMoney(dataset, scenario, progress))
        return self._money[1]

    def ranges(self, key: tuple[str, str], find: Callable[[], Ranges]) -> Ranges:
        """The ranges of one estimate."""
        if self._ranges is None or self._ranges[0] != key:
            self._ranges = (key, find())
        return self._ranges[1]


_LAST = LastAsked()


def answer(caller: Caller, dataset: Dataset, scenario: Scenario, work: Callable[[Study], Any]) -> Any:
    """What a question's work finds; this is what a worker process is asked."""
    use_plain_text()
    return work(Study(caller, dataset, scenario, _LAST))
