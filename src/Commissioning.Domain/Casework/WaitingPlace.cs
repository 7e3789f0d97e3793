namespace Commissioning.Domain.Casework;

/// <summary>The section of the staff's navigation that counts a waiting thing.</summary>
public enum WaitingPlace
{
    None,
    Scoring,
    Rounds,
    Checks,
    Organisations,
    Awards,
    Money,
    CspBudgets,
    Published,
    Administration,
}
