using System.Runtime.InteropServices;

namespace Commissioning.Testing.Sql;

/// <summary>Commits of the tests need not survive a power cut, unlike production: no SQLite connection of this process waits for the disk.
/// What a killed process has committed is still there.</summary>
internal static class SqliteWithoutFlush
{
    private static readonly byte[] Off = "pragma synchronous = off\0"u8.ToArray();

    // Kept, because SQLite calls it for every connection that is opened.
    private static readonly Opened EachConnection = (connection, _, _) =>
    {
        // While another connection has the file it is refused as busy; then this one flushes, as it would without this.
        _ = sqlite3_exec(connection, Off, 0, 0, 0);
        return 0;
    };
    private static readonly Lazy<int> Set = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        return sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(EachConnection));
    });

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Opened(nint connection, nint error, nint functions);

    public static void Demand()
    {
        if (Set.Value != 0)
            throw new InvalidOperationException($"SQLite refused it with {Set.Value}");
    }

    [DllImport("e_sqlite3")]
    private static extern int sqlite3_auto_extension(nint entry);

    [DllImport("e_sqlite3")]
    private static extern int sqlite3_exec(nint connection, byte[] sql, nint row, nint argument, nint error);
}
