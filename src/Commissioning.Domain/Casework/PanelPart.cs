namespace Commissioning.Domain.Casework;

/// <summary>Which assessors of a round an officer writes to.</summary>
public enum PanelPart
{
    All,

    /// <summary>Those who have at least one score sheet, finished or not.</summary>
    WithSheets,

    /// <summary>Those with score sheets that are not submitted.</summary>
    NotFinished,
}
