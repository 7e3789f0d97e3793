using System.Diagnostics;
using Xunit;

namespace Commissioning.Testing;

/// <summary>A disk of a few megabytes, in memory.</summary>
public sealed class SmallDisk : IDisposable
{
    public SmallDisk(long bytes)
    {
        Folder = Directory.CreateTempSubdirectory("small-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", Folder) is { Length: > 0 } why)
            throw new InvalidOperationException(why);
    }

    public string Folder { get; }

    /// <summary>Null where this account may mount a disk.</summary>
    public static string? WhyNot { get; } = Find();

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "only root on Linux can mount a small disk";
        try
        {
            using var disk = new SmallDisk(65536);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"a small disk cannot be mounted here ({refused.Message.Trim()})";
        }
    }

    /// <returns>What went wrong; empty when nothing did.</returns>
    private static string Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var words = run.StandardError.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode == 0 ? "" : words + " ";
    }
}

/// <summary>Runs where a small disk can be mounted; otherwise a skipped test with that reason, which tests/run lists.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
