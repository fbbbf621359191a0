"""Every cell of a registry checked, column by column: what it holds, whether names are known, whether rows agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.columns import COLUMNS, MAY_BE_ABSENT, MEMBERS, NAMES, SEPARATOR, SYNTHETIC, TEXTS
from resettle.households.findings import shown
from resettle.households.near_columns import meant_column
from resettle.households.personal import looks_personal, personal_cells
from resettle.inputs.columns import FIRST_YEAR_POSSIBLE, LAST_YEAR_POSSIBLE
from resettle.inputs.formula_text import RUN_BY_SPREADSHEETS
from resettle.inputs.problems import quoted

if TYPE_CHECKING:
    from resettle.households.findings import Findings
    from resettle.inputs.columns import Column
    from resettle.inputs.dataset import Dataset

_WHOLE = r"[0-9]{1,6}"
_ASCII_DIGITS = "Write it with the digits 0 to 9."
_KEYS = ("household", "community")
MOST_PARTS = 5_000_000
"""Ids and places in the cells that hold several, in all."""
COHORT = ["programme", "origin", "current_place", "size_class", "profile"]


def checked(raw: pd.DataFrame, dataset: Dataset, findings: Findings, *, drop_personal: bool) -> pd.DataFrame:
    """Typed households with persons, size class and cohort; what is wrong goes to ``findings``.

    ``raw`` has every cell as text; its index is the row as a spreadsheet counts it.
    """
    _headings(raw, findings, set(dataset["places"]["place"]), drop_personal=drop_personal)
    if raw.columns.duplicated().any() or any(name not in raw for name in NAMES if name not in MAY_BE_ABSENT):
        return pd.DataFrame(columns=[*NAMES, "persons", "size_class", "cohort"])
    households = pd.DataFrame(
        {name: raw[name].str.strip() if name in raw else pd.Series("", index=raw.index, dtype="str") for name in NAMES}
    )
    if households.empty:
        findings.of_file("", "no household", "at least one row below the headings")
    _personal(households, findings)
    _blank_or_twice(households, findings)
    if not _few_parts(households, findings):
        return households.iloc[:0]
    _names(households, dataset, findings)
    households = _figures(households, findings)
    _choices(households, findings)
    _links(households, dataset, findings)
    return _with_cohorts(households, dataset, findings)


def _headings(raw: pd.DataFrame, findings: Findings, places: set[str], *, drop_personal: bool) -> None:
    """Columns that are missing, twice, nearly known, personal or not known."""
    for name in dict.fromkeys(raw.columns[raw.columns.duplicated()]):
        findings.of_file(str(name), "the column twice", "each column once", "Remove one.")
    unknown = [str(name) for name in dict.fromkeys(raw.columns) if name not in (*NAMES, SYNTHETIC)]
    near = {name: known for name in unknown if (known := meant_column(name, set(map(str, raw.columns)), places))}
    for name, known in near.items():
        hint = f"Did you mean {known!r}? Name it so, with the keys in one cell each row, or take it out of the file."
        findings.of_file(quoted(name).strip("'"), "a column that is nearly one of the registry's", f"{known!r}", hint)
    personal = [name for name in unknown if name not in near and looks_personal(name)]
    others = [name for name in unknown if name not in personal and name not in near]
    for column in COLUMNS:
        if column.name not in raw and column.name not in MAY_BE_ABSENT and column.name not in near.values():
            hint = f"It holds: {column.meaning}."
            findings.of_file(column.name, "no such column", f"a column {column.name!r}", hint)
    for name in personal:
        if drop_personal:
            findings.warnings.append(f"the column {name!r} looks personal and was left out, unread")
        else:
            findings.of_file(
                name,
                "a column that looks personal",
                "no names, telephones, addresses or numbers of papers",
                "Take it out of the file, or leave it out with --drop-personal. None of its cells was read.",
            )
    if others:
        findings.warnings.append(f"columns that are not known were left out: {', '.join(map(quoted, others))}")


def _personal(households: pd.DataFrame, findings: Findings) -> None:
    for name in TEXTS:
        rows = households.index[personal_cells(households[name]).to_numpy(dtype=bool)]
        found = ["what looks like an e-mail address or a telephone number"] * len(rows)
        findings.of_rows(rows, name, found, "a key", "It is not repeated here. Take it out of the file.")


def _blank_or_twice(households: pd.DataFrame, findings: Findings) -> None:
    for column in COLUMNS:
        if column.required:
            rows = households.index[(households[column.name] == "").to_numpy(dtype=bool)]
            findings.of_rows(rows, column.name, ["a blank"] * len(rows), _expected(column))
    ids = households["household"]
    twice = ids[ids.duplicated() & (ids != "")]
    found = [f"the id of row {row}" for row in _first_rows(ids, twice)]
    findings.of_rows(twice.index, "household", found, "an id of its own for each household")
    for name in _KEYS:
        runs = households[name].str.match(RUN_BY_SPREADSHEETS) & ~personal_cells(households[name])
        run = households.index[runs.to_numpy(dtype=bool)]
        found = ["a text that a spreadsheet would run as a formula"] * len(run)
        findings.of_rows(run, name, found, "a key that begins with a letter or a digit")


def _few_parts(households: pd.DataFrame, findings: Findings) -> bool:
    """Whether the cells that hold several ids or places hold a number that can be looked at one by one."""
    several = ("kin", "wishes", "refuses")
    parts_in_all = sum(int(households[name].str.count(SEPARATOR).sum()) for name in several)
    if parts_in_all > MOST_PARTS:
        found, most = f"{parts_in_all:,} ids and places", f"at most {MOST_PARTS:,} in all"
        findings.of_file(", ".join(several), found, most)
    return parts_in_all <= MOST_PARTS


def _first_rows(ids: pd.Series, twice: pd.Series) -> list[int]:
    first = ids.drop_duplicates()
    row_of = pd.Series(first.index, index=first.to_numpy())
    return [int(row) for row in row_of.reindex(twice.to_numpy())]


def _names(households: pd.DataFrame, dataset: Dataset, findings: Findings) -> None:
    places = set(dataset["places"]["place"])
    valid = {
        "programmes": set(dataset["programmes"]["programme"]),
        "origins": places | set(dataset["cohorts"]["origin"]),
        "places": places,
        "profiles": set(dataset["profiles"]["profile"]),
    }
    for column in COLUMNS:
        texts = households[column.name]
        known = set(column.choices) if column.choices else valid.get(column.refers_to)
        if known is not None:
            findings.of_names(texts[~texts.isin(known) & (texts != "")], column.name, _expected(column), known)


def _expected(column: Column) -> str:
    if column.choices:
        return f"one of {', '.join(column.choices)}" + (", or a blank" if not column.required else "")
    if column.refers_to:
        return f"one of the dataset's {column.refers_to}"
    if column.kind == "whole":
        return f"a whole number from {column.minimum:g} to {column.maximum:g}"
    return column.meaning


def _figures(households: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Members and years as whole numbers; a cell that is none is named and stands for nothing."""
    typed = households.copy()
    for column in COLUMNS:
        if column.kind not in ("whole", "year"):
            continue
        texts = households[column.name]
        known = texts.str.fullmatch(_WHOLE)
        values = pd.to_numeric(texts.where(known, "0"))
        low, high = (
            (FIRST_YEAR_POSSIBLE, LAST_YEAR_POSSIBLE)
            if column.kind == "year"
            else (column.minimum or 0.0, column.maximum or np.inf)
        )
        good = known & (values >= low) & (values <= high)
        wrong = texts[~good & (texts != "")]
        expected = f"a year from {low:g} to {high:g}, or a blank" if column.kind == "year" else _expected(column)
        other = wrong.str.contains(r"[^\x00-\x7f]", regex=True) & wrong.str.isdigit()
        findings.of_rows(wrong.index[~other], column.name, map(shown, wrong[~other]), expected)
        in_other = ["digits of another script"] * int(other.sum())
        findings.of_rows(wrong.index[other], column.name, in_other, expected, _ASCII_DIGITS)
        whole = values.where(good, 0).astype("int64")
        typed[column.name] = whole.astype("Int64").where(good) if column.kind == "year" else whole
    return typed


