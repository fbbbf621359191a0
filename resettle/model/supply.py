"""Supply: (11) balance at each node, (12) what a link and a supply can take, in tonnes of building material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.lp import minus, term

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program


def balance(program: Program, x: Decisions, given: Instance) -> None:
    """(11) balance: tonnes in + u − tonnes out = Σ_a t[a]·b + Σ_s t[s]·m, at each node, programme and year."""
    if not x.network.present:
        return
    arriving = term(x.carry, node="to_node")
    leaving = minus(term(x.carry, node="from_node"))
    needed = [_material(x.build), _material(x.commission)]
    program.require("eq11_balance", [arriving, term(x.draw), leaving, *needed], "==", x.network.nodes)


def links(program: Program, x: Decisions, given: Instance) -> None:
    """(12) link: Σ_p f[l,p,t] and Σ_p u[n,p,t] ≤ tonnes_per_year; nothing on a link before its corridor opens."""
    program.require("eq12_link", [term(x.carry)], "<=", x.network.links)
    program.require("eq12_supply", [term(x.draw)], "<=", x.network.supplies)


def _material(flow: pd.DataFrame) -> pd.DataFrame:
    heavy = flow[flow["material_t"] > 0]
    return minus(term(heavy, "material_t", node="place"))
