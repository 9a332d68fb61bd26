// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLite is there, in memory and in files of the run, with what programs expect of it. */
class SqliteTest {
    private static final long SCRATCH = 16 << 20;

    @Test
    void keepsTablesInMemory() {
        assertThat(Python.run("""
                        import sqlite3
                        print(sqlite3.sqlite_version_info >= (3, 46), sqlite3.threadsafety)
                        with sqlite3.connect(":memory:") as db:
                            db.row_factory = sqlite3.Row
                            db.execute("create table sales (region text, amount real check (amount > 0))")
                            db.executemany("insert into sales values (?, ?)", [("north", 10), ("south", 20), ("north", 5)])
                            for row in db.execute("select region, sum(amount) as total from sales group by region order by 2"):
                                print(dict(row))
                            try:
                                db.execute("insert into sales values ('east', -1)")
                            except sqlite3.IntegrityError as error:
                                print(error)
                            db.create_function("twice", 1, lambda x: x * 2)
                            print(db.execute("select twice(21), sum(amount) over () from sales").fetchone()[:])
                        """)).succeeded().printed("""
                        True 3
                        {'region': 'north', 'total': 15.0}
                        {'region': 'south', 'total': 20.0}
                        CHECK constraint failed: amount > 0
                        (42, 35.0)
                        """);
    }

    @Test
    void hasFullTextSearchJsonTreesAndMathematics() {
        assertThat(Python.run("""
                        import sqlite3
                        db = sqlite3.connect(":memory:")
                        db.execute("create virtual table texts using fts5(body)")
                        db.executemany("insert into texts values (?)", [("a wide world",), ("a narrow path",)])
                        print(db.execute("select highlight(texts, 0, '<', '>') from texts where texts match 'wor*'").fetchall())
                        db.execute("create virtual table boxes using rtree(id, left, right)")
                        db.executemany("insert into boxes values (?, ?, ?)", [(1, 0, 2), (2, 5, 9)])
                        print(db.execute("select id from boxes where left < 6 and right > 3").fetchall())
                        print(db.execute("select json_extract('{\\"a\\": [1, 2]}', '$.a[1]'), '{\\"b\\": 3}' ->> 'b'").fetchone())
                        print(db.execute("select sqrt(2), round(pi(), 4), floor(-1.5), log2(8)").fetchone())
                        print(db.execute("select date('2024-02-29', '+1 year'), strftime('%j', '2024-03-01')").fetchone())
                        """)).succeeded().printed("""
                        [('a wide <world>',)]
                        [(2,)]
                        (2, 3)
                        (1.4142135623730951, 3.1416, -2.0, 3.0)
                        ('2025-03-01', '061')
                        """);
    }

    /** Each group of the split virtual machine's opcodes hands over to others: loops, subroutines, triggers, sorters, windows. */
    @Test
    void runsLongProgramsOfItsVirtualMachine() {
        assertThat(Python.run("""
                        import sqlite3
                        db = sqlite3.connect(":memory:")
                        db.executescript('''
                            create table n (i integer primary key, s text, x real);
                            create index by_s on n (s, x);
                            create table log (what text);
                            create trigger t after delete on n begin insert into log values ('deleted ' || old.i); end;
                        ''')
                        db.executemany("insert into n values (?, ?, ?)", ((i, str(i * 7919 % 100), i / 4) for i in range(2000)))
                        print(db.execute("select count(*), sum(x), min(s), max(s), total(i) from n where s like '1%'").fetchone())
                        print(db.execute("select s, count(*), avg(x) from n group by s order by 3 desc, 1 limit 2").fetchall())
                        print(db.execute("with recursive c (x) as (select 1 union all select x + 1 from c where x < 5000)"
                                         " select sum(x), sum(x % 7), sum(x & 12), sum(~x) from c").fetchone())
                        print(db.execute("select i, rank() over (partition by s order by x desc) from n"
                                         " where i in (select max(i) - 100 from n union select 3) order by 1").fetchall())
                        print(db.execute("select count(*) from n a join n b on a.s = b.s and a.i < b.i").fetchone())
                        print(db.execute("delete from n where i between 5 and 7").rowcount,
                              db.execute("select group_concat(what, ';') from log").fetchone())
                        print(db.execute("insert into n values (9, 'z', 1) on conflict (i) do update set s = 'y' returning s").fetchall())
                        db.execute("update n set x = case when i % 2 then x else -x end where s is not null")
                        print(db.execute("select sum(x), count(distinct s) from n").fetchone())
                        print(db.execute("select i from n where s = '50' except select i from n where x > 0 order by i desc").fetchmany(2))
                        """)).succeeded().printed("""
                        (220, 54920.0, '1', '19', 219680.0)
                        [('81', 20, 262.25), ('62', 20, 262.0)]
                        (12502500, 14997, 29976, -12507500)
                        [(3, 1), (1899, 1)]
                        (19000,)
                        3 ('deleted 5;deleted 6;deleted 7',)
                        [('y',)]
                        (248.5, 101)
                        [(1950,), (1850,)]
                        """);
    }

