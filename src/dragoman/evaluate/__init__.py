"""Measuring: gold data in, figures with intervals and a list of errors to read out."""
