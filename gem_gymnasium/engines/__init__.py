"""Game engines of other projects, each behind a fence: no global state, no download, no print."""
