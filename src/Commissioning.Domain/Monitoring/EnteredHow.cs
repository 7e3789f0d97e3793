namespace Commissioning.Domain.Monitoring;

/// <summary>How a return reached the officer who typed it in for its holder. Stored by name.</summary>
public enum EnteredHow
{
    Telephone,
    PhotoDiary,
    Paper,
}