def _choices(households: pd.DataFrame, findings: Findings) -> None:
    """A year without a choice."""
    rows = households.index[((households["solution"] == "") & households["from_year"].notna()).to_numpy(dtype=bool)]
    found = ["a year without a choice"] * len(rows)
    findings.of_rows(rows, "from_year", found, "a blank where no choice is stated", "State the choice, or clear it.")


def _links(households: pd.DataFrame, dataset: Dataset, findings: Findings) -> None:
    """Kin that are no households, and places that are none of the programme's."""
    kin = parts(households, "kin")
    unknown = kin[~kin["part"].isin(set(households["household"]))]
    findings.of_rows(pd.Index(unknown["row"]), "kin", map(shown, unknown["part"]), "ids of households of this registry")
    own = kin[kin["part"].to_numpy() == households["household"].reindex(kin["row"]).to_numpy()]
    findings.of_rows(pd.Index(own["row"]), "kin", ["the household itself"] * len(own), "other households")
    programme_of = dataset["places"].set_index("place")["programme"]
    for name in ("wishes", "refuses"):
        places = parts(households, name)
        mine = households["programme"].reindex(places["row"]).to_numpy()
        home = places["part"].map(programme_of)
        known = home.notna().to_numpy(dtype=bool)
        others = pd.Index(places["row"][known & (home.to_numpy(dtype=object) != mine)])
        expected = "places of the household's programme"
        findings.of_rows(others, name, ["a place of another programme"] * len(others), expected)
        wrong = places[~known]
        texts = pd.Series(wrong["part"].to_numpy(), index=pd.Index(wrong["row"]), dtype="str")
        findings.of_names(texts, name, expected, programme_of.index)


