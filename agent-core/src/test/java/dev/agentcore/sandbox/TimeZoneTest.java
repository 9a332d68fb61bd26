// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time zones, the formats of times, and locales are those of a slim Linux container. */
class TimeZoneTest {
    private static Python.Given in(String zone, String code) {
        return Python.given(code).environment(Map.of("TZ", zone));
    }

    @Test
    void zoneinfoHasTheRules() {
        assertThat(Python.run("""
                        from datetime import datetime, timedelta, timezone
                        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
                        meeting = datetime(2025, 3, 30, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
                        print(meeting.isoformat(), meeting.tzname())
                        print((meeting.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(meeting.tzinfo))
                        print(meeting.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M %Z%z"))
                        print(datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata")).utcoffset())
                        print(datetime(2500, 7, 1, tzinfo=ZoneInfo("Australia/Sydney")).utcoffset())
                        print(len(available_timezones()) > 590, "Factory" in available_timezones())
                        try:
                            ZoneInfo("Europe/Atlantis")
                        except ZoneInfoNotFoundError as error:
                            print(error)
                        """)).succeeded().printed("""
                        2025-03-30T01:30:00+01:00 CET
                        2025-03-30 03:30:00+02:00
                        20:30 EDT-0400
                        5:21:10
                        10:00:00
                        True True
                        'No time zone found with key Europe/Atlantis'
                        """);
    }

    @Test
    void tzIsTheLocalZone() {
        assertThat(in("Europe/Berlin", """
                        import os, time
                        from datetime import datetime
                        print(time.tzname, time.timezone, time.altzone, time.daylight)
                        print(time.localtime(0)[:6], time.localtime(1751328000)[:6], time.localtime(1751328000).tm_zone)
                        print(datetime(2025, 7, 1, 12).astimezone(), datetime(2025, 1, 1).timestamp())
                        print(time.mktime((2025, 10, 26, 2, 30, 0, 0, 0, -1)), time.mktime((2025, 3, 30, 2, 30, 0, 0, 0, -1)))
                        for zone in ("America/New_York", "<-03>3", "CET-1CEST,M3.5.0,M10.5.0/3", "Nowhere/Else", ""):
                            os.environ["TZ"] = zone
                            time.tzset()
                            print(time.tzname, time.strftime("%F %T %Z %z", time.localtime(1751328000)))
                        del os.environ["TZ"]
                        time.tzset()
                        print(time.tzname, time.gmtime(0).tm_zone)
                        """).run()).succeeded().printed("""
                        ('CET', 'CEST') -3600 -7200 1
                        (1970, 1, 1, 1, 0, 0) (2025, 7, 1, 2, 0, 0) CEST
                        2025-07-01 12:00:00+02:00 1735686000.0
                        1761438600.0 1743298200.0
                        ('EST', 'EDT') 2025-06-30 20:00:00 EDT -0400
                        ('-03', '-03') 2025-06-30 21:00:00 -03 -0300
                        ('CET', 'CEST') 2025-07-01 02:00:00 CEST +0200
                        ('Nowhere', 'Nowhere') 2025-07-01 00:00:00 Nowhere +0000
                        ('UTC', 'UTC') 2025-07-01 00:00:00 UTC +0000
                        ('UTC', 'UTC') GMT
                        """);
    }

    @Test
    void formatsAreThoseOfLinux() {
        assertThat(in("Europe/Berlin", """
                        import time
                        from datetime import datetime
                        moment = time.localtime(1236218645)
                        for pattern in ("%c", "%x %X %r %R %T %D %F", "%s", "%-d %-m %-H %_H %e %k %l", "%p %P %^a %#Z %^B %#p",
                                        "%j %U %W %V %G %g %u %w %C %y", "%10Y|%-10d|%_5m|%010H|%3a", "%Ey %Od %EY %Ed", "%Q %", "%%%n%t|"):
                            print(time.strftime(pattern, moment))
                        print(datetime(2009, 3, 5, 3, 4, 5, 6).strftime("%s %f %-I"), time.strptime("5 Mar 09", "%d %b %y")[:3])
                        """).run()).succeeded().printed("""
                        Thu Mar  5 03:04:05 2009
                        03/05/09 03:04:05 03:04:05 AM 03:04 03:04:05 03/05/09 2009-03-05
                        1236218645
                        5 3 3  3  5  3  3
                        AM am THU cet MARCH am
                        064 09 09 10 2009 09 4 4 20 09
                        0000002009|         5|    3|0000000003|Thu
                        09 05 2009 %Ed
                        %Q %
                        %
                        \t|
                        1236218645 000006 3 (2009, 3, 5)
                        """);
    }

    @Test
    void localesAreThoseOfAContainer() {
        assertThat(Python.run("""
                        import locale
                        print(locale.setlocale(locale.LC_CTYPE), locale.setlocale(locale.LC_TIME), locale.getlocale(), locale.getencoding())
                        for name in ("", "C.UTF-8", "C.utf8", "POSIX", "C", "en_US.UTF-8", "de_DE.UTF-8"):
                            try:
                                print(repr(name), locale.setlocale(locale.LC_ALL, name))
                            except locale.Error as error:
                                print(repr(name), error)
                        print(locale.setlocale(locale.LC_NUMERIC, "C.UTF-8"), locale.setlocale(locale.LC_ALL)[:32])
                        print(locale.localeconv()["decimal_point"], f"{1234567:n}", locale.strcoll("a", "B") > 0)
                        """)).succeeded().printed("""
                        C.UTF-8 C ('C', 'UTF-8') UTF-8
                        '' C.UTF-8
                        'C.UTF-8' C.UTF-8
                        'C.utf8' C.utf8
                        'POSIX' C
                        'C' C
                        'en_US.UTF-8' unsupported locale setting
                        'de_DE.UTF-8' unsupported locale setting
                        C.UTF-8 LC_CTYPE=C;LC_NUMERIC=C.UTF-8;LC
                        . 1234567 True
                        """);
    }

    @Test
    void theEnvironmentChoosesTheLocale() {
        assertThat(Python.given("""
                        import locale
                        try:
                            print(locale.setlocale(locale.LC_ALL, ""))
                        except locale.Error as error:
                            print(error)
                        print(locale.setlocale(locale.LC_TIME, ""))
                        """)
                        .environment(Map.of("LANG", "de_DE.UTF-8", "LC_TIME", "C"))
                        .run())
                .succeeded()
                .printed("""
                        unsupported locale setting
                        C
                        """);
    }
}
