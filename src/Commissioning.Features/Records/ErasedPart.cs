namespace Commissioning.Features.Records;

/// <summary>One table's part in a record. Rows are deleted or, where figures or references must stay, overwritten.</summary>
/// <param name="Where">Which rows, by @key.</param>
/// <param name="Set">The columns to overwrite; null: the rows are deleted.</param>
/// <param name="File">The column that names a stored file, which is deleted too.</param>
/// <param name="Exported">False for counters, and for what is public elsewhere.</param>
/// <param name="IsAbout">True for e-mails, which are erased with the record they are about.</param>
internal sealed record ErasedPart(
    string Table,
    string Where,
    string? Set = null,
    string? File = null,
    bool Exported = true,
    bool IsAbout = false
);
