namespace Commissioning.Domain.Payments;

/// <param name="Position">Place in the export, from 1.</param>
/// <param name="Codes">Null only in a preview, where they are missing.</param>
public sealed record ExportLine(int Position, MoneyMovement Money, FinanceCodes? Codes);
