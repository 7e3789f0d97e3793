namespace Commissioning.Platform.Files;

/// <summary>Where nightly backups are kept.</summary>
public interface IBackupPlace
{
    /// <summary>As the operator knows it.</summary>
    string Name { get; }

    /// <summary>The folder in which a backup is made.</summary>
    string Workshop { get; }

    /// <summary>Moves a finished backup from the workshop to its place and returns when it is there whole.</summary>
    /// <exception cref="FileStorageException">The place does not take it.</exception>
    Task StoreAsync(string path, CancellationToken stopping = default);

    /// <summary>Names and bytes of everything there, also of what is no backup.</summary>
    Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken stopping = default);
    Task DeleteAsync(string name, CancellationToken stopping = default);
}
