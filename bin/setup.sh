# Sourced by the other programs here: finds Python, gets uv, installs what is locked, compiles the translations.
# Assumes Python 3.11 or later, bash and the package registry; names what else is missing.
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
    return
  fi
  [ -x var/tools/bin/uv ] || fetch_uv "$1" || return
  echo var/tools/bin/uv
}

fetch_uv() { # with the pip that Python carries; some distributions pack it apart
  if ! has_pip "$1" && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing python3-venv …" >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  fi
  rm -rf var/tools
  if "$1" -c 'import ensurepip' 2>/dev/null && mkdir -p var && "$1" -m venv var/tools >&2; then
    var/tools/bin/pip install --quiet 'uv>=0.8,<1' >&2
  elif has_pip "$1"; then # without venv: into a folder of its own
    "$1" -m pip install --quiet --target var/tools/lib 'uv>=0.8,<1' >&2 &&
      mkdir -p var/tools/bin && ln -sf ../lib/bin/uv var/tools/bin/uv
  else
    echo "Kornhamn fetches what it is built on with pip, and $1 has none." >&2
    echo "Debian and Ubuntu: apt install python3-venv. Then run this again." >&2
    return 1
  fi
}

has_pip() {
  "$1" -c 'import ensurepip' 2>/dev/null || "$1" -c 'import pip' 2>/dev/null
}

python=$(find_python)
uv=$(find_uv "$python")

install_locked() { # arguments: what else to sync
  "$uv" sync --quiet --frozen --python "$python" "$@"
  .venv/bin/python -m kornhamn.web.catalogues
}
