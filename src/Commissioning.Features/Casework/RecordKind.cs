namespace Commissioning.Features.Casework;

/// <summary>What the id in a page's address is the id of.</summary>
public enum RecordKind
{
    None,
    Round,
    Application,
    Check,
    Award,
    Payment,
    Claim,
    Return,
    Visit,
    Variation,
    Letter,

    /// <summary>A redacted copy. One about a person is of no application.</summary>
    Answer,
}
