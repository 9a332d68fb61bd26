# What an interpreter that is not of our build is given as `python -c`: it runs its first argument as the program.
# CommandGuests.java passes it, ReportFile.java and GuestReport.java read what it reports.
def start(open=open):
    import sys

    main = sys.modules["__main__"].__dict__
    del main["start"]
    source = sys.argv.pop(1).lstrip("\ufeff")
    sys.argv[0] = main["__file__"] = "main.py"

    class Loader:
        # How traceback and inspect find the lines of a file that is none.
        def get_source(self, name):
            return source

    main["__loader__"] = Loader()
    # So that there is memory to say that there was not enough.
    reserve = [bytearray(1 << 20)]

    def clipped(text):
        text = text if len(text) <= 30000 else text[:15000] + "\n... left out ...\n" + text[-15000:]
        return text.encode("utf-8", "replace")

    def hook(kind, error, trace):
        reserve.clear()
        # The frames below the program's are ours.
        while trace and trace.tb_frame.f_globals is main and trace.tb_frame.f_code.co_filename != "main.py":
            trace = trace.tb_next
        name = kind.__qualname__
        if kind.__module__ not in ("__main__", "builtins"):
            name = kind.__module__ + "." + name
        try:
            message = str(error)
        except BaseException:
            message = "<exception str() failed>"
        try:
            import traceback

            text = "".join(traceback.format_exception(kind, error, trace))
        except MemoryError:
            text = name + "\n"
        sys.stderr.write(text)
        line = 0
        while trace:
            if trace.tb_frame.f_code.co_filename == "main.py":
                line = trace.tb_lineno
            trace = trace.tb_next
        if isinstance(error, SyntaxError) and error.filename == "main.py":
            line = error.lineno or 0
        record = b"\1"
        for tag, content in (
            (1, b"\1"),
            (2, clipped(name)),
            (3, clipped(message)),
            (4, clipped(text)),
            (5, line.to_bytes(4, "little")),
        ):
            record += bytes((tag,)) + len(content).to_bytes(4, "little") + content
        with open("/run/agent-core/report", "wb") as report:
            report.write(record)

    sys.excepthook = hook
    try:
        import os

        os.chdir("/workspace")
        if sys.path[:1] == [""]:
            sys.path[0] = "/workspace"
        sys.stdout.reconfigure(line_buffering=True)
    except (ImportError, AttributeError, OSError):
        pass  # An interpreter that can less is one all the same.
    exec(compile(source, "main.py", "exec", dont_inherit=True), main)


start()
