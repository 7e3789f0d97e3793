using Commissioning.Platform.Data;

namespace Commissioning.Platform.Files;

/// <summary>What a disk without room answers.</summary>
public static class FullDisk
{
    private const int NoSpace = 28,
        OverQuota = 122; // ENOSPC and EDQUOT, which .NET passes on unchanged.
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(Exception exception) => exception.HResult is NoSpace or OverQuota or WindowsDiskFull || Dialect.IsFull(exception);

    /// <summary>What the operator reads: that the disk is full, or else the system's own words.</summary>
    public static string Reason(Exception exception, string folder) => Is(exception) ? $"The disk of {folder} is full." : exception.Message;
}
