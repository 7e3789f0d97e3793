using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Funds;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Funds;

/// <summary>A round as an officer types it, until every part can be read.</summary>
public sealed class RoundForm
{
    public string? FundName { get; set; }
    public string? Prefix { get; set; }
    public string? Name { get; set; }
    public string? BudgetYear { get; set; }
    public string? Pot { get; set; }
    public string? MaximumGrant { get; set; }
    public string? MinimumGrant { get; set; }
    public DateParts OpensAt { get; set; } = new();
    public string? OpensAtTime { get; set; } = "09:00";
    public DateParts ClosesAt { get; set; } = new();
    public string? ClosesAtTime { get; set; } = "17:00";
    public DateParts ScoringClosesAt { get; set; } = new();
    public DateParts DecisionExpectedOn { get; set; } = new();
    public DateParts ProjectsStartOn { get; set; } = new();
    public DateParts ProjectsEndBy { get; set; } = new();
    public string? AcceptWithinDays { get; set; } = "28";
    public string? Guidance { get; set; }
    public string? Conditions { get; set; }
    public string? LegalPower { get; set; } = RoundTemplate.LegalPower;
    public string? ThresholdMethod { get; set; } = RoundTemplate.ThresholdMethod;
    public string? Priorities { get; set; }
    public string? Zones { get; set; }
    public string[] EligibleKinds { get; set; } = [];
    public string? OtherFund { get; set; }
    public int Version { get; set; }

    public static RoundForm From(RoundSetup setup, OrganisationKinds kinds)
    {
        var round = setup.Round;
        return new()
        {
            FundName = round.FundName,
            Prefix = round.Prefix,
            Name = round.Name,
            BudgetYear = round.BudgetYear,
            Pot = round.Pot.ToInput(),
            MaximumGrant = round.MaximumGrant.ToInput(),
            MinimumGrant = round.MinimumGrant.ToInput(),
            OpensAt = Day(round.OpensAt),
            OpensAtTime = Time(round.OpensAt),
            ClosesAt = Day(round.ClosesAt),
            ClosesAtTime = Time(round.ClosesAt),
            ScoringClosesAt = Day(round.ScoringClosesAt),
            DecisionExpectedOn = DateParts.From(round.DecisionExpectedOn),
            ProjectsStartOn = DateParts.From(round.ProjectsStartOn),
            ProjectsEndBy = DateParts.From(round.ProjectsEndBy),
            AcceptWithinDays = round.AcceptWithinDays.ToString(CultureInfo.InvariantCulture),
            Guidance = round.Guidance,
            Conditions = round.Conditions,
            LegalPower = round.LegalPower,
            ThresholdMethod = round.ThresholdMethod,
            Priorities = string.Join('\n', setup.Priorities),
            Zones = string.Join('\n', setup.Zones),
            EligibleKinds = [.. round.EligibleKindList.Select(kinds.NameNow)],
            OtherFund = round.OtherFund,
            Version = round.Version,
        };
    }

    /// <summary>The details; null when a part cannot be read, with each such part in be read.</summary>
    public (RoundDetails? Details, IReadOnlyList<Refusal> Wrong) Read(OrganisationKinds kinds)
    {
        List<Refusal> errors = [];
        var details = new RoundDetails
        {
            Name = Text(Name, nameof(Name), "Enter the round's name, for example Round 2", errors),
            BudgetYear = Text(BudgetYear, nameof(BudgetYear), "Enter the budget year, for example 2026-27", errors),
            Pot = Amount(Pot, nameof(Pot), "Enter the pot in pounds, for example 193,993.11", errors),
            MaximumGrant = Amount(MaximumGrant, nameof(MaximumGrant), "Enter the largest grant in pounds, for example 10,000", errors),
            MinimumGrant = Amount(
                string.IsNullOrWhiteSpace(MinimumGrant) ? "0" : MinimumGrant,
                nameof(MinimumGrant),
                "Enter the smallest grant in pounds, or leave it empty",
                errors
            ),
            OpensAt = Instant(OpensAt, OpensAtTime, nameof(OpensAt), nameof(OpensAtTime), "the round opens", errors),
            ClosesAt = Instant(ClosesAt, ClosesAtTime, nameof(ClosesAt), nameof(ClosesAtTime), "the round closes", errors),
            ScoringClosesAt = Instant(ScoringClosesAt, "17:00", nameof(ScoringClosesAt), nameof(ScoringClosesAt), "scoring closes", errors),
            DecisionExpectedOn = Date(DecisionExpectedOn, nameof(DecisionExpectedOn), "a decision is expected", errors),
            ProjectsStartOn = Date(ProjectsStartOn, nameof(ProjectsStartOn), "projects may start", errors),
            ProjectsEndBy = Date(ProjectsEndBy, nameof(ProjectsEndBy), "projects must end", errors),
            AcceptWithinDays = int.TryParse(AcceptWithinDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
            Guidance = Text(Guidance, nameof(Guidance), "Describe the round for applicants", errors),
            Conditions = Conditions?.Trim() ?? "",
            LegalPower = Text(LegalPower, nameof(LegalPower), "Enter the legal power the grants are made under", errors),
            ThresholdMethod = Text(ThresholdMethod, nameof(ThresholdMethod), "Say how the threshold will be set", errors),
            Priorities = Lines(Priorities),
            Zones = Lines(Zones),
            EligibleKinds = EligibleKinds.Where(name => kinds.All.Any(kind => kind.Name == name)).ToList(),
            OtherFund = string.IsNullOrWhiteSpace(OtherFund) ? null : OtherFund.Trim(),
        };
        return (errors.Count == 0 ? details : null, errors);
    }

    private static string Text(string? typed, string field, string sentence, List<Refusal> errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
            errors.Add(new(sentence, field));
        return typed?.Trim() ?? "";
    }

    private static Money Amount(string? typed, string field, string sentence, List<Refusal> errors)
    {
        if (Money.Parse(typed) is { } amount)
            return amount;
        errors.Add(new(Money.WhyNot(typed, sentence), field));
        return Money.Zero;
    }

    private static DateOnly Date(DateParts parts, string field, string what, List<Refusal> errors)
    {
        if (parts.ToDate() is { } date)
            return date;
        errors.Add(new($"Enter the day, month and year when {what}, for example 6 1 2027", field));
        return DateOnly.MinValue;
    }

    private static DateTime Instant(DateParts parts, string? time, string field, string timeField, string what, List<Refusal> errors)
    {
        var date = Date(parts, field, what, errors);
        if (TimeOnly.TryParseExact(time?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return date == DateOnly.MinValue ? DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Utc) : LondonTime.ToUtc(date, at);
        errors.Add(new($"Enter the time when {what} on the 24-hour clock, for example 17:00", timeField));
        return DateTime.UnixEpoch;
    }

    private static IReadOnlyList<string> Lines(string? typed) =>
        (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();

    private static DateParts Day(DateTime utc) => DateParts.From(DateOnly.FromDateTime(LondonTime.ToLondon(utc)));

    private static string Time(DateTime utc) => LondonTime.ToLondon(utc).ToString("HH:mm", CultureInfo.InvariantCulture);
}
