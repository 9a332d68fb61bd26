"""Dates and times: a calendar of working days, time zones, parsing, formatting and differences."""

from datetime import date, datetime, timedelta, timezone


def run(days):
    day = date(2024, 1, 1)
    one = timedelta(days=1)
    workdays = 0
    thirteenths = []
    for _ in range(days):
        if day.weekday() < 5:
            workdays += 1
        if day.day == 13 and day.isoweekday() == 5:
            thirteenths.append(day.isoformat())
        day += one
    rome = timezone(timedelta(hours=1), "CET")
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)
    stamps = []
    for i in range(days // 2):
        moment += timedelta(hours=7, minutes=13, seconds=i % 60)
        stamps.append(moment.astimezone(rome).strftime("%Y-%m-%d %H:%M:%S %Z"))
    read = [datetime.strptime(stamp[:19], "%Y-%m-%d %H:%M:%S") for stamp in stamps[:: 4]]
    iso = [datetime.fromisoformat(stamp[:10] + "T" + stamp[11:19] + "+01:00") for stamp in stamps]
    gaps = sum((b - a).total_seconds() for a, b in zip(iso, iso[1:]))
    weeks = {moment.isocalendar()[:2] for moment in iso}
    return workdays, thirteenths[-1:], stamps[-1], gaps, len(weeks), max(read).ctime(), read[-1].timetuple().tm_yday


FULL = 4_000, (2858, ['2034-10-13'], '2027-10-24 15:06:40 CET', 51992620.0, 87, 'Sat Oct 23 17:26:46 2027', 296)
SMALL = 200, (144, [], '2026-03-31 15:52:30 CET', 2574570.0, 6, 'Mon Mar 30 18:11:36 2026', 89)
