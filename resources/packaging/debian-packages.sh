# shellcheck shell=bash disable=SC2034
# The Debian 12 packages that Headway needs, and how they get onto the machine. Sourced by app/run,
# tests/run and tests/package/run.

build_packages=(
    ccache cmake g++ ninja-build pkgconf
    libmimalloc-dev libsodium-dev libvterm-dev libzxcvbn-dev nlohmann-json3-dev
    qt6-base-dev qt6-charts-dev qt6-httpserver-dev qt6-svg-dev
    libqt6opengl6-dev # Charts' CMake files ask for it
    qt6-websockets-dev # HttpServer's CMake files ask for it
    libqt6sql6-sqlite # a plugin, loaded while running
)
test_packages=(chromium clang clang-format curl dbus-daemon libclang-rt-14-dev mandoc mold openssl procps python3 python3-jsonschema python3-requests slowhttptest sqlite3 util-linux)
lint_packages=(clang-tidy clazy g++-mingw-w64-x86-64-posix)
bench_packages=(gunicorn keepassxc libbenchmark-dev libsqlite3-dev libxcb1-dev nginx-light python3 python3-fastapi python3-flask python3-httptools python3-uvloop qbittorrent util-linux uvicorn wrk xvfb)
screenshot_packages=(imagemagick xauth xdotool xvfb)
package_packages=(appstream debootstrap desktop-file-utils dpkg-dev file lintian)

# Installs those of its arguments that are missing; silent and quick when none is.
install_missing()
{
    local name
    local -A installed=()
    local -a missing=() as_root=()
    while read -r name; do
        installed[$name]=yes
    done < <(dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^.i. *//p')
    for name; do
        [[ ${installed[$name]:-} ]] || missing+=("$name")
    done
    ((${#missing[@]})) || return 0

    echo "Installing ${missing[*]}" >&2
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "There is no sudo here. As root: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    "${as_root[@]}" update >&2 || echo "Going on with the package lists at hand" >&2
    "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" >&2
}
