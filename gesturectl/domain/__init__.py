"""Values that cross the walls between rooms: frozen, shape-checked, standard library and numpy only."""
