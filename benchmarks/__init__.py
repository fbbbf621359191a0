"""How fast and how large: measurements of resettle beside its peers (docs/performance.md; ``python -m benchmarks``)."""
