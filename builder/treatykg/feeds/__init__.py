"""Inputs of a corpus."""
