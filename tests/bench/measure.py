"""Takes the parts of tests/bench/run one after the other and writes what came of them."""

import argparse
import datetime
import os
import platform
import re
import signal
import sys

import events
import history
import lookup
import retention
import soak
import start
import updates
import window

PARTS = {"lookup": lookup.measure, "updates": updates.measure, "history": history.measure, "events": events.measure,
         "retention": retention.measure, "window": window.measure,
         "start": start.measure}
README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "README.md")


def parsed():
    parser = argparse.ArgumentParser(prog="tests/bench/run")
    parser.add_argument("build", help=argparse.SUPPRESS)
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be repeated")
    parser.add_argument("--seconds", type=int, default=2, help="of one measurement")
    parser.add_argument("--rounds", type=int, default=3, help="in which all take turns")
    parser.add_argument("--soak", type=seconds_of, metavar="TIME", help="for so long, 30m or 90s, instead of the parts")
    parser.add_argument("--dry", action="store_true", help="leave README.md as it is")
    return parser.parse_args()


def seconds_of(text):
    number, unit = re.fullmatch(r"(\d+)([sm])", text).groups()
    return int(number) * {"s": 1, "m": 60}[unit]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as information:
        model = re.search(r"^model name\s*: (.*)$", information.read(), re.MULTILINE)
    return f"{model.group(1) if model else platform.machine()}, {os.cpu_count()} cores, {system()}"


def system():
    return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"


def write_section(part, lines):
    """In the place of the part's section in README.md, or at its end."""
    with open(README, encoding="utf-8") as file:
        sections = re.split(r"^(?=## )", file.read(), flags=re.MULTILINE)
    text = "\n".join([f"## {part}", "", *lines, ""])
    known = [section.split("\n", 1)[0] for section in sections]
    if f"## {part}" in known:
        sections[known.index(f"## {part}")] = text + "\n"
    else:
        sections.append("\n" + text)
    with open(README, "w", encoding="utf-8") as file:
        file.write("".join(sections).rstrip("\n") + "\n")


def finish(part, lines, is_dry, how=""):
    lines = [*lines, "", f"{datetime.date.today().isoformat()}; {machine()}{how}."]
    print(f"\n{part}\n\n" + "\n".join(lines), flush=True)
    if not is_dry:
        write_section(part, lines)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # past what ends the servers
    options = parsed()
    build = os.path.abspath(options.build)
    if options.soak:
        return finish("soak", soak.measure(build, options.soak), options.dry)
    for part in options.only or PARTS:
        lines = PARTS[part](build, options.seconds, options.rounds)
        finish(part, lines, options.dry,
               "" if part == "retention" else f"; medians of {options.rounds} rounds of {options.seconds} s")
    return None


if __name__ == "__main__":
    main()
