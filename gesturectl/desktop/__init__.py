"""The desktop: keys, pointer, windows, applications and media. The only room that injects input."""
