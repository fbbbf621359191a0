"""The chart of confidence shows each table's shares in per cent."""

from __future__ import annotations

import pandas as pd

from resettle.charts.provenance import SAID, confidence_chart


def test_shares_by_confidence() -> None:
    frame = pd.DataFrame(
        [("places", "sourced", 3, 0.75), ("places", "derived", 1, 0.25), ("places", "assumption", 0, 0.0)],
        columns=["table", "confidence", "rows", "share"],
    )
    figure = confidence_chart(frame)
    assert {trace.name: list(trace.x) for trace in figure.data} == {
        SAID["sourced"]: [75.0],
        SAID["derived"]: [25.0],
        SAID["assumption"]: [0.0],
    }
    assert "%" in figure.layout.xaxis.title.text
