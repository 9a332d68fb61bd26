# Measures a program. The lines before this one set SOURCE, its text, SIZE, how much work it gets, and SECONDS, how long
# to repeat it after the first call. Runs wherever Python 3.11 does, and prints one line of JSON.


def measure(source, size, seconds):
    # Only what every interpreter has loaded anyway: what a program imports is its own, and is measured.
    import sys
    from time import perf_counter

    began = perf_counter()
    namespace = {"__name__": "__main__"}
    exec(compile(source, "main.py", "exec"), namespace)
    run = namespace["run"]
    argument, expected = namespace[size]

    def check(value):
        if value != expected:
            raise SystemExit(f"{value!r} instead of {expected!r}")

    check(run(argument))
    first = perf_counter() - began

    times = []
    repeated = perf_counter()
    while perf_counter() - repeated < seconds:
        start = perf_counter()
        value = run(argument)
        times.append(perf_counter() - start)
        check(value)
    late = sorted(times[len(times) // 2 :]) or [first]
    steady = (late[(len(late) - 1) // 2] + late[len(late) // 2]) / 2
    spent = perf_counter() - began
    version = sys.version.split()[0]
    print(f'{{"first": {first!r}, "steady": {steady!r}, "calls": {len(times)}, "spent": {spent!r}, "python": "{version}"}}')


measure(SOURCE, SIZE, SECONDS)
