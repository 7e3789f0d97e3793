using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>The board of returns: all of them, by round, officer, state, lateness, rating and flags, with what they add up to.</summary>
public static class ReturnList
{
    public static ListDefinition Of(DateOnly today) =>
        new("returns", "Monitoring returns", "m.Id", FromSql, "due", Columns)
        {
            Arguments = new { today },
            CountSql = "select count(*) from MonitoringReturn",
            Totals = Totals,
            Unit = ("return", "returns"),
        };

    /// <summary>A sent return whose award is closed needs nothing more; the last one of an award that was given up or ended early does.</summary>
    private const string StateSql = """
        case when m.Status not in ('Due', 'Prepared') then m.Status when w.EndedHow = 'Closed' then 'NotNeeded' when coalesce(m.PutRightBy, m.DueOn) < @today then 'Overdue'
             when m.Status = 'Due' and m.PutRightBy is not null then 'SentBack' else m.Status end
        """;
    private const string DeadlineSql = "coalesce(m.PutRightBy, m.DueOn)";

    // The first sending counts: a query does not make a late return punctual, nor a punctual one late.
    private const string FirstDueSql = "coalesce(m.FirstDueOn, m.DueOn)";
    private const string SentSql = "coalesce(m.FirstSentAt, m.SubmittedAt)";

    private static readonly string LateSql = $"""
        case when m.Status in ('Due', 'Prepared') and {DeadlineSql} < @today then {DayNumber("@today")} - {DayNumber(DeadlineSql)}
             when {DayNumber(SentSql)} > {DayNumber(FirstDueSql)} then {DayNumber(SentSql)} - {DayNumber(FirstDueSql)} end
        """;

    /// <summary>The number of a day from a fixed one, for days of 1901 to 2099, in words that both databases know. Months count from March, so
    /// that the leap day is a year's last.</summary>
    private static string DayNumber(string date)
    {
        string Part(int from, int length) => $"cast(substring(cast({date} as varchar(30)), {from}, {length}) as int)";
        var (year, month, day) = (Part(1, 4), Part(6, 2), Part(9, 2));
        var before = $"((14 - {month}) / 12)";
        return $"({day} + (153 * ({month} + 12 * {before} - 3) + 2) / 5 + 365 * ({year} - {before}) + ({year} - {before}) / 4)";
    }

    private static string Count(string condition) => $"coalesce(sum(case when {condition} then 1 else 0 end), 0)";

    private static readonly IReadOnlyList<ListTotal> Totals =
    [
        new("To review", Count("m.Status = 'Submitted'"), Query: "state=Submitted"),
        new("Late", Count($"{StateSql} = 'Overdue'"), Query: "state=Overdue"),
        new("Sent back", Count($"{StateSql} = 'SentBack'"), Query: "state=SentBack"),
        new("Returned", Count("m.Status in ('Submitted', 'Accepted')"), Query: "state=Submitted&state=Accepted"),
        new("Accepted", Count("m.Status = 'Accepted'"), Query: "state=Accepted"),
        new("Spent, by accepted returns", "coalesce(sum(case when m.IsLatest = 1 then m.Spent end), 0)", ListColumnKind.Money),
        new("Granted to these", "coalesce(sum(case when m.IsLatest = 1 then w.Amount - w.GivenBack end), 0)", ListColumnKind.Money),
    ];

    private static readonly IReadOnlyList<ListColumn> Columns =
    [
        new("reference", "Award", "a.Reference") { IsSearched = true, Link = Links.Monitoring.Review },
        new("organisation", "Organisation", "o.Name") { IsSearched = true },
        new("project", "Project", "a.ProjectName") { IsSearched = true, IsShown = false },
        new("round", "Round", "concat(coalesce(r.FundName, f.Name), ', ', r.Name, ', ', r.BudgetYear)")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsShown = false,
        },
        new("grant", "Grant", "w.Amount - w.GivenBack") { Kind = ListColumnKind.Money, IsFiltered = true },
        new("kind", "Return", "m.Kind")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = ["Interim", "Final", "Reuse"],
            Words = kind => kind == "Reuse" ? "Money used again" : kind,
        },
        new("from", "From", "m.PeriodFrom") { Kind = ListColumnKind.Date, IsShown = false },
        new("until", "About the time to", "m.PeriodTo") { Kind = ListColumnKind.Date },
        new("state", "State", StateSql)
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = ["Overdue", "Due", "Prepared", "SentBack", "Submitted", "Accepted", "NotNeeded"],
            Words = state =>
                state switch
                {
                    "Overdue" => "Late",
                    "Submitted" => "To review",
                    _ => ListWords.OfName(state),
                },
            Colour = state => state == "Overdue" ? "red" : ListWords.Colour(state),
        },
        new("due", "Due, or put right by", DeadlineSql) { Kind = ListColumnKind.Date, IsFiltered = true },
        new("late", "Days late", LateSql) { Kind = ListColumnKind.Number, IsFiltered = true },
        new("spent", "Spent so far", "m.Spent") { Kind = ListColumnKind.Money, IsFiltered = true },
        new("people", "People so far", "m.PeopleNew") { Kind = ListColumnKind.Number, IsFiltered = true },
        new("rating", "Rating", "m.Rating")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            Choices = ["Green", "Amber", "Red"],
            Words = rating => rating.Length == 0 ? "Not rated" : rating,
            Colour = ListWords.Colour,
        },
        new("flags", "Flags", "(select count(*) from ReturnFlag g where g.ReturnId = m.Id)")
        {
            Kind = ListColumnKind.Number,
            IsFiltered = true,
        },
        new("owner", "Officer", "owner.DisplayName")
        {
            Kind = ListColumnKind.Choice,
            IsFiltered = true,
            IsSearched = true,
        },
        new("originally", "First due", FirstDueSql)
        {
            Kind = ListColumnKind.Date,
            IsFiltered = true,
            IsShown = false,
        },
        new("sent", "Sent", "m.SubmittedAt")
        {
            Kind = ListColumnKind.Time,
            IsFiltered = true,
            IsShown = false,
        },
    ];

    private const string FromSql = """
        from   MonitoringReturn m
        join   Award w on w.Id = m.AwardId
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        join   Round r on r.Id = w.RoundId
        join   Fund f on f.Id = r.FundId
        left join CheckPlan k on k.ApplicationId = a.Id
        left join Person owner on owner.Id = k.OwnerId
        where  1 = 1
        """;
}
