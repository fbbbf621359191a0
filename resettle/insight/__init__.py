"""Why this plan, and what is different about another one."""
