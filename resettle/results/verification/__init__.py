"""The checker: every numbered equation of the formulation, recomputed from a plan's own tables."""
