using System.Globalization;
using Azure;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Commissioning.Platform.Files;

/// <summary>A private container of Azure Blob Storage, opened with a connection string or this machine's managed identity.</summary>
public sealed class AzureFiles(FileStoreOptions options) : IFileContents
{
    private const string ScanKey = "scanstate";
    private const string Hint =
        " Check Files__ConnectionString or Files__Account, and that the portal's identity is a Storage Blob Data Contributor.";

    // Limits memory for a large file to two blocks of this size.
    internal static readonly StorageTransferOptions Pieces = new()
    {
        InitialTransferSize = 4 << 20,
        MaximumTransferSize = 4 << 20,
        MaximumConcurrency = 2,
    };
    private readonly BlobContainerClient container = ContainerOf(options);

    public async Task<string?> WhyUnavailableAsync(CancellationToken stopping = default)
    {
        try
        {
            if (options.CreateContainer)
                await container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: stopping);
            var facts = (await container.GetPropertiesAsync(cancellationToken: stopping)).Value;
            if (facts.PublicAccess is not (null or PublicAccessType.None))
                return $"Files__Container \"{options.Container}\" is open to the public. Make it private: grant files must not be readable by address.";
            var probe = Guid.NewGuid();
            await WriteAsync(probe, new MemoryStream([1]), ScanState.NotNeeded, stopping);
            await DeleteAsync(probe, stopping);
            return null;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return $"Files__Container \"{options.Container}\" is not there. Make it as a private container, or set Files__CreateContainer to true for one start.";
        }
        catch (FileStorageException refused)
        {
            return refused.Message + Hint;
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            return Refused(exception).Message + Hint;
        }
    }

    public async Task WriteAsync(Guid id, Stream content, ScanState state, CancellationToken stopping = default)
    {
        try
        {
            // Blocks uploaded before a failure belong to no blob, and the service discards them.
            await BlobOf(id)
                .UploadAsync(
                    content,
                    new BlobUploadOptions
                    {
                        Conditions = new() { IfNoneMatch = ETag.All },
                        Metadata = Facts(state),
                        TransferOptions = Pieces,
                        HttpHeaders = new() { ContentType = "application/octet-stream" },
                    },
                    stopping
                );
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            throw Refused(exception);
        }
    }

    public async Task<Stream> OpenAsync(Guid id, CancellationToken stopping = default)
    {
        try
        {
            return await BlobOf(id).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = 4 << 20 }, stopping);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw new FileNotFoundException($"The stored file {id} is not there", missing);
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            throw Refused(exception);
        }
    }

    public async Task<bool> ExistsAsync(Guid id, CancellationToken stopping = default)
    {
        try
        {
            return await BlobOf(id).ExistsAsync(stopping);
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            throw Refused(exception);
        }
    }

    public async Task MarkAsync(Guid id, ScanState state, CancellationToken stopping = default)
    {
        try
        {
            await BlobOf(id).SetMetadataAsync(Facts(state), cancellationToken: stopping);
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            throw Refused(exception);
        }
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken stopping = default)
    {
        try
        {
            return await BlobOf(id).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: stopping);
        }
        catch (Exception exception) when (IsStorage(exception, stopping))
        {
            throw Refused(exception);
        }
    }

    private BlobClient BlobOf(Guid id) => container.GetBlobClient(id.ToString("N", CultureInfo.InvariantCulture));

    private static Dictionary<string, string> Facts(ScanState state) => new() { [ScanKey] = state.ToString() };

    // After its retries the client throws an AggregateException; a timeout is a cancellation that the caller did not ask for.
    internal static bool IsStorage(Exception exception, CancellationToken stopping) =>
        exception switch
        {
            RequestFailedException or AuthenticationFailedException => true,
            OperationCanceledException => !stopping.IsCancellationRequested,
            AggregateException several => several.Flatten().InnerExceptions.All(one => IsStorage(one, stopping)),
            _ => false,
        };

    private FileStorageException Refused(Exception exception) => Refused(container, exception);

    internal static FileStorageException Refused(BlobContainerClient container, Exception exception)
    {
        var failed =
            exception as RequestFailedException
            ?? (exception as AggregateException)?.Flatten().InnerExceptions.OfType<RequestFailedException>().LastOrDefault();
        var reason =
            failed is { Status: > 0 } ? $"{failed.Status} {failed.ErrorCode}"
            : exception is AuthenticationFailedException ? "no token for the portal's identity"
            : "no answer";
        return new(
            $"The file storage {container.AccountName}/{container.Name} does not take or give files: {reason}.",
            failed is { Status: 507 } or { ErrorCode: "AccountQuotaExceeded" },
            exception
        );
    }

    internal static BlobContainerClient ContainerOf(FileStoreOptions options)
    {
        // A page waits for this, so allow two quick retries and then report an error.
        var patience = new BlobClientOptions { Retry = { MaxRetries = 2, NetworkTimeout = TimeSpan.FromSeconds(30) } };
        return options.ConnectionString is { } connection
            ? new(connection, options.Container, patience)
            : new(new Uri($"{options.Account!.TrimEnd('/')}/{options.Container}"), new DefaultAzureCredential(), patience);
    }
}
