"""Pairs over the line of many exams with what can be said of each without a
table of t: gap, standard error, degrees of freedom (Welch), t, Hedges' g."""
import csv
import math
import sys

exams = {}
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    next(rows)
    for exam, name, n, total, squares in rows:
        n, total = int(n), int(total)
        spread = (int(squares) - total * total / n) / 1e4
        exams.setdefault(exam, []).append((name, n, total, spread))
lines = []
for exam, classes in exams.items():
    for a, n, total, spread in classes:
        for b, m, other, width in classes:
            if total * m - other * n > 500 * n * m:
                gap = (total / n - other / m) / 100
                u, v = spread / (n - 1) / n, width / (m - 1) / m
                se = math.sqrt(u + v)
                df = (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1))
                pooled = math.sqrt((spread + width) / (n + m - 2))
                g = gap / pooled * (1 - 3 / (4 * (n + m - 2) - 1))
                lines.append(
                    f"{exam},{a},{b},{gap:.4f},{se:.4f},{df:.2f},"
                    f"{gap / se:.4f},{g:.4f}\n"
                )
sys.stdout.write("".join(lines))
