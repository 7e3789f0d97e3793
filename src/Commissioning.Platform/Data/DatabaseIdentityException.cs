using System.Data.Common;

namespace Commissioning.Platform.Data;

/// <summary>No token for the database could be had, so nothing was asked of it. A database's exception, because what follows is the same.</summary>
public sealed class DatabaseIdentityException(Exception inner) : DbException("No token for this machine's identity", inner);
