namespace Commissioning.Domain.Payments;

/// <summary>What a file from the bank is. Arucs: credits that came back (Automated Return of Unapplied Credits Service). Awacs: credits
/// that were paid although the account was wrong (Advice of Wrong Account for Automated Credits Service). Camt054: the ISO 20022 message
/// camt.054.001.08. Csv: the portal's own layout.</summary>
public enum AnswerKind
{
    Arucs,
    Awacs,
    Camt054,
    Csv,
}
