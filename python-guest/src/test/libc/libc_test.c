/* What the build changes in wasi-libc: sizes, the conversions where WASI is called, the guards of memory's growth, the own
 * functions. Every failed check is printed with its line.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <unistd.h>

static int failures;

#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            failures++;                                                               \
            printf("line %d: %s (errno %d)\n", __LINE__, #condition, errno);          \
        }                                                                             \
    } while (0)

static void
arguments(int argc, char **argv)
{
    CHECK(argc == 4 && !strcmp(argv[1], "one") && !strcmp(argv[2], "") && !strcmp(argv[3], "three"));
    CHECK(argv[argc] == NULL);
    CHECK(getenv("VARIABLE") && !strcmp(getenv("VARIABLE"), "value") && getenv("OTHER") == NULL);
}

static void
sizes(void)
{
    CHECK(sizeof(void *) == 8 && sizeof(long) == 8 && sizeof(size_t) == 8 && sizeof(time_t) == 8 && sizeof(off_t) == 8);
    CHECK(SIZE_MAX == UINT64_MAX && INTPTR_MAX == INT64_MAX && PTRDIFF_MIN == INT64_MIN);
    char text[100];
    snprintf(text, sizeof text, "%zu %ld %lx", SIZE_MAX / 2, INT64_MAX, UINT64_MAX);
    CHECK(!strcmp(text, "9223372036854775807 9223372036854775807 ffffffffffffffff"));
    CHECK(strtol("123456789012345", NULL, 10) == 123456789012345);
    struct utsname name;
    CHECK(uname(&name) == 0 && !strcmp(name.machine, "wasm64"));
}

static void
vectors(void)
{
    int file = open("/file", O_RDWR | O_CREAT | O_TRUNC, 0644);
    CHECK(file >= 0);
    struct iovec out[100];
    static char pieces[100][3];
    for (int i = 0; i < 100; i++) {
        snprintf(pieces[i], 3, "%02d", i);
        out[i] = (struct iovec){pieces[i], 2};
    }
    for (int done = 0; done < 100;) { /* a host may write any part of it */
        ssize_t written = writev(file, out + done, 100 - done);
        if (written <= 0) {
            CHECK(written > 0);
            break;
        }
        done += (int)written / 2;
    }
    CHECK(lseek(file, 0, SEEK_CUR) == 200);
    CHECK(pwrite(file, "XY", 2, 10) == 2);
    char a[7], b[9];
    struct iovec in[2] = {{a, 7}, {b, 9}};
    CHECK(lseek(file, 4, SEEK_SET) == 4);
    ssize_t got = readv(file, in, 2);
    if (got == 7) {
        got += readv(file, in + 1, 1);
    }
    CHECK(got == 16 && !memcmp(a, "020304X", 7) && !memcmp(b, "Y06070809", 9));
    CHECK(pread(file, a, 4, 198) == 2 && !memcmp(a, "99", 2));
    CHECK(write(file, a, (1UL << 32) + 2) == -1 && errno == EINVAL);
    CHECK(read(file, a, (1UL << 32) + 2) == -1 && errno == EINVAL);
    struct stat status;
    CHECK(fstat(file, &status) == 0 && status.st_size == 200);
    CHECK(close(file) == 0 && stat("/absent", &status) == -1 && errno == ENOENT);
}

static void
folders(void)
{
    char name[100];
    CHECK(mkdir("/folder", 0755) == 0);
    for (int i = 0; i < 300; i++) { /* more than one buffer of entries */
        snprintf(name, sizeof name, "/folder/a_rather_long_name_%03d", i);
        int file = open(name, O_CREAT | O_WRONLY, 0644);
        CHECK(file >= 0 && close(file) == 0);
    }
    DIR *folder = opendir("/folder");
    int seen[300] = {0};
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        int number = -1;
        if (sscanf(entry->d_name, "a_rather_long_name_%d", &number) == 1 && number >= 0 && number < 300) {
            seen[number]++;
        }
    }
    CHECK(folder && closedir(folder) == 0);
    for (int i = 0; i < 300; i++) {
        CHECK(seen[i] == 1);
    }
}

