namespace Commissioning.Platform.Files;

public sealed record FileStoreOptions
{
    /// <summary>"disk" or "azure".</summary>
    public string Provider { get; init; } = "disk";
    public string Root { get; init; } = "data/files";

    /// <summary>For Azure, either a connection string or the account's address, which this machine's managed identity then opens.</summary>
    public string? ConnectionString { get; init; }
    public string? Account { get; init; }
    public string Container { get; init; } = "commissioning";

    /// <summary>Creates the container if it does not exist. Off by default, so that a mistyped name does not create an empty
    /// store.</summary>
    public bool CreateContainer { get; init; }
}
