using Commissioning.Platform.Data;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Commissioning.Testing;

/// <summary>The demonstration, loaded once per test run as a portal loads it at its first start, and copied for every class that needs
/// it.</summary>
internal static class DemonstrationTemplate
{
    private static readonly Lazy<Task<TestDatabase>> Loaded = new(LoadAsync);

    /// <summary>A new database with the demonstration and its files. SQL Server has no file to copy: there the portal loads it.</summary>
    public static async Task<TestDatabase> CopyAsync()
    {
        if (TestDatabase.Server is not null)
            return new();
        var loaded = await Loaded.Value;
        var copy = new TestDatabase(from: loaded.AsTemplate());
        var files = Path.Combine(loaded.Folder, "files");
        foreach (var file in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, "files", Path.GetRelativePath(files, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    private static async Task<TestDatabase> LoadAsync()
    {
        var database = new TestDatabase();
        await using (
            var app = Portal.Build([
                "--environment=Development",
                $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
                $"--Files:Root={Path.Combine(database.Folder, "files")}",
                $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
                "--Logging:LogLevel:Default=Warning",
                "--Pdf:Chromium=/none",
                .. database.Arguments,
            ])
        )
        {
            database.Watch(app.Services.GetRequiredService<Db>());
            Assert.Null(await Portal.WhyCannotServeAsync(app));
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.Dispose();
        return database;
    }
}
