"""What is known: the dataset, its rules, and scenarios that say what is different."""