/* What is too large for the memory is refused, also where its low 32 bits are small. */
static void
memory(void)
{
    char *volatile large = malloc(10 << 20); /* Node 20 crashes at its end after a growth by 100 MB */
    CHECK(large);
    memset(large, 1, 10 << 20);
    CHECK(large[(10 << 20) - 1] == 1);
    free(large);
    size_t impossible[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX - 100000, SIZE_MAX / 2 + 2, 1UL << 32, (1UL << 32) + 4096, 3UL << 32,
        1UL << 40, 1UL << 47, 1UL << 48, (1UL << 48) + 65536, 1UL << 60, 1UL << 62, (1UL << 32) - 1, (1UL << 32) - 65536};
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
        CHECK(malloc(impossible[i]) == NULL);
        CHECK(calloc(impossible[i] / 2, 2) == NULL);
        CHECK(realloc(NULL, impossible[i]) == NULL);
        CHECK(impossible[i] % 65536 != 0 || (intptr_t)impossible[i] < 0 || (sbrk(impossible[i]) == (void *)-1 && errno == ENOMEM));
    }
    CHECK(malloc(100) != NULL);
}

static void
bulk_memory(void)
{
    unsigned char expected[200], actual[200];
    for (int size = 0; size < 90; size++) {
        for (int from = 40; from < 60; from++) {
            for (int to = 30; to < 70; to++) {
                for (int i = 0; i < 200; i++) {
                    expected[i] = actual[i] = (unsigned char)(i * 7 + size);
                }
                for (int i = 0; i < size; i++) {
                    expected[to + i] = (unsigned char)((from + i) * 7 + size);
                }
                memmove(actual + to, actual + from, size);
                CHECK(!memcmp(actual, expected, 200));
            }
        }
        memset(expected, 9, 200);
        memset(actual, 9, 200);
        for (int i = 0; i < size; i++) {
            expected[33 + i] = 0xfe;
        }
        memset(actual + 33, 0x1fe, size);
        CHECK(!memcmp(actual, expected, 200));
    }
}

static void
long_doubles(void)
{
    volatile long double numbers[] = {-INFINITY, -1e4000L, -1.5L, -0x1p-16400L, -0.0L, 0.0L, 0x1p-16400L, 1.5L, 1e4000L, INFINITY};
    for (int i = 0; i < 10; i++) {
        for (int j = 0; j < 10; j++) {
            int equal = i == j || (i + j == 9 && (i == 4 || i == 5));
            CHECK((numbers[i] == numbers[j]) == equal);
            CHECK((numbers[i] != numbers[j]) == !equal);
            CHECK((numbers[i] < numbers[j]) == (i < j && !equal));
            CHECK((numbers[i] <= numbers[j]) == (i < j || equal));
            CHECK((numbers[i] > numbers[j]) == (i > j && !equal));
            CHECK((numbers[i] >= numbers[j]) == (i > j || equal));
            CHECK(!__builtin_isunordered(numbers[i], numbers[j]));
        }
        volatile long double nan = NAN;
        CHECK(!(nan == numbers[i]) && nan != numbers[i] && !(nan < numbers[i]) && !(nan <= numbers[i]));
        CHECK(!(nan > numbers[i]) && !(numbers[i] >= nan) && __builtin_isunordered(numbers[i], nan));
    }
    char text[100];
    snprintf(text, sizeof text, "%.30Lf", 0.1L);
    CHECK(!strcmp(text, "0.100000000000000000000000000000"));
    long double number = 0;
    CHECK(sscanf("1.25e2", "%Lf", &number) == 1 && number == 125.0L);
}

int
main(int argc, char **argv)
{
    arguments(argc, argv);
    sizes();
    vectors();
    folders();
    memory();
    bulk_memory();
    long_doubles();
    printf("%d failures\n", failures);
    return failures != 0;
}
