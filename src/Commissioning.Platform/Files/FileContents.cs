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

/// <summary>What the virus scanner has said of a file. Files that the portal makes itself need none.</summary>
public enum ScanState
{
    NotNeeded,
    Awaiting,
    Clean,
    Quarantined,
}

/// <summary>Where the bytes of stored files are. Each is written once under an id that the portal makes up, and never changed.</summary>
public interface IFileContents
{
    /// <summary>Null when files can be kept; otherwise what to make or to set.</summary>
    Task<string?> WhyUnavailableAsync(CancellationToken stopping = default);

    /// <summary>Reads to the end of a stream of any size and returns when the bytes are safe. Overwrites nothing; a failure leaves nothing.</summary>
    /// <exception cref="FileStorageException">The storage does not take it.</exception>
    Task WriteAsync(Guid id, Stream content, ScanState state, CancellationToken stopping = default);

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Task<Stream> OpenAsync(Guid id, CancellationToken stopping = default);
    Task<bool> ExistsAsync(Guid id, CancellationToken stopping = default);

    /// <summary>Tells a storage that can hold it what the scanner said, for whoever looks there without the portal.</summary>
    Task MarkAsync(Guid id, ScanState state, CancellationToken stopping = default);

    /// <summary>True when there was something to remove.</summary>
    Task<bool> DeleteAsync(Guid id, CancellationToken stopping = default);
}

/// <summary>The file is there and is not given out; the sentence says why.</summary>
public sealed class FileHeldException(string message) : Exception(message);

/// <summary>The storage does not take or give files. The message is for the operator; <see cref="ForPeople"/> says what to do and nothing about the machine.</summary>
public sealed class FileStorageException(string message, bool isFull, Exception inner) : Exception(message, inner)
{
    public bool IsFull => isFull;
    public string ForPeople =>
        isFull
            ? "The portal has no room for files just now. Nothing was saved, and what you typed is still here. Whoever looks after the portal has been told; choose the file again later."
            : "The portal cannot keep or read files just now. Nothing was saved, and what you typed is still here. Whoever looks after the portal has been told; choose the file again in a few minutes.";
}
