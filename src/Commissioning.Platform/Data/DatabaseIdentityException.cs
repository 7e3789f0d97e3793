using System.Data.Common;

namespace Commissioning.Platform.Data;

/// <summary>No token for the database could be obtained, so no query was sent. Derives from DbException so that it is handled as an
/// unreachable database.</summary>
public sealed class DatabaseIdentityException(Exception inner) : DbException("No token for this machine's identity", inner);