def parts(households: pd.DataFrame, name: str) -> pd.DataFrame:
    """The single ids or places of a column: row (the frame's index), order (from 0), part."""
    texts = households.loc[(households[name] != "").to_numpy(dtype=bool), name]
    split = texts.str.split(SEPARATOR).explode().str.strip()
    split = split[(split != "").to_numpy(dtype=bool)]
    order = split.groupby(level=0, sort=False).cumcount()
    return pd.DataFrame(
        {"row": split.index.to_numpy(), "order": order.to_numpy(), "part": split.to_numpy(dtype=object)}
    )


def _with_cohorts(households: pd.DataFrame, dataset: Dataset, findings: Findings) -> pd.DataFrame:
    """Persons, size class and cohort; households too small or too large for any class are named."""
    persons = households[list(MEMBERS)].sum(axis=1).astype("int64")
    classes = dataset["size_classes"]
    size = pd.Series("", index=households.index, dtype="str")
    for row in classes.to_dict("records"):
        size = size.mask((persons >= row["persons_min"]) & (persons <= row["persons_max"]), str(row["size_class"]))
    none = persons[size == ""]
    sizes = ", ".join(
        f"{low:g} to {high:g}" for low, high in zip(classes["persons_min"], classes["persons_max"], strict=True)
    )
    findings.of_rows(
        none.index, "", [f"{count} members in all" for count in none], f"as many as a size class has ({sizes})"
    )
    told = households.assign(persons=persons, size_class=size)
    known = dataset["cohorts"][[*COHORT, "cohort"]].drop_duplicates(COHORT)
    told = told.reset_index().merge(known, on=COHORT, how="left").set_index(households.index.name or "index")
    made = told[COHORT].agg("-".join, axis=1) if told["cohort"].isna().any() else told["cohort"]
    return told.assign(cohort=told["cohort"].where(told["cohort"].notna(), made).astype("str"))
