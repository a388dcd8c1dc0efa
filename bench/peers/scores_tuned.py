"""The score sheet by Python at its fastest: lines are split once, in C, and
equal pairs of class and score counted before anything is converted."""
import collections
import itertools
import operator
import sys

with open(sys.argv[1], "rb") as file:
    next(file)
    counts = collections.Counter(
        map(
            operator.itemgetter(2),
            map(bytes.partition, file, itertools.repeat(b",")),
        )
    )
stats = {}
for tail, count in counts.items():
    name, _, score = tail.partition(b",")
    h = round(float(score) * 100)
    s = stats.setdefault(name.decode(), [0, 0, 0])
    s[0] += count
    s[1] += count * h
    s[2] += count * h * h
for a, (n, total, squares) in stats.items():
    print("class", a, n, total, squares, sep=",")
    for b, (m, other, _) in stats.items():
        if total * m - other * n > 500 * n * m:
            print("pair", a, b, sep=",")
