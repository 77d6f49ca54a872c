#!/bin/sh
# Prints the path of a Python that gesturectl can run on, or says what is missing.
# $PYTHON names one; otherwise the first new enough of python3 and the versioned names.
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
found=''
for name in ${PYTHON:-python3 python3.11 python3.12 python3.13 python3.14 python}; do
  path=$(command -v "$name" 2>/dev/null) || { found="$found${PYTHON:+ no program $name}"; continue; }
  if "$path" -c "$new_enough" 2>/dev/null; then
    echo "$path"
    exit 0
  fi
  found="$found $path ($("$path" -V 2>&1 | head -n 1))"
done
echo "gesturectl: needs Python 3.11 or newer; found:${found:- none}. Install one, or name it: make PYTHON=/path/to/python3" >&2
exit 1
