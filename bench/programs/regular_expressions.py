"""Takes log lines apart with regular expressions, finds addresses, and replaces by groups and by a function."""

import re

LINE = re.compile(
    r"(?P<host>\d{1,3}(?:\.\d{1,3}){3}) - (?P<user>\w+|-) \[(?P<time>[^\]]+)\] "
    r'"(?P<method>GET|POST|PUT) (?P<path>/[^" ]*) HTTP/1\.[01]" (?P<status>\d{3}) (?P<bytes>\d+|-)'
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def make_log(lines):
    for i in range(lines):
        user = f"user{i % 7}" if i % 4 else "-"
        method = ("GET", "POST", "PUT", "HEAD")[i % 4 if i % 5 else 0]
        yield (
            f'10.0.{i % 256}.{i * 7 % 256} - {user} [{1 + i % 28:02d}/Nov/2026:{i % 24:02d}:00:00 +0000] '
            f'"{method} /items/{i % 90}?q=a+b&page={i % 9} HTTP/1.1" {200 if i % 6 else 404} {i * 37 if i % 8 else "-"}'
            f' "mail{i}@Example{i % 3}.co.uk; tel +39 06 {i:04d} {i * 3:04d}"'
        )


def run(lines):
    log = list(make_log(lines))
    parsed = [match for match in map(LINE.match, log) if match]
    text = "\n".join(log)
    mails = {mail.lower().split("@")[1] for mail in MAIL.findall(text)}
    pages = re.findall(r"page=([0-8])\b", text)
    hidden = re.sub(r"\+(\d\d) (\d\d) (\d{4}) \d{4}", r"+\1-\2-\3-XXXX", text)
    doubled = re.sub(r"/items/(\d+)", lambda match: f"/items/{2 * int(match[1])}", text)
    sent = sum(int(match["bytes"]) for match in parsed if match["bytes"] != "-")
    missing = sum(1 for match in parsed if match["status"] == "404")
    fields = sum(len(re.split(r"[\s;,\"\[\]]+", line)) for line in log[:: 4])
    return len(parsed), sent, missing, sorted(mails), len(pages), hidden.count("XXXX"), len(doubled), fields


FULL = 1_500, (1200, 28069162, 250, ['example0.co.uk', 'example1.co.uk', 'example2.co.uk'], 1500, 1500, 215234, 6375)
SMALL = 25, (20, 6993, 5, ['example0.co.uk', 'example1.co.uk', 'example2.co.uk'], 25, 25, 3454, 119)
