"""What we know of each game beyond its engine, one file a game, named as the game."""
