using System.Text.Json;

namespace Commissioning.Domain.Publishing;

/// <summary>A row of a month's file.</summary>
/// <param name="Award">The award; for other spending, the payment.</param>
/// <param name="Reference">For the office, to tell rows of two versions apart.</param>
public sealed record ReleaseLine(Guid Award, string Reference, Money Amount, ReleaseCells Cells);

/// <summary>The cells of a row, in the order of the file's columns.</summary>
public sealed record ReleaseCells(IReadOnlyList<string> Values) : IJsonText<ReleaseCells>
{
    public string ToJson() => JsonSerializer.Serialize(Values);

    public static ReleaseCells FromJson(string json) => new(JsonSerializer.Deserialize<List<string>>(json)!);
}

public enum ReleaseChange
{
    Added,
    Gone,
    Changed,
}

/// <param name="Cells">For a changed row: each cell that differs, by column.</param>
public sealed record ReleaseDifference(ReleaseChange Change, ReleaseLine Line, IReadOnlyList<ReleaseDifference.Cell> Cells)
{
    public sealed record Cell(string Column, string Before, string After);
}
