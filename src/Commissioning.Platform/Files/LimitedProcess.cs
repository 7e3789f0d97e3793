using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Commissioning.Platform.Files;

/// <summary>Runs a program on an untrusted file: two at a time, in a process group and a folder of its own, with limits of time, memory and
/// output. util-linux's prlimit sets the limits of memory and files; where it is missing (Windows), time and output are still
/// limited.</summary>
public sealed class LimitedProcess
{
    private const int MostBytes = 40 * 1024 * 1024;
    private const long MostMemory = 2L * 1024 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly bool HasLimits = IsInstalled("prlimit") && IsInstalled("setsid");
    private readonly SemaphoreSlim places = new(2, 2);

    /// <param name="IsInstalled">False: the program is not on this machine.</param>
    /// <param name="Output">What it wrote; null when it failed or was stopped.</param>
    public sealed record Answer(bool IsInstalled, byte[]? Output, string Errors);

    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)));

    /// <param name="input">Sent to the program, which reads it from its standard input or, where it needs a file, from one of its folder.</param>
    /// <param name="inputFile">The name of that file; null: standard input.</param>
    /// <param name="outputFiles">The file that it writes, by any of these names; none: standard output.</param>
    public async Task<Answer> RunAsync(
        string program,
        string[] arguments,
        byte[] input,
        string? inputFile = null,
        params string[] outputFiles
    )
    {
        await places.WaitAsync();
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
            places.Release();
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
            return new(true, process.ExitCode == 0 ? await read : null, System.Text.Encoding.UTF8.GetString(await errors));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return new(true, null, "");
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
