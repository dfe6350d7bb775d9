"""The single-agent environments, by family."""
