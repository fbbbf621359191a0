"""The draw of docs/households.md worked out by the standard library alone: it was written from the document.

python -I repeat_draw.py list REGISTRY.csv DATASET_DIR SECRET_HEX LIST.csv
python -I repeat_draw.py draw LIST.csv WORD PUBLIC ORDER.csv
"""

import csv
import hashlib
import hmac
import math
import sys
from pathlib import Path

SEPARATOR, END = "\x1f", "\x1e"
MEMBERS = [f"{sex}_{age}" for sex in ("female", "male") for age in ("0_5", "6_17", "18_59", "60_up")]


def rows_of(file):
    with Path(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def code(secret, purpose, text):
    """The first 8 bytes of HMAC-SHA-256, in hexadecimal."""
    message = (purpose + SEPARATOR + text).encode("utf-8")
    return hmac.new(bytes.fromhex(secret), message, hashlib.sha256).hexdigest()[:16]


def chance(seed, purpose, key):
    """The first 8 bytes of SHA-256 as a part of 2 to the 64."""
    digest = hashlib.sha256((seed + SEPARATOR + purpose + SEPARATOR + key).encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def cohorts_of(households, folder):
    """Persons and cohort of each household."""
    known = ["programme", "origin", "current_place", "size_class", "profile"]
    named = {}
    for row in rows_of(Path(folder) / "cohorts.csv"):
        named.setdefault(tuple(row[name] for name in known), row["cohort"])
    for row in households:
        row["persons"] = sum(int(row[name]) for name in MEMBERS)
        for size in rows_of(Path(folder) / "size_classes.csv"):
            if int(size["persons_min"]) <= row["persons"] <= int(size["persons_max"]):
                row["size_class"] = size["size_class"]
        key = tuple(row[name] for name in known)
        row["cohort"] = named.get(key, "-".join(key))


def clusters_of(households):
    """Kin of one programme and origin, and their kin: for each household the first of its cluster."""
    leader = {row["household"]: row["household"] for row in households}
    home = {row["household"]: (row["programme"], row["origin"]) for row in households}

    def first(one):
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for row in households:
        for other in filter(None, (part.strip() for part in row["kin"].split(";"))):
            if home[other] == home[row["household"]]:
                leader[first(other)] = first(row["household"])
    return {one: first(one) for one in leader}


def digest_of(entries, columns):
    """Lines of texts, sorted, in one hash."""
    lines = sorted(SEPARATOR.join(entry[name] for name in columns) for entry in entries)
    return hashlib.sha256("".join(line + END for line in lines).encode("utf-8")).hexdigest()


def coded(registry, folder, secret):
    """The codes of each household that is drawn, and its block."""
    households = rows_of(registry)
    cohorts_of(households, folder)
    cluster = clusters_of(households)
    chosen = [row for row in households if row["solution"]]
    ticket = {row["household"]: code(secret, "ticket", row["household"]) for row in chosen}
    least = {}
    for row in chosen:
        name = cluster[row["household"]]
        least[name] = min(least.get(name, "g"), ticket[row["household"]])
    entries = []
    for row in chosen:
        home = row["programme"] + SEPARATOR + row["origin"]
        equal = SEPARATOR.join([row["cohort"], row["solution"], row["from_year"], str(row["persons"])])
        village = code(secret, "community", home + SEPARATOR + row["community"])
        entries.append(
            {
                "ticket": ticket[row["household"]],
                "group": code(secret, "group", equal),
                "circle": code(secret, "circle", home),
                "community": village if row["community"] else ticket[row["household"]],
                "cluster": code(secret, "cluster", least[cluster[row["household"]]]),
                "least": least[cluster[row["household"]]],
            }
        )
    community = {entry["ticket"]: entry["community"] for entry in entries}
    for entry in entries:
        entry["block"] = community[entry["least"]]
    return entries


def public_list(registry, folder, secret):
    entries = coded(registry, folder, secret)
    mark = digest_of(entries, ("ticket", "group", "circle", "community", "cluster")) + SEPARATOR

    def number(purpose, text):
        return int(code(secret, purpose, mark + text), 16)

    every = [(code(secret, "list_ticket", mark + one["ticket"]), one["group"], one["block"]) for one in entries]
    circles, sizes = {}, {}
    for one in sorted(entries, key=lambda one: one["ticket"]):
        circles.setdefault(one["circle"], []).append(one["block"])
        sizes.setdefault(one["group"], [one["circle"], 0])[1] += 1
    for group, (circle, households) in sizes.items():
        start = int(code(secret, "padding", group + SEPARATOR + str(households)), 16) % 10
        shown = 10 * math.ceil((households + start) / 10)
        for blank in range(shown - households):
            name = group + SEPARATOR + str(blank)
            block = circles[circle][number("blank_block", name) % len(circles[circle])]
            every.append((code(secret, "blank_ticket", mark + name), group, block))
    rows = [
        {
            "ticket": ticket,
            "group": code(secret, "list_group", mark + group),
            "stretch": str(number("stretch", block) % 32),
            "neighbours": code(secret, "neighbours", mark + group + SEPARATOR + block),
        }
        for ticket, group, block in every
    ]
    return sorted(rows, key=lambda row: row["ticket"])


def commitment(entries):
    """What is published before the seed is known."""
    return digest_of(entries, ("ticket", "group", "stretch", "neighbours"))


def drawn(entries, word, public):
    seed = hashlib.sha256((word + SEPARATOR + public).encode("utf-8")).hexdigest()
    groups = {}
    for entry in entries:
        names = (("stretch", "stretch"), ("neighbours", "neighbours"), ("household", "ticket"))
        entry["key"] = [chance(seed, purpose, entry[name]) for purpose, name in names]
        groups.setdefault(entry["group"], []).append(entry)
    order = []
    for group in groups.values():
        equals = len(group)
        turn = math.floor(chance(seed, "turn", "") * equals)
        for rank, entry in enumerate(sorted(group, key=lambda entry: entry["key"])):
            place = (rank + turn) % equals
            order.append({"ticket": entry["ticket"], "position": (place + 0.5) / equals, "equals": equals})
    return sorted(order, key=lambda entry: entry["ticket"])


def write(rows, file):
    with Path(file).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(step, *given):
    if step == "list":
        registry, folder, secret, out = given
        entries = public_list(registry, folder, secret)
        write(entries, out)
        sys.stdout.write(commitment(entries) + "\n")
    else:
        listed, word, public, out = given
        entries = rows_of(listed)
        sys.stdout.write(commitment(entries) + "\n")
        write(drawn(entries, word, public), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
