"""The language games, one file a game."""
