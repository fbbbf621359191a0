"""The planning model: index sets and limits from data, and the equations (1)-(17) built with PuLP."""
