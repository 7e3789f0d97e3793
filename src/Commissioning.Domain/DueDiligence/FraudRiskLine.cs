namespace Commissioning.Domain.DueDiligence;

/// <summary>One risk of a fund's fraud risk assessment (GovS 015).</summary>
/// <param name="Likelihood">Before anything is done, from 1 (hardly ever) to 5 (nearly certain).</param>
/// <param name="Impact">From 1 (little) to 5 (the fund could not go on).</param>
/// <param name="LikelihoodLeft">With what reduces it, from 1 to 5.</param>
/// <param name="ImpactLeft">With what reduces it, from 1 to 5.</param>
public sealed record FraudRiskLine(
    string Risk,
    string Who,
    int Likelihood,
    int Impact,
    string Control,
    string Owner,
    int LikelihoodLeft,
    int ImpactLeft
)
{
    /// <summary>From 1 to 25.</summary>
    public int Rating => Likelihood * Impact;

    /// <summary>From 1 to 25.</summary>
    public int RatingLeft => LikelihoodLeft * ImpactLeft;
}
