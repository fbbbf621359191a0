"""resettle: plans for displaced people coming home or settling anew.

The public door::

    from resettle import load_dataset, Scenario, make_plan
"""

from resettle.errors import DataError, PlanError, Problem, ResettleError, ScenarioError, SolveError
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.scenario import Scenario
from resettle.results.make_plan import make_plan
from resettle.results.plan import Plan

__all__ = [
    "DataError",
    "Dataset",
    "Plan",
    "PlanError",
    "Problem",
    "ResettleError",
    "Scenario",
    "ScenarioError",
    "SolveError",
    "load_dataset",
    "make_plan",
]
