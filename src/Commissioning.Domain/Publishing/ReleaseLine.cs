namespace Commissioning.Domain.Publishing;

/// <summary>A row of a month's file.</summary>
/// <param name="Award">The award; for other spending, the payment.</param>
/// <param name="Reference">For the office, to tell rows of two versions apart.</param>
public sealed record ReleaseLine(Guid Award, string Reference, Money Amount, ReleaseCells Cells);
