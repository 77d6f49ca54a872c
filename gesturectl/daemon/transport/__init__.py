"""How the daemon and its clients reach each other: a Unix socket, or a named pipe on Windows; its owner alone may."""
