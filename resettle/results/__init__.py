"""What came out: solving, whole households, the plan, its checker."""
