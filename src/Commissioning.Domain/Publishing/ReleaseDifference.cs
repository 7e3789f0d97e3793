namespace Commissioning.Domain.Publishing;

/// <param name="Cells">For a changed row: each cell that differs, by column.</param>
public sealed record ReleaseDifference(ReleaseChange Change, ReleaseLine Line, IReadOnlyList<ReleaseDifference.Cell> Cells)
{
    public sealed record Cell(string Column, string Before, string After);
}
