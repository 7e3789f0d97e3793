using System.Runtime.InteropServices;

namespace Commissioning.Web;

/// <summary>Who may read what the portal writes.</summary>
internal static class FileModes
{
    /// <summary>From now on only the portal's account: the database holds the keys that decrypt bank details. .NET has no call of its own
    /// for the mask of a process (umask(2)).</summary>
    public static void ForOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(
                (uint)(
                    UnixFileMode.GroupRead
                    | UnixFileMode.GroupWrite
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherWrite
                    | UnixFileMode.OtherExecute
                )
            );
    }

    [DllImport("libc", EntryPoint = "umask"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
