"""The tray icon: a client of the control socket, in a process of its own.

Its toolkit ends the whole process when the display goes; the daemon that must let go of keys lives on.
"""
