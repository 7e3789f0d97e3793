using System.Diagnostics;
using System.Text.Json;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Security;

/// <summary>What the portal writes is for its own account, and what is published has nothing for developers in it.</summary>
public sealed class FileModeTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("modes").FullName;

    [Fact]
    public async Task Only_the_portals_account_may_read_what_it_makes_whatever_the_umask()
    {
        if (OperatingSystem.IsWindows())
            return; // There the folder's own permissions are inherited.
        var database = Path.Combine(folder, "data", "commissioning.db");
        await RunAsync("migrate");
        await RunAsync("backup backups");
        await RunAsync("make-key-certificate keys.pfx");
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(database)!));
        Assert.Equal(Owner, File.GetUnixFileMode(database));
        // As one that was made before, or copied here by hand.
        File.SetUnixFileMode(database, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await RunAsync($"restore {Directory.GetFiles(Path.Combine(folder, "backups")).Single()} --replace");
        Assert.Single(
            Directory.GetFiles(folder, "*.before-restore-*", SearchOption.AllDirectories),
            path => !path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal)
        );
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            Assert.Equal((file, Owner), (file, File.GetUnixFileMode(file)));
        foreach (var place in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories))
            Assert.Equal((place, Owner | UnixFileMode.UserExecute), (place, File.GetUnixFileMode(place)));
    }

    [Fact]
    public async Task A_published_portal_has_no_symbols_and_no_settings_of_Development()
    {
        var project = Repository.File("src", "Commissioning.Web", "Commissioning.Web.csproj");
        var listed = await OutputAsync(
            "dotnet",
            "msbuild",
            project,
            "-nologo",
            "-t:ComputeResolvedFilesToPublishList",
            "-getItem:ResolvedFileToPublish"
        );
        var files = JsonDocument
            .Parse(listed)
            .RootElement.GetProperty("Items")
            .GetProperty("ResolvedFileToPublish")
            .EnumerateArray()
            .Select(file => file.GetProperty("RelativePath").GetString()!)
            .ToList();
        Assert.Contains("appsettings.json", files);
        Assert.DoesNotContain("appsettings.Development.json", files);
        Assert.DoesNotContain(files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    private Task<string> RunAsync(string verb) =>
        OutputAsync("/bin/sh", "-c", $"umask 022 && exec dotnet {typeof(Portal).Assembly.Location} {verb}");

    private async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {await output}{await error}");
        return await output;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
