# Shared by the scripts beside it; read by bash, not run. Sets `root`, the project's folder.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# packages_for KIND…: names of the packages that serve one of the kinds.
packages_for() {
    local kinds=" $* " name kind
    while read -r name kind _; do
        case $name in '' | '#'*) continue ;; esac
        case $kinds in *" $kind "*) printf '%s\n' "$name" ;; esac
    done <"$root/packaging/packages"
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_missing KIND…: says what it is about to install, then installs it; does nothing when nothing is missing.
install_missing() {
    local missing=() name
    while read -r name; do
        is_installed "$name" || missing+=("$name")
    done < <(packages_for "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing from Debian: ${missing[*]}"
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET…]
build() {
    local preset=$1
    shift
    local launcher=()
    command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    # Without the inode cache, each call would read the precompiled headers, of 150 MB each, for their hash.
    export CCACHE_BASEDIR=$root CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_INODECACHE=1
    (cd "$root" && cmake --preset "$preset" "${launcher[@]}" >"$root/build-$preset.log" 2>&1) || {
        cat "$root/build-$preset.log" >&2
        return 1
    }
    rm -f "$root/build-$preset.log"
    cmake --build "$root/build/$preset" "${@/#/--target=}"
}

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}
