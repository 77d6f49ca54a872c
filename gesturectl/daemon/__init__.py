"""The running program: threads, wiring, the loop; and the demonstration on a desktop of its own."""
