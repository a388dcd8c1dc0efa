"""The score sheet by Python's csv module, as one would write it."""
import csv
import sys

stats = {}
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    next(rows)
    for _, name, score in rows:
        h = round(float(score) * 100)
        s = stats.get(name)
        if s is None:
            stats[name] = s = [0, 0, 0]
        s[0] += 1
        s[1] += h
        s[2] += h * h
for a, (n, total, squares) in stats.items():
    print("class", a, n, total, squares, sep=",")
    for b, (m, other, _) in stats.items():
        if total * m - other * n > 500 * n * m:
            print("pair", a, b, sep=",")