    @ParameterizedTest
    @CsvSource({"delete, 0", "truncate, 0", "persist, 0", "memory, 0", "wal, 1"})
    void connectionsToOneFileLockEachOther(String mode, int readable) {
        assertThat(Python.given("""
                        import os, sqlite3
                        first = sqlite3.connect("/tmp/data.db", timeout=0.05)
                        second = sqlite3.connect("/tmp/data.db", timeout=0.05)
                        print(*first.execute("pragma journal_mode=%s").fetchone())
                        first.execute("create table t (x)")
                        first.commit()
                        first.execute("begin exclusive")
                        first.execute("insert into t values (1)")
                        for statement in "insert into t values (2)", "select count(*) from t":
                            try:
                                print(second.execute(statement).fetchall())
                            except sqlite3.OperationalError as error:
                                print(error)
                        first.commit()
                        second.rollback()
                        second.execute("insert into t values (2)")
                        second.commit()
                        first.execute("insert into t values (3)")
                        first.rollback()
                        print(first.execute("select x from t").fetchall())
                        first.close()
                        second.close()
                        print(sqlite3.connect("file:/tmp/data.db?mode=ro", uri=True).execute("pragma integrity_check").fetchone())
                        """.formatted(mode)).runWithScratch(SCRATCH))
                .succeeded()
                .printed("""
                        %s
                        database is locked
                        %s
                        [(1,), (2,)]
                        ('ok',)
                        """.formatted(mode, readable == 1 ? "[(0,)]" : "database is locked"));
    }

    @Test
    void filesOfADatabaseAreFilesOfTheRun() {
        assertThat(Python.given("""
                        import os, sqlite3
                        db = sqlite3.connect("/tmp/one.db")
                        db.execute("create table t (x)")
                        db.execute("insert into t values (5)")
                        db.commit()
                        db.execute("attach '/tmp/two.db' as other")
                        db.execute("create table other.u as select x + 1 as y from t")
                        db.commit()
                        print(sqlite3.connect("/tmp/two.db").execute("select y from u").fetchall())
                        db.execute("vacuum")
                        db.backup(copy := sqlite3.connect("/tmp/three.db"))
                        print(copy.execute("select x from t").fetchall(), len(db.serialize()) == os.path.getsize("/tmp/one.db"))
                        print(sorted(os.listdir("/tmp")))
                        try:
                            sqlite3.connect("/workspace/no/such/folder.db")
                        except sqlite3.OperationalError as error:
                            print(error)
                        """).runWithScratch(SCRATCH)).succeeded().printed("""
                        [(6,)]
                        [(5,)] True
                        ['one.db', 'three.db', 'two.db']
                        unable to open database file
                        """);
    }
}
