namespace Commissioning.Domain.DueDiligence;

/// <summary>What an officer concludes on a finding. Which of them a kind allows: <see cref="FindingRules.Verdicts"/>.</summary>
public enum FindingVerdict
{
    NoConcern,
    Condition,
    Concern,
    NotTheSame,
    TheSame,
    SameWriter,
    OwnText,
    SharedPolicy,
    Copied,
}
