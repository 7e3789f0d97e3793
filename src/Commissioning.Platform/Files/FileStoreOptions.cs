namespace Commissioning.Platform.Files;

public sealed record FileStoreOptions
{
    /// <summary>disk or azure.</summary>
    public string Provider { get; init; } = "disk";
    public string Root { get; init; } = "data/files";

    /// <summary>Azure, either: a connection string, or the account's address, which this machine's managed identity then opens.</summary>
    public string? ConnectionString { get; init; }
    public string? Account { get; init; }
    public string Container { get; init; } = "commissioning";

    /// <summary>Make the container where it is not there. Off, so that a mistyped name is not a new, empty store.</summary>
    public bool CreateContainer { get; init; }
}
