namespace Commissioning.Testing;

/// <summary>The project's files, located from a test's output folder.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Commissioning.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Commissioning.sln is not above the test's folder");
    }
}
