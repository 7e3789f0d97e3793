namespace Commissioning.Domain.Payments;

/// <summary>The file that the bank takes. BacsRecords: a Bacs file without labels, for banks and bureaux that add them. Bacs: with its
/// labels. Pain001: the ISO 20022 message pain.001.001.09.</summary>
public enum BankFileFormat
{
    BacsRecords,
    Bacs,
    Pain001,
}
