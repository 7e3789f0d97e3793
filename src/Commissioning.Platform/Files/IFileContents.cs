namespace Commissioning.Platform.Files;

/// <summary>Stores the bytes of files. Each is written once under a generated id and never changed.</summary>
public interface IFileContents
{
    /// <summary>Null when files can be stored; otherwise what to create or configure.</summary>
    Task<string?> WhyUnavailableAsync(CancellationToken stopping = default);

    /// <summary>Reads a stream of any size to its end and returns when the bytes are safe. Overwrites nothing; a failure leaves nothing
    /// behind.</summary>
    /// <exception cref="FileStorageException">The storage cannot write the file.</exception>
    Task WriteAsync(Guid id, Stream content, ScanState state, CancellationToken stopping = default);

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Task<Stream> OpenAsync(Guid id, CancellationToken stopping = default);
    Task<bool> ExistsAsync(Guid id, CancellationToken stopping = default);

    /// <summary>Records the scan result in storage that supports it, for people who open it without the portal.</summary>
    Task MarkAsync(Guid id, ScanState state, CancellationToken stopping = default);

    /// <summary>True when there was a file to remove.</summary>
    Task<bool> DeleteAsync(Guid id, CancellationToken stopping = default);
}
