namespace Commissioning.Domain.Payments;

/// <summary>What stands between two cells.</summary>
public enum ExportSeparator
{
    Comma,
    Semicolon,
    Tab,
    Pipe,
}
