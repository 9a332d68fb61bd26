"""Draws the Mandelbrot set in letters: with complex numbers and, for the other half, with pairs of floats."""

SHADES = " .:-=+*#%@"


def escape(point, limit):
    z = 0j
    for step in range(limit):
        z = z * z + point
        if abs(z) > 2.0:
            return step
    return limit


def escape_by_parts(cx, cy, limit):
    x = y = 0.0
    for step in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        x, y = xx - yy + cx, 2.0 * x * y + cy
    return limit


def run(width):
    limit = 60
    rows = []
    for row in range(width // 2):
        cy = row * 4.0 / width - 1.0
        line = []
        for column in range(width):
            cx = column * 3.0 / width - 2.25
            steps = escape(complex(cx, cy), limit) if row % 2 else escape_by_parts(cx, cy, limit)
            line.append(SHADES[steps * (len(SHADES) - 1) // limit])
        rows.append("".join(line))
    return [sum(row.count(shade) for row in rows) for shade in SHADES], rows[width // 8].strip()


FULL = 128, ([4913, 710, 176, 93, 56, 29, 28, 16, 12, 2159], '...*..::@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@-:..')
SMALL = 16, ([79, 6, 2, 0, 2, 2, 0, 0, 0, 37], ':@@@@.')
