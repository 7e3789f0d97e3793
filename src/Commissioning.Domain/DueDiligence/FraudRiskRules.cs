namespace Commissioning.Domain.DueDiligence;

/// <summary>The fraud risk assessment of a fund: what could happen, what reduces it and what is left. A review makes a new
/// version.</summary>
public static class FraudRiskRules
{
    public const int MostRisks = 30;
    public const int LongestNote = 1000;

    /// <summary>Months after which an assessment is looked at again. Our default, not policy of the office.</summary>
    public const int MonthsGood = 12;

    /// <summary>Ten risks of small grants to begin with. Our default, not policy of the office: each fund reads and changes them.</summary>
    public static IReadOnlyList<FraudRiskLine> ReadyRisks { get; } =
    [
        new(
            "An organisation that does not exist applies",
            "An outsider",
            2,
            4,
            "Registers, governing document, a call to a known number",
            "Commissioning officer",
            1,
            4
        ),
        new(
            "Money goes to a private or a changed account",
            "A member of the organisation, or an outsider by e-mail",
            3,
            4,
            "Confirmation of Payee, call-back, two people for anything but a match",
            "Finance officer",
            1,
            4
        ),
        new(
            "The same costs are paid by two funders",
            "The organisation",
            3,
            3,
            "Question on other funding, receipts, a comparison with published grants",
            "Commissioning officer",
            2,
            3
        ),
        new(
            "An application is copied or invented",
            "A consultant or the organisation",
            3,
            2,
            "Text comparison with a verdict, questions by telephone",
            "Commissioning officer",
            2,
            2
        ),
        new(
            "Somebody of this office or the panel favours an organisation",
            "Staff, panel members",
            2,
            4,
            "Declared conflicts, links shown, independent scores, separate decision",
            "Lead of commissioning",
            1,
            4
        ),
        new(
            "One organisation applies under several names",
            "The organisation",
            2,
            3,
            "Duplicates by number, account, address and people",
            "Commissioning officer",
            1,
            3
        ),
        new(
            "The project is not done, or done in part",
            "The organisation",
            3,
            3,
            "Returns with evidence, visits, payment in parts",
            "Commissioning officer",
            2,
            2
        ),
        new(
            "Receipts or invoices are forged or inflated",
            "The organisation or a supplier",
            2,
            3,
            "Samples of receipts, calls to suppliers",
            "Finance officer",
            2,
            2
        ),
        new(
            "Money reaches a person under sanctions",
            "A trustee or a member of a committee",
            1,
            5,
            "The list at application and again at payment, two people for a strong match",
            "Commissioning officer",
            1,
            4
        ),
        new(
            "A member of staff approves and pays alone",
            "Staff",
            1,
            5,
            "Separate people for request, approval and payment; the audit trail",
            "Chief finance officer",
            1,
            4
        ),
    ];

    /// <param name="rating">From 1 to 25.</param>
    public static string Level(int rating) =>
        rating switch
        {
            >= 15 => "High",
            >= 8 => "Medium",
            _ => "Low",
        };

    /// <summary>Null when this version may be saved.</summary>
    public static Refusal? WhyCannotSave(IReadOnlyList<FraudRiskLine> risks, DateOnly? reviewBy, string? note, DateOnly today)
    {
        if (risks.Count is 0 or > MostRisks)
            return new($"Write from 1 to {MostRisks} risks", nameof(risks));
        foreach (var (risk, number) in risks.Select((risk, i) => (risk, i + 1)))
        {
            if (risk.Risk.Length > 300 || risk.Who.Length > 200 || risk.Owner.Length > 200 || risk.Control.Length > 1000)
                return new($"Shorten risk {number}", nameof(risks));
            if (risk.Who.Length == 0 || risk.Control.Length == 0 || risk.Owner.Length == 0)
                return new($"Say of risk {number} who could do it, what reduces it and who looks after that", nameof(risks));
            if (new[] { risk.Likelihood, risk.Impact, risk.LikelihoodLeft, risk.ImpactLeft }.Any(number => number is < 1 or > 5))
                return new($"Choose numbers from 1 to 5 for risk {number}", nameof(risks));
            if (risk.RatingLeft > risk.Rating)
                return new($"What is left of risk {number} cannot be more than the risk itself", nameof(risks));
        }
        if (reviewBy is not { } day || day <= today)
            return new("Enter the day of the next review, after today", nameof(reviewBy));
        return note?.Trim() is { Length: > 0 and <= LongestNote }
            ? null
            : new($"Say what changed, or why nothing did, in up to {LongestNote:N0} characters", nameof(note));
    }
}
