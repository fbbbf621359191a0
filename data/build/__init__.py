"""The default dataset, built from margins, sourced figures and stated assumptions."""
