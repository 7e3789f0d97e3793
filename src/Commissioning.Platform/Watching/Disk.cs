using System.Globalization;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Platform.Watching;

/// <summary>The disks this node writes to: stored files and the embedded database.</summary>
public sealed class Disk(FileStoreOptions files, Dialect dialect, DiskOptions options)
{
    public sealed record Space(string Use, long Free, long Total);

    public IReadOnlyList<Space> Spaces()
    {
        var spaces = new List<Space>();
        if (files.Provider == "disk")
            spaces.Add(SpaceOf("stored files", files.Root));
        if (dialect.File is { } file)
            spaces.Add(SpaceOf("the database", Path.GetDirectoryName(file)!));
        return spaces;
    }

    /// <summary>Null when there is enough space; otherwise a sentence that says how much is left.</summary>
    public string? WhyNearlyFull()
    {
        try
        {
            return Spaces().Select(space => WhyNearlyFull(space, options)).FirstOrDefault(sentence => sentence is not null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"The portal cannot tell how much room is left on the disk: {Redaction.Reason(exception)}";
        }
    }

    public static string? WhyNearlyFull(Space space, DiskOptions options) =>
        space.Free >= options.FloorMegabytes * 1048576L && space.Free * 100 >= space.Total * options.FloorPercent
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The disk with {space.Use} is nearly full: {space.Free / 1048576:N0} MB of {space.Total / 1048576:N0} MB are free. Make room or enlarge it. When it is full, nothing more can be saved."
            );

    private static Space SpaceOf(string use, string folder)
    {
        var full = Path.GetFullPath(folder);
        while (!Directory.Exists(full) && Path.GetDirectoryName(full) is { } above)
            full = above;
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(full)! : full);
        return new(use, drive.AvailableFreeSpace, drive.TotalSize);
    }
}
