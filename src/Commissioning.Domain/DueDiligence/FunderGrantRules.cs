using Commissioning.Domain.Applications;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Whether a grant of another funder went to an organisation that we know, and whether it may pay for what an application asks us
/// for. An officer decides; nobody is refused by it.</summary>
public static class FunderGrantRules
{
    /// <summary>Months that a grant is taken to last when its file does not say. Default, not OPCC policy.</summary>
    public const int MonthsWhereUnknown = 12;

    /// <summary>An organisation that we know, or one of the records of it.</summary>
    public sealed record Known(string Name, string Postcode, string? CharityNumber, string? CompanyNumber);

    /// <summary>What an application asks us for.</summary>
    public sealed record Project(string Name, IReadOnlyCollection<BudgetLine> Budget, Money Requested, DateOnly StartsOn, DateOnly EndsOn);

    /// <summary>How the recipient was recognised; null when it is another. A number decides where both have one of the same register: two
    /// charities of one name at one address stay two.</summary>
    public static GrantMatch? MatchOf(FunderGrant grant, Known known)
    {
        var numbers = new[]
        {
            (Theirs: grant.CharityNumber, Ours: Plain(Register.Charity, known.CharityNumber)),
            (Theirs: grant.CompanyNumber, Ours: Plain(Register.Company, known.CompanyNumber)),
        };
        if (numbers.Any(pair => pair.Theirs is not null && pair.Theirs == pair.Ours))
            return GrantMatch.Number;
        if (numbers.Any(pair => pair is { Theirs: not null, Ours: not null }))
            return null;
        if (grant.Postcode is null)
            return NameMatch.OrganisationKey(known.Name) is { Length: > 2 } key && key == NameMatch.OrganisationKey(grant.RecipientName)
                ? GrantMatch.NameOnly
                : null;
        return
            grant.Postcode == PostcodeRules.Normalise(known.Postcode)
            && NameMatch.Organisations(known.Name, grant.RecipientName) >= NameMatch.OrganisationThreshold
            ? GrantMatch.NameAndPostcode
            : null;
    }

    public static string InWords(GrantMatch match) =>
        match switch
        {
            GrantMatch.Number => "By number",
            GrantMatch.NameAndPostcode => "By name and postcode",
            _ => "By name only: the file has no postcode",
        };

    /// <summary>The days that the grant pays for. Where the file does not say, a year from its start or its award is assumed.</summary>
    public static (DateOnly From, DateOnly To, bool IsAssumed) PeriodOf(FunderGrant grant)
    {
        var from = grant.StartsOn ?? grant.AwardedOn;
        return grant.EndsOn is { } to && to >= from
            ? (from, to, grant.StartsOn is null)
            : (from, from.AddMonths(MonthsWhereUnknown).AddDays(-1), true);
    }

    /// <summary>Why this grant may pay for the same thing, as a finding: its days overlap with those of the project, and it is for the same
    /// cost (like words and a near amount in pounds) or for a project of like name. Null: it does not seem so, or the recipient is not sure
    /// enough.</summary>
    /// <param name="fileOf">Day of the funder's file.</param>
    public static OtherFundingRules.DoubleFunding? Overlap(FunderGrant grant, GrantMatch match, DateOnly fileOf, Project project)
    {
        var (from, to, isAssumed) = PeriodOf(grant);
        if (match == GrantMatch.NameOnly || from > project.EndsOn || to < project.StartsOn)
            return null;
        var texts = new[] { grant.Title, grant.Description ?? "" };
        var line = grant.Pounds is { } pounds
            ? project.Budget.FirstOrDefault(one =>
                one.Requested > Money.Zero
                && OtherFundingRules.AreNear(one.Requested, pounds)
                && texts.Any(text => OtherFundingRules.AreAlike(text, one.Item))
            )
            : null;
        if (line is null && !OtherFundingRules.AreAlike(grant.Title, project.Name))
            return null;
        var asked = line?.Requested ?? project.Requested;
        var sure = match == GrantMatch.Number && grant.Pounds == asked && asked > Money.Zero;
        return new(
            $"Grant {grant.GrantId}",
            sure ? FindingLevel.Against : FindingLevel.Review,
            $"{OtherFundingRules.Cut(grant.FunderName)} awarded {grant.AmountInWords} to {OtherFundingRules.Cut(grant.RecipientName)} on {LondonTime.Date(grant.AwardedOn)} for \"{OtherFundingRules.Cut(grant.Title)}\" (its reference {OtherFundingRules.Cut(grant.GrantId)}), {(isAssumed ? "probably " : "")}from {LondonTime.Date(from)} to {LondonTime.Date(to)}. "
                + $"This application asks for {asked} for \"{OtherFundingRules.Cut(line?.Item ?? project.Name)}\" from {LondonTime.Date(project.StartsOn)} to {LondonTime.Date(project.EndsOn)}. "
                + (
                    match == GrantMatch.Number
                        ? ""
                        : "The recipient has a like name and the same postcode, and no number that we could compare. "
                )
                + $"The funder's file is of {LondonTime.Date(fileOf)}"
        );
    }

    private static string? Plain(Register register, string? number) => number is null ? null : RegisterRules.Plain(register, number);
}
