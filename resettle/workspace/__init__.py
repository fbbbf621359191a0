"""Scenarios that are kept: saved on this machine, and carried by a link."""
