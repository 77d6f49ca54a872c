"""The command line: one file a verb; prints; turns errors into messages and exit codes."""
