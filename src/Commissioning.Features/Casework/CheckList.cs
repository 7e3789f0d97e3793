using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Applications whose due diligence checks are not finished and that are not decided, the oldest first.</summary>
public static class CheckList
{
    /// <summary>What an application's checks wait for first. A fail counts only once a second person has looked at it.</summary>
    public enum Wait
    {
        Tier,
        StopFlag,
        Findings,
        SecondPerson,
        SecondCheck,
        ExpiredResult,
        ChangedAnswers,
        Checks,
    }

    public static ListDefinition Of(DateOnly today) =>
        new("checks", "Applications to check", "a.Id", FromSql, "sent", Columns)
        {
            Arguments = new { today },
            Unit = ("application", "applications"),
        };

    private static string WordsOf(string wait) =>
        wait switch
        {
            nameof(Wait.Tier) => "Not assessed yet",
            nameof(Wait.StopFlag) => "The organisation has a stop flag",
            nameof(Wait.Findings) => "Findings to decide",
            nameof(Wait.SecondPerson) => "A verdict waits for a second person",
            nameof(Wait.SecondCheck) => "A fail waits for a second check",
            nameof(Wait.ExpiredResult) => "A result has expired",
            nameof(Wait.ChangedAnswers) => "Changed answers from the applicant",
            _ => "Checks to do",
        };

    private static string ChecksSql(string condition) =>
        $"(select count(*) from DueDiligenceCheck c where c.ApplicationId = a.Id and {condition})";

    private static string FindingsSql(string condition) => $"(select count(*) from Finding f where f.ApplicationId = a.Id and {condition})";

    private static readonly string KindsSql =
        $"(select string_agg(k.Kind, ',') from (select distinct f.Kind from Finding f where f.ApplicationId = a.Id and {FindingSql.HoldsDecision}) k)";

    /// <summary>Such as "3 kinds" in words: sanctions list, stop flag.</summary>
    private static string KindsInWords(string kinds) =>
        string.Join(
            ", ",
            kinds
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(kind => FindingRules.Name(Enum.Parse<FindingKind>(kind)))
                .Order(StringComparer.Ordinal)
        );

    private const string SecondSql = "c.Status = 'Fail' and c.SecondAt is null",
        ExpiredSql = "c.Status in ('Pass', 'Condition') and c.ExpiresOn < @today",
        DoneSql =
            "((c.Status in ('Pass', 'Condition') and (c.ExpiresOn is null or c.ExpiresOn >= @today)) or (c.Status = 'Fail' and c.SecondAt is not null))";

    private static readonly string WaitSql = $"""
        case when t.Tier is null then 'Tier'
             when exists (select 1 from StopFlag f join Organisation s on s.Id = f.OrganisationId where coalesce(s.SameAs, s.Id) = coalesce(o.SameAs, o.Id) and f.LiftedAt is null and (f.Until is null or f.Until >= @today)) then 'StopFlag'
             when exists (select 1 from Finding f where f.ApplicationId = a.Id and {FindingSql.HoldsDecision} and f.Verdict is null) then 'Findings'
             when exists (select 1 from Finding f where f.ApplicationId = a.Id and {FindingSql.HoldsDecision}) then 'SecondPerson'
             when exists (select 1 from DueDiligenceCheck c where c.ApplicationId = a.Id and {SecondSql}) then 'SecondCheck'
             when exists (select 1 from DueDiligenceCheck c where c.ApplicationId = a.Id and {ExpiredSql}) then 'ExpiredResult'
             when exists (select 1 from ChangeRequest q where q.ApplicationId = a.Id and q.AnsweredAt is null and q.ClosedAt is null) then 'ChangedAnswers'
             else 'Checks' end
        """;

    private static readonly IReadOnlyList<ListColumn> Columns =
    [
        new("reference", "Application", "a.Reference") { IsSearched = true, Link = Links.DueDiligence.Checks },
        new("organisation", "Organisation", "o.Name") { IsSearched = true },
        new("round", "Round", "concat(coalesce(r.FundName, u.Name), ', ', r.Name, ', ', r.BudgetYear)")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
        },
        new("tier", "Tier", "t.Tier")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = Enum.GetNames<CheckTier>(),
            Words = tier => tier.Length == 0 ? "Not set" : tier,
        },
        new("state", "State", "a.DueDiligence")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = [nameof(CheckResult.NotStarted), nameof(CheckResult.InProgress)],
            Words = ListWords.OfName,
            Colour = ListWords.Colour,
        },
        new("found", "Found", FindingsSql(FindingSql.HoldsDecision)) { Kind = ListColumnKind.Number, IsFiltered = true },
        new("strong", "Strong", FindingsSql($"{FindingSql.HoldsDecision} and f.Level = 'Against'"))
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
        },
        new("kinds", "Found what", KindsSql) { Words = KindsInWords, IsSorted = false },
        new("later", "Before payment", FindingsSql($"f.IsOpen = 1 and not ({FindingSql.HoldsDecision})"))
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
            IsShown = false,
        },
        new("done", "Done", ChecksSql(DoneSql)) { Kind = ListColumnKind.Number },
        new("checks", "Of checks", ChecksSql("c.Status <> 'NotApplicable'")) { Kind = ListColumnKind.Number },
        new("waits", "Waits for", WaitSql)
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = Enum.GetNames<Wait>(),
            Words = WordsOf,
        },
        new("second", "Fails to look at again", ChecksSql(SecondSql))
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
            IsShown = false,
        },
        new("expired", "Results expired", ChecksSql(ExpiredSql))
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
            IsShown = false,
        },
        new(
            "expires",
            "Next result expires",
            "(select min(c.ExpiresOn) from DueDiligenceCheck c where c.ApplicationId = a.Id and c.Status in ('Pass', 'Condition') and c.ExpiresOn >= @today)"
        )
        {
            Kind = ListColumnKind.Date,
            IsFiltered = true,
            IsShown = false,
        },
        new("owner", "Owner", "owner.DisplayName")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsSearched = true,
        },
        new("sent", "Sent", "a.SubmittedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
    ];

    private const string FromSql = """
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = a.RoundId
        join      Fund u on u.Id = r.FundId
        left join CheckPlan t on t.ApplicationId = a.Id
        left join Person owner on owner.Id = t.OwnerId
        where     a.Status = 'Submitted' and a.DueDiligence in ('NotStarted', 'InProgress') and not exists (select 1 from DecisionLine l where l.ApplicationId = a.Id)
        """;
}
