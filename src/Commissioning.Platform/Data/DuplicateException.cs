namespace Commissioning.Platform.Data;

/// <summary>A unique index refused the row; each command decides what that means.</summary>
public sealed class DuplicateException(Exception inner) : Exception("The row is there already", inner);
