"""Number formats of columns, as ``st.column_config.NumberColumn`` takes them."""

from __future__ import annotations

WHOLE, ONE, THREE, SHARE, YEAR = "%,.0f", "%,.1f", "%,.3f", "percent", "%d"
