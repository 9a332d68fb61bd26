"""Formats numbers and text in all of Python's ways, as programs that print a report do."""


def run(lines):
    report = [f"{'item':<12}|{'price':>10}|{'share':>8}|{'code':^8}"]
    total = 0.0
    for i in range(lines):
        price = (i * 7919 % 10_007) / 7
        total += price
        report.append(f"{'item ' + str(i):<12}|{price:>10.2f}|{price / 1_500:>8.2%}|{i:^#8x}")
        if i % 3 == 0:
            report.append("%-12s|%10.3e|%8d|%08X" % ("subtotal", total, i, i & 255))
        elif i % 3 == 1:
            report.append("{0:<12}|{1:>10,}|{2!r:>8}|{2:+08d}".format("running", int(total), i))
        else:
            report.append(str(i).zfill(8).rjust(12) + "|" + repr(round(price, 3)).ljust(10, "."))
    text = "\n".join(report)
    return len(text), sum(map(ord, text)) % 1_000_003, report[-1]


FULL = 5_000, (390053, 601838, 'running     | 3,575,868|    4999|+0004999')
SMALL = 200, (15653, 885698, 'running     |   144,081|     199|+0000199')
