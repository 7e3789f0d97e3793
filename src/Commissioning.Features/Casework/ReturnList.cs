using Commissioning.Domain.Calendar;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>The board of returns: all of them, by round, officer, state, lateness, rating and flags, with what they add up to.</summary>
public static class ReturnList
{
    public static ListDefinition Of(DateOnly today) =>
        new("returns", "Monitoring returns", "m.Id", FromSql, "due", Columns(today))
        {
            Arguments = new { today },
            CountSql = "select count(*) from MonitoringReturn",
            Totals = Totals,
            Unit = ("return", "returns"),
        };

    /// <summary>A sent return whose award is closed needs nothing more; the last one of an award that was given up or ended early
    /// does.</summary>
    private const string StateSql = """
        case when m.Status not in ('Due', 'Prepared') then m.Status when w.EndedHow = 'Closed' then 'NotNeeded' when coalesce(m.PutRightBy, m.DueOn) < @today then 'Overdue'
             when m.Status = 'Due' and m.PutRightBy is not null then 'SentBack' else m.Status end
        """;
    private const string DeadlineSql = "coalesce(m.PutRightBy, m.DueOn)";
    private const string IsOpenSql = "m.Status in ('Due', 'Prepared')";

    // The first sending counts: a query does not make a late return punctual, nor a punctual one late.
    private const string FirstDueSql = "coalesce(m.FirstDueOn, m.DueOn)";
    private const string SentSql = "coalesce(m.FirstSentAt, m.SubmittedAt)";

    // What went back to the pot after the end, such as money that was not spent, does not make the grant smaller.
    private const string GrantSql = "coalesce(c.Awarded, w.Amount - w.GivenBack)";

    /// <summary>Working days, as <see cref="WorkingDays.Late"/> says them; 0: late by a weekend or a holiday. Null: not late.</summary>
    private static string LateSql(DateOnly today) =>
        $"""
            case when {IsOpenSql} and {DeadlineSql} < @today then {Between(DeadlineSql, "@today", today)}
                 when {DayOf(SentSql)} > {DayOf(FirstDueSql)} then {Between(FirstDueSql, SentSql, today)} end
            """;

    private static string DayOf(string date) => $"substring(cast({date} as varchar(30)), 1, 10)";

    /// <summary>Bank holidays are counted in this many years before today.</summary>
    private const int YearsOfHolidays = 10;

    /// <summary><see cref="WorkingDays.Between"/> in words that both databases know, for a day and a later one.</summary>
    private static string Between(string from, string to, DateOnly today)
    {
        // Day 0 is a Monday: the days up to a day, less its Sundays and its Saturdays.
        string WeekDays(string date) => $"({DayNumber(date)} - ({DayNumber(date)} + 1) / 7 - ({DayNumber(date)} + 2) / 7)";
        var holidays = Enumerable
            .Range(today.Year - YearsOfHolidays, YearsOfHolidays + 2)
            .SelectMany(WorkingDays.BankHolidays)
            .Select(day => $"select '{day:yyyy-MM-dd}' as Holiday");
        return $"({WeekDays(to)} - {WeekDays(from)} - (select count(*) from ({string.Join(" union all ", holidays)}) h where h.Holiday > {DayOf(from)} and h.Holiday <= {DayOf(to)}))";
    }

    /// <summary>The number of a day from a fixed one, for days of 1901 to 2099, in words that both databases know. Months count from March,
    /// so that the leap day is a year's last.</summary>
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
        new("Sent back to put right", Count($"{StateSql} = 'SentBack'"), Query: "state=SentBack"),
        new("Received", Count("m.Status in ('Submitted', 'Accepted')"), Query: "state=Submitted&state=Accepted"),
        new("Accepted", Count("m.Status = 'Accepted'"), Query: "state=Accepted"),
        new(
            "Spent, by the last accepted returns in this list",
            "coalesce(sum(case when m.IsLatest = 1 then m.Spent end), 0)",
            ListColumnKind.Money
        ),
        new("Grants in this list", "count(distinct w.Id)"),
        new("Granted in all, each grant once", GrantSql, ListColumnKind.Money) { OnceOf = "w.Id" },
    ];

    private static IReadOnlyList<ListColumn> Columns(DateOnly today) =>
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
            new("grant", "Grant", GrantSql)
            {
                Kind = ListColumnKind.Money,
                IsFiltered = true,
                IsFolded = true,
            },
            new("kind", "Return", "m.Kind")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = ["Interim", "Final", "Reuse"],
                Words = kind => kind == "Reuse" ? "Money used again" : kind,
            },
            new("from", "From", "m.PeriodFrom") { Kind = ListColumnKind.Date, IsShown = false },
            new("until", "About the time to", "m.PeriodTo") { Kind = ListColumnKind.Date, IsFolded = true },
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
                        "SentBack" => "Sent back to put right",
                        _ => ListWords.OfName(state),
                    },
                Colour = state => state == "Overdue" ? "red" : ListWords.Colour(state),
            },
            new("due", "Due, or put right by", $"case when {IsOpenSql} then {DeadlineSql} else m.DueOn end")
            {
                Kind = ListColumnKind.Date,
                IsFiltered = true,
                IsFolded = true,
            },
            new("late", "Working days late", LateSql(today)) { Kind = ListColumnKind.Number, IsFiltered = true },
            new("spent", "Spent so far", "m.Spent")
            {
                Kind = ListColumnKind.Money,
                IsFiltered = true,
                IsFolded = true,
            },
            new("people", "People so far", "m.PeopleNew")
            {
                Kind = ListColumnKind.Number,
                IsFiltered = true,
                IsFolded = true,
            },
            new("rating", "Rating", "m.Rating")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsFolded = true,
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
                IsFolded = true,
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
        left join CloseOut c on c.AwardId = w.Id
        left join CheckPlan k on k.ApplicationId = a.Id
        left join Person owner on owner.Id = k.OwnerId
        where  1 = 1
        """;
}
