"""Endless problems, each with its answer; no generator knows anything of environments."""
