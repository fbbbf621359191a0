"""The dataset and the scenario that a command is given; the ones that ship where it is given none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.endings import say
from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.scenario import Scenario
from resettle.inputs.shipped import shipped_dataset, shipped_scenario

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """``--data`` and ``--scenario``."""
    data_argument(parser)
    parser.add_argument(
        "--scenario",
        metavar="FILE",
        help="scenario, .toml or .json (default: with the data that "
        "ships its baseline, with your own the data as it is)",
    )


def data_argument(parser: argparse.ArgumentParser) -> None:
    """``--data``."""
    parser.add_argument(
        "--data",
        metavar="DIR|ZIP|XLSX",
        help="dataset: a folder or zip file of CSV files, or a workbook (default: the one that ships)",
    )


def dataset(chosen: argparse.Namespace) -> Dataset:
    """Load the dataset; raises DataError with every problem."""
    return load_dataset(Path(chosen.data) if chosen.data else shipped_dataset())


def scenario(chosen: argparse.Namespace, data: Dataset) -> Scenario:
    """Load the scenario; raises ScenarioError with every problem. Says so if it was made for another dataset."""
    if chosen.scenario:
        asked = Scenario.load(chosen.scenario)
    else:
        asked = Scenario() if chosen.data else Scenario.load(shipped_scenario())
    if asked.dataset and asked.dataset != data.name:
        say(f"warning: the scenario was made for the dataset {asked.dataset!r} and is used on {data.name!r}.")
    return asked
