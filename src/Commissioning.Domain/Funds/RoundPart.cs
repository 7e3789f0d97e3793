namespace Commissioning.Domain.Funds;

/// <summary>The parts in which a round is built, in order.</summary>
public enum RoundPart
{
    Details,
    Guidance,
    Form,
    Eligibility,
    Criteria,
    Policy,
    Checks,
    AfterAward,
    Panel,
}
