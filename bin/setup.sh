# Sourced by the other programs here: finds Python, gets uv, installs what is locked, compiles the translations.
# Assumes Python 3.11 or later, a shell and the package registry; names what else is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

find_python() {
  local candidate
  for candidate in python3.11 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "Kornhamn needs Python 3.11 or later: install it and run this again." >&2
  return 1
}

find_uv() {
  if command -v uv >/dev/null 2>&1; then
    command -v uv
  elif [ -x var/tools/bin/uv ]; then
    echo var/tools/bin/uv
  else
    mkdir -p var
    if "$1" -m venv var/tools >/dev/null 2>&1; then
      var/tools/bin/pip install --quiet 'uv>=0.8,<1' >&2
    else # a Python without venv or pip: into a folder of its own
      rm -rf var/tools
      "$1" -m pip install --quiet --target var/tools/lib 'uv>=0.8,<1' >&2 || {
        echo "Kornhamn needs pip: install Python's pip or venv module (Debian: python3-venv)." >&2
        return 1
      }
      mkdir -p var/tools/bin
      ln -sf ../lib/bin/uv var/tools/bin/uv
    fi
    echo var/tools/bin/uv
  fi
}

compile_translations() {
  local area
  for area in src/kornhamn/web/locale/[!_]*/; do
    .venv/bin/pybabel --quiet compile --domain django --directory "$area"
  done
}

python=$(find_python)
uv=$(find_uv "$python")

install_locked() { # arguments: what else to sync
  "$uv" sync --quiet --frozen --python "$python" "$@"
  compile_translations
}
