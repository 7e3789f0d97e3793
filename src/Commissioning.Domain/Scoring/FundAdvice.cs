namespace Commissioning.Domain.Scoring;

/// <summary>Whether an assessor would fund an application. It does not change the score.</summary>
public enum FundAdvice
{
    Fund,
    Maybe,
    DoNotFund,
}
