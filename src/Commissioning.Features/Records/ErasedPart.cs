namespace Commissioning.Features.Records;

/// <summary>One table's part in a record. What goes is deleted, or, where figures or references must stay, overwritten.</summary>
/// <param name="Where">Which rows, of @key.</param>
/// <param name="Set">What is written over; null: the rows go.</param>
/// <param name="File">The column that names a stored file, which goes with it.</param>
/// <param name="Exported">False for counters, and for what is public elsewhere.</param>
internal sealed record ErasedPart(string Table, string Where, string? Set = null, string? File = null, bool Exported = true)
{
    /// <summary>E-mail that goes with what it is about.</summary>
    public bool IsAbout => Where.StartsWith("SubjectId = @key", StringComparison.Ordinal);
}
