namespace Commissioning.Domain.Records;

/// <summary>The record a legal hold is on. Names are stored, so never rename one.</summary>
public enum HoldKind
{
    Organisation,
    Round,
    Application,
    Award,
}
