namespace Commissioning.Platform.Documents;

/// <summary>A place on a printed form that can be filled in on a screen.</summary>
/// <param name="Label">Its name for those who do not see it.</param>
public sealed record FormField(string Label, bool IsTick, bool HasLines)
{
    /// <summary>The address that marks its place for the PDF; no browser opens it.</summary>
    public const string Mark = "https://field.invalid/";

    /// <summary>The fields of a document in their order.</summary>
    public static IReadOnlyList<FormField> Of(LetterDocument document) => [.. document.Blocks.SelectMany(Of)];

    private static IEnumerable<FormField> Of(LetterBlock block) =>
        block switch
        {
            FillBoxes boxes => boxes.Rows.SelectMany(row =>
                (row.Choices ?? [])
                    .Select(choice => new FormField($"{row.Label}: {choice}", true, false))
                    .Concat(row.Lines > 0 ? [new FormField(row.Label, false, row.Lines > 1)] : [])
            ),
            FillTable table => table.Rows.SelectMany(
                (row, number) =>
                    table
                        .Columns.Skip(row.Length > 0 ? 1 : 0)
                        .Select(column => new FormField(
                            $"{table.Caption}, {(row.Length > 0 ? row : $"row {number + 1}")}: {column.Name}",
                            false,
                            table.Lines > 1
                        ))
            ),
            _ => [],
        };
}
