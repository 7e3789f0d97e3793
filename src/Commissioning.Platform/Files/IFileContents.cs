namespace Commissioning.Platform.Files;

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
