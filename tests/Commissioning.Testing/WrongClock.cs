using System.Diagnostics;
using Commissioning.Platform.Files;

namespace Commissioning.Testing;

/// <summary>The clock of another machine, for a process of this one: its programs are told another time, and its embedded database is not,
/// as if that were on a server. Compiled from a few lines of C.</summary>
public sealed class WrongClock : IDisposable
{
    // .NET asks clock_gettime, SQLite gettimeofday.
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <time.h>
        static volatile long *ahead;
        __attribute__((constructor)) static void begin(void) {
            int file = open(getenv("COMMISSIONING_CLOCK"), O_RDONLY);
            ahead = mmap(0, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
        }
        int clock_gettime(clockid_t which, struct timespec *at) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int answer = real(which, at);
            if (which == CLOCK_REALTIME && ahead && ahead != MAP_FAILED) at->tv_sec += *ahead;
            return answer;
        }
        """;
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-clock").FullName;

    public WrongClock(TimeSpan ahead)
    {
        Ahead = ahead;
        File.WriteAllText(Path.Combine(folder, "clock.c"), Source);
        using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", Library, Path.Combine(folder, "clock.c"), "-ldl"]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
            throw new InvalidOperationException("The clock does not compile");
    }

    /// <summary>Null where one can be made; otherwise why not.</summary>
    public static string? WhyNot =>
        OperatingSystem.IsLinux() && LimitedProcess.IsInstalled("cc")
            ? null
            : "a C compiler is not installed (apt-get install gcc libc6-dev)";

    /// <summary>By how much it is ahead, to the second; negative: behind. Running processes see a change at once.</summary>
    public TimeSpan Ahead
    {
        set
        {
            using var file = new FileStream(Offset, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            file.Write(BitConverter.GetBytes((long)value.TotalSeconds));
        }
    }

    private string Library => Path.Combine(folder, "clock.so");
    private string Offset => Path.Combine(folder, "ahead");

    internal void Set(ProcessStartInfo process)
    {
        process.Environment["LD_PRELOAD"] = Library;
        process.Environment["COMMISSIONING_CLOCK"] = Offset;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
