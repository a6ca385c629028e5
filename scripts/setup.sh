#!/bin/sh
# Makes .venv from the lock file, with nothing prepared but Python and its package registry.
# Quiet and quick when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

stop() {
    printf 'parvis: %s\n' "$1" >&2
    exit 1
}

# A home that is missing or closed must not stop us: caches then live beside the project.
if [ -z "${HOME:-}" ] || ! [ -d "$HOME" ] || ! [ -w "$HOME" ]; then
    mkdir -p var/home
    HOME="$PWD/var/home"
    export HOME
fi

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    stop "Python 3.11 or newer is missing. Install it (for Debian: apt-get install python3), then try again."
}

# Recent enough to read our lock file.
works() {
    version=$("$1" --version 2>/dev/null) || return 1
    printf '%s\n' "$version" | awk '{ split($2, n, "."); exit !(n[1] > 0 || n[2] >= 8) }'
}

# Prints a uv that works: the machine's, else our own, kept in a git-ignored folder.
find_uv() {
    if works uv; then
        echo uv
        return
    fi
    for own in .venv-bootstrap/bin/uv .venv-bootstrap/lib/bin/uv; do
        if works "$own"; then
            echo "$own"
            return
        fi
    done
    echo "Installing uv in .venv-bootstrap ..." >&2
    if "$1" -m venv .venv-bootstrap >/dev/null 2>&1; then
        .venv-bootstrap/bin/python -m pip install --quiet --disable-pip-version-check uv >&2
        echo .venv-bootstrap/bin/uv
    elif "$1" -m pip --version >/dev/null 2>&1; then
        # A Python without its venv module; a folder of ours is allowed even where the system's
        # own packages are closed to pip.
        "$1" -m pip install --quiet --disable-pip-version-check --target .venv-bootstrap/lib uv >&2
        echo .venv-bootstrap/lib/bin/uv
    else
        stop "Neither uv nor pip nor venv is there. Install one (for Debian: apt-get install python3-venv), then try again."
    fi
}

# Nothing to do when the environment was made from today's files.
wanted=$(cat pyproject.toml uv.lock | cksum)
if [ -x .venv/bin/python ] && [ "$(cat .venv/.made-from 2>/dev/null)" = "$wanted" ] &&
    .venv/bin/python -c 'import parvis' 2>/dev/null; then
    exit 0
fi

python=$(find_python)
uv=$(find_uv "$python")
# Packages come from the registry; a Python of its own, uv would fetch from elsewhere.
UV_PYTHON_DOWNLOADS=never
export UV_PYTHON_DOWNLOADS
unset VIRTUAL_ENV UV_PROJECT_ENVIRONMENT
printf 'Python packages (the first time, about a minute) ...\n'
if ! "$uv" sync --quiet --locked --python "$python"; then
    stop "The Python environment could not be made (see above). It needs the Python package registry; then try again."
fi
printf '%s\n' "$wanted" >.venv/.made-from
