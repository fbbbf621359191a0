"""From cohorts to single households: the registry of a people, and one that is made up."""
