using System.Reflection;
using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>One line of dependencies, and nothing that a layer must not do for itself. The order of the rooms is in RoomTests.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(Money).Assembly;
    private static readonly Assembly Platform = typeof(Db).Assembly;
    private static readonly Assembly Features = typeof(PersonRoles).Assembly;
    private static readonly Assembly Web = typeof(Portal).Assembly;

    [Fact]
    public void Projects_depend_on_each_other_in_one_direction()
    {
        Assert.Empty(Ours(Domain));
        Assert.Equal(["Commissioning.Domain"], Ours(Platform));
        Assert.Equal(["Commissioning.Domain", "Commissioning.Platform"], Ours(Features));
        Assert.DoesNotContain(Domain.GetReferencedAssemblies(), name => !name.Name!.StartsWith("System", StringComparison.Ordinal));
        static IEnumerable<string> Ours(Assembly assembly) =>
            assembly
                .GetReferencedAssemblies()
                .Select(name => name.Name!)
                .Where(name => name.StartsWith("Commissioning", StringComparison.Ordinal))
                .Order();
    }

    [Fact]
    public void Database_packages_are_referenced_only_by_Platform_and_the_start_of_Web()
    {
        foreach (var assembly in new[] { Features, Web })
            Assert.DoesNotContain(
                assembly.GetReferencedAssemblies(),
                name => name.Name is "Dapper" or "Microsoft.Data.SqlClient" or "Microsoft.Data.Sqlite" or "Microsoft.Playwright"
            );
    }

    [Fact]
    public void Platform_uses_only_the_root_and_audit_of_Domain()
    {
        var allowed = new[] { "Commissioning.Domain", "Commissioning.Domain.Audit" };
        var used = Directory
            .EnumerateFiles(Repository.File("src", "Commissioning.Platform"), "*.cs", SearchOption.AllDirectories)
            .Where(NotGenerated)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("using Commissioning.Domain", StringComparison.Ordinal))
            .Select(line => line[6..^1])
            .Distinct();
        Assert.Empty(used.Except(allowed));
    }

    [Fact]
    public void Emails_are_written_only_by_the_catalogue_of_messages_and_with_letters()
    {
        string[] allowed = ["Message", "ReleaseLetters", "UndeliveredCopy"];
        var others = new[] { "Commissioning.Features", "Commissioning.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Repository.File("src", project), "*.cs", SearchOption.AllDirectories))
            .Where(NotGenerated)
            .Where(file => File.ReadAllText(file).Contains("work.EmailAsync(", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Empty(others.Except(allowed));
    }

    [Fact]
    public void Pages_contain_no_SQL_and_do_not_read_the_machines_clock()
    {
        var wrong = Directory
            .EnumerateFiles(Repository.File("src", "Commissioning.Web", "Pages"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                File.ReadAllText(file) is var text
                && (
                    text.Contains("DateTime.UtcNow", StringComparison.Ordinal)
                    || text.Contains("DateTime.Now", StringComparison.Ordinal)
                    || text.Contains("\"select ", StringComparison.Ordinal)
                    || text.Contains("\"update ", StringComparison.Ordinal)
                )
            );
        Assert.Empty(wrong.Select(Path.GetFileName));
    }

    [Fact]
    public void Source_files_other_than_the_clock_do_not_read_the_machines_clock()
    {
        var wrong = Directory
            .EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
            .Where(NotGenerated)
            .Where(file =>
                File.ReadAllText(file) is var text
                && (
                    text.Contains("DateTime.UtcNow", StringComparison.Ordinal)
                    || text.Contains("DateTime.Now", StringComparison.Ordinal)
                    || text.Contains("DateTimeOffset.UtcNow", StringComparison.Ordinal)
                )
            );
        Assert.Empty(wrong.Select(Path.GetFileName));
    }

    private static bool NotGenerated(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
