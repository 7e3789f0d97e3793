using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Commissioning.Platform.Files;

/// <summary>Runs a program on an untrusted file: two at a time and one for each person, in a process group and a folder of its own, with
/// limits of time, processor time, memory and output. util-linux's prlimit sets those of processor, memory and files; where it is missing
/// (Windows), time and output are still limited.</summary>
public sealed class LimitedProcess
{
    private const int MostBytes = 40 * 1024 * 1024;
    private const long MostMemory = 2L * 1024 * 1024 * 1024;
    private const int MostProcessorSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly bool HasLimits = IsInstalled("prlimit") && IsInstalled("setsid");
    private readonly SemaphoreSlim places = new(2, 2);
    private readonly Dictionary<Guid, Turns> people = [];

    /// <param name="IsInstalled">False: the program is not on this machine.</param>
    /// <param name="Output">What it wrote; null when it failed or was stopped.</param>
    public sealed record Answer(bool IsInstalled, byte[]? Output, string Errors)
    {
        /// <summary>It reached a limit, or fell over.</summary>
        public bool IsStopped { get; init; }
    }

    private sealed class Turns
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public int Wanted { get; set; }
    }

    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));

    /// <param name="person">Whose turn it is. Whoever waits for a slow file of theirs does not hold the place of others.</param>
    /// <param name="input">Sent to the program, which reads it from its standard input or, where it needs a file, from one of its
    /// folder.</param>
    /// <param name="inputFile">The name of that file; null: standard input.</param>
    /// <param name="known">Asked when the turn has come: what is known by then is the answer, and nothing runs.</param>
    /// <param name="outputFiles">The file that it writes, by any of these names; none: standard output.</param>
    public async Task<Answer> RunAsync(
        Guid person,
        string program,
        string[] arguments,
        byte[] input,
        string? inputFile = null,
        Func<Answer?>? known = null,
        params string[] outputFiles
    )
    {
        Turns own;
        lock (people)
        {
            own = people.TryGetValue(person, out var there) ? there : people[person] = new();
            own.Wanted++;
        }
        await own.Turn.WaitAsync();
        try
        {
            await places.WaitAsync();
            try
            {
                return known?.Invoke() ?? await InFolderAsync(program, arguments, input, inputFile, outputFiles);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            own.Turn.Release();
            lock (people)
                if (--own.Wanted == 0)
                    people.Remove(person);
        }
    }

    private static async Task<Answer> InFolderAsync(
        string program,
        string[] arguments,
        byte[] input,
        string? inputFile,
        string[] outputFiles
    )
    {
        var folder = Directory.CreateTempSubdirectory("commissioning-");
        try
        {
            if (inputFile is not null)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, inputFile), input);
            var answer = await RunAsync(folder.FullName, program, arguments, inputFile is null ? input : []);
            if (outputFiles.Length == 0 || answer.Output is null)
                return answer;
            var written = outputFiles.Select(name => new FileInfo(Path.Combine(folder.FullName, name))).FirstOrDefault(file => file.Exists);
            return answer with
            {
                Output = written is { Length: > 0 and <= MostBytes } ? await File.ReadAllBytesAsync(written.FullName) : null,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Answer> RunAsync(string folder, string program, string[] arguments, byte[] input)
    {
        using var process = Start(folder, program, arguments);
        if (process is null)
            return new(false, null, "");
        using var stopping = new CancellationTokenSource(Patience);
        try
        {
            var read = ReadAsync(process.StandardOutput.BaseStream, stopping);
            var errors = ReadAsync(process.StandardError.BaseStream, stopping);
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(input, stopping.Token);
                process.StandardInput.Close();
            }
            catch (IOException)
            { /* it gave up before the end of the file; its exit code says so */
            }
            await Task.WhenAll(read, errors);
            await process.WaitForExitAsync(stopping.Token);
            var told = System.Text.Encoding.UTF8.GetString(await errors);
            return new(true, process.ExitCode == 0 ? await read : null, told)
            {
                // A signal ended it, such as that of the processor limit: 128 and its number. Where setsid had to fork, it says so in
                // words.
                IsStopped = process.ExitCode > 128 || told.Contains("did not exit normally", StringComparison.Ordinal),
            };
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return new(true, null, "") { IsStopped = true };
        }
    }

    private static Process? Start(string folder, string program, string[] arguments)
    {
        if (HasLimits && !IsInstalled(program))
            return null;
        string[] limited =
        [
            "--wait",
            "prlimit",
            string.Create(CultureInfo.InvariantCulture, $"--as={MostMemory}"),
            string.Create(CultureInfo.InvariantCulture, $"--fsize={MostBytes}"),
            string.Create(CultureInfo.InvariantCulture, $"--cpu={MostProcessorSeconds}"),
            "--core=0",
            "--",
            program,
            .. arguments,
        ];
        var start = HasLimits ? new ProcessStartInfo("setsid", limited) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        // Otherwise each thread reserves address space, and a machine with many processors would reach the limit of memory.
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // Not installed.
        }
    }

    /// <summary>More than the most bytes stops the program.</summary>
    private static async Task<byte[]> ReadAsync(Stream stream, CancellationTokenSource stopping)
    {
        using var all = new MemoryStream();
        var part = new byte[81920];
        while (await stream.ReadAsync(part, stopping.Token) is > 0 and var length)
        {
            all.Write(part, 0, length);
            if (all.Length > MostBytes)
                await stopping.CancelAsync();
        }
        return all.ToArray();
    }
}
