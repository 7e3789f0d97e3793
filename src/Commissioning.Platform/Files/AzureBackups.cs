using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Commissioning.Platform.Files;

/// <summary>A private container of Azure Blob Storage. A backup is made on the disk, stored as one blob, read back and compared, and then
/// deleted from the disk.</summary>
public sealed class AzureBackups(FileStoreOptions options, string workshop) : IBackupPlace
{
    private readonly BlobContainerClient container = AzureFiles.ContainerOf(options);

    public string Name => $"container {options.Container} of {container.AccountName}";
    public string Workshop => workshop;

    public Task StoreAsync(string path, CancellationToken stopping = default) =>
        ToldAsync(
            async () =>
            {
                var blob = container.GetBlobClient(Path.GetFileName(path));
                try
                {
                    await using (var content = File.OpenRead(path))
                        await blob.UploadAsync(
                            content,
                            new BlobUploadOptions
                            {
                                Conditions = new() { IfNoneMatch = ETag.All },
                                TransferOptions = AzureFiles.Pieces,
                            },
                            stopping
                        );
                    if (!await IsThereAsync(blob, path, stopping))
                    {
                        await blob.DeleteIfExistsAsync(cancellationToken: stopping);
                        throw new IOException($"What {Name} gave back is not what was stored there.");
                    }
                }
                finally
                {
                    // Those of runs that were killed are deleted as well: each night has its own.
                    foreach (var left in Directory.GetFiles(workshop, "*.zip"))
                        File.Delete(left);
                }
                return true;
            },
            stopping
        );

    public Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken stopping = default) =>
        ToldAsync<IReadOnlyList<(string, long)>>(
            async () =>
            {
                var found = new List<(string, long)>();
                await foreach (var blob in container.GetBlobsAsync(cancellationToken: stopping))
                    found.Add((blob.Name, blob.Properties.ContentLength ?? 0));
                return found;
            },
            stopping
        );

    public Task DeleteAsync(string name, CancellationToken stopping = default) =>
        ToldAsync(
            () => container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: stopping),
            stopping
        );

    private static async Task<bool> IsThereAsync(BlobClient blob, string path, CancellationToken stopping)
    {
        await using var own = File.OpenRead(path);
        await using var there = await blob.OpenReadAsync(
            new BlobOpenReadOptions(allowModifications: false) { BufferSize = 4 << 20 },
            stopping
        );
        var (sent, read) = (await SHA256.HashDataAsync(own, stopping), await SHA256.HashDataAsync(there, stopping));
        return sent.SequenceEqual(read);
    }

    private async Task<T> ToldAsync<T>(Func<Task<T>> act, CancellationToken stopping)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (AzureFiles.IsStorage(exception, stopping))
        {
            throw AzureFiles.Refused(container, exception);
        }
    }
}
