using Commissioning.Domain;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Reporting;

/// <summary>How many submitted applications are alike in what a round's charts and its table tell apart.</summary>
public sealed record ApplicationRow
{
    public required string Priority { get; init; }
    public required string Area { get; init; }

    /// <summary>Its zone, kind or tier, where that was asked for; empty otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The tens of its agreed score in per cent, of 0 to 9; 100 counts to the last. Null: no score is agreed and
    /// recommended.</summary>
    public long? Band { get; init; }

    /// <summary>Funded, NotFunded, Deferred or NotDecided.</summary>
    public required string Result { get; init; }
    public required long Applications { get; init; }
    public required Money Asked { get; init; }

    /// <summary>Before anything was given back.</summary>
    public required Money Awarded { get; init; }

    private const string NotSaid = "Not said";
    private static readonly string[] Results = ["Funded", "NotFunded", "Deferred", "NotDecided"];

    /// <summary>Applications have it before they are awards.</summary>
    public static bool IsCountedBy(string rows) => rows is "priority" or "area" or "zone" or "kind" or "tier" or "score" or "result";

    /// <summary>A result as people read it.</summary>
    public static string InWords(string result) =>
        result switch
        {
            "NotFunded" => "Not funded",
            "NotDecided" => "Not decided",
            _ => result,
        };

    private string NameBy(string rows) =>
        rows switch
        {
            "priority" => Priority,
            "area" => Area,
            "score" => BandName,
            "result" => InWords(Result),
            _ => Name,
        };

    /// <summary>Such as 60% to 70%, without the upper end.</summary>
    public string BandName =>
        Band is { } tens ? $"{tens * 10}% to {(tens == 9 ? "100%" : $"below {(tens + 1) * 10}%")}" : "No agreed score";

    /// <summary>Rows of one kind together, in the order in which people read them.</summary>
    public static IEnumerable<IGrouping<string, ApplicationRow>> By(IReadOnlyList<ApplicationRow> rows, string by) =>
        rows.GroupBy(row => row.NameBy(by))
            .OrderBy(group => group.Key is NotSaid or "None")
            .ThenBy(group => by == "result" ? Array.IndexOf(Results, group.First().Result) : 0)
            .ThenByDescending(group => by == "score" ? group.First().Band ?? -1 : 0)
            .ThenBy(group => group.Key, StringComparer.Ordinal);

    public static long Of(IEnumerable<ApplicationRow> rows, string result) =>
        rows.Where(row => row.Result == result).Sum(row => row.Applications);

    /// <param name="listHref">The applications list of the round, to which the numbers lead. Null: they lead nowhere.</param>
    internal static Figures Table(IReadOnlyList<ApplicationRow> rows, AwardDashboard.TableChoice by, string? listHref)
    {
        var groups = By(rows, by.Key).ToList();
        return new(
            $"Applications by {Sentences.SmallFirst(by.Name)}",
            [
                new(by.Name),
                new("Applications", true),
                new("Asked for", true),
                new("Funded", true),
                new("Not funded", true),
                new("Deferred", true),
                new("Not decided", true),
                new("Success rate", true),
                new("Awarded", true),
            ],
            groups.Select(group => Cells(group.Key, group.ToList())).ToList(),
            Cells("Total", rows)
        )
        {
            Links = listHref is null ? null : groups.Select(group => Links(group.Key, group.First())).Append(Links(null, null)).ToList(),
        };

        static IReadOnlyList<string> Cells(string name, IReadOnlyList<ApplicationRow> of)
        {
            var (funded, not) = (Of(of, "Funded"), Of(of, "NotFunded"));
            return
            [
                name,
                AwardDashboard.Count(of.Sum(row => row.Applications)),
                of.Sum(row => row.Asked).ToString(),
                AwardDashboard.Count(funded),
                AwardDashboard.Count(not),
                AwardDashboard.Count(Of(of, "Deferred")),
                AwardDashboard.Count(Of(of, "NotDecided")),
                funded + not > 0 ? new Fraction(funded * 100, funded + not).ToRounded(0) + "%" : "",
                of.Sum(row => row.Awarded).ToString(),
            ];
        }

        // The list filters by what it has as columns; it knows no tens of a score.
        IReadOnlyList<string?> Links(string? name, ApplicationRow? one)
        {
            if (name is not null && by.Key == "score")
                return [];
            string List(params string[] results) =>
                $"{listHref}?{string.Join('&', [.. name is null || by.Key == "result" ? [] : new[] { $"{by.Key}={Uri.EscapeDataString(name is NotSaid or "None" ? "" : name)}" }, .. results.Select(result => $"result={result}")])}";
            var all = by.Key == "result" && one is not null ? List(ListName(one.Result)) : List([.. Results.Select(ListName)]);
            return by.Key == "result" && one is not null
                ? [null, all]
                : [null, all, null, .. Results.Select(result => List(ListName(result)))];
        }
    }

    /// <summary>The result as the applications list names it.</summary>
    private static string ListName(string result) =>
        result switch
        {
            "NotFunded" => "Declined",
            "NotDecided" => "",
            _ => result,
        };

    internal const string RoundSql = $"""
        select   {SumsSql}
        from     (
                     select {ColumnsSql}
                     {FromSql}
                     where a.RoundId = @round and a.Number is not null and a.Status = 'Submitted'
                 ) x
        group by {KeysSql}
        """;

    // Of the fund and its predecessors.
    internal const string FundSql = $"""
        with Line as (
            select    f.Id, f.SucceedsId
            from      Fund f
            where     f.Id = @fund
            union all
            select    e.Id, e.SucceedsId
            from      Line l
            join      Fund e on e.Id = l.SucceedsId
        )
        select   {SumsSql}
        from     (
                     select {ColumnsSql}
                     {FromSql}
                     where a.RoundId in (select r.Id from Line y join Round r on r.FundId = y.Id) and a.Number is not null and a.Status = 'Submitted'
                 ) x
        group by {KeysSql}
        """;
    private const string KeysSql = "x.Priority, x.Area, x.Name, x.Band, x.Result";
    private const string SumsSql =
        KeysSql + ", count(*) as Applications, coalesce(sum(x.Asked), 0) as Asked, coalesce(sum(x.Awarded), 0) as Awarded";
    private const string ColumnsSql = """
        coalesce(a.Priority, 'Not said') as Priority, o.Area,
                            case @by when 'zone' then coalesce(a.Zone, 'None') when 'kind' then o.Kind when 'tier' then coalesce(p.Tier, 'Not said') else '' end as Name,
                            case when s.Numerator >= s.Denominator * 100 then 9 else s.Numerator / (s.Denominator * 10) end as Band,
                            case when l.Funded = 1 then 'Funded' when l.DeferredUntil is not null then 'Deferred' when l.Funded = 0 then 'NotFunded' else 'NotDecided' end as Result,
                            a.AmountRequested as Asked, w.Amount as Awarded
        """;
    private const string FromSql = """
        from      Application a
                     join      Organisation o on o.Id = a.OrganisationId
                     left join CheckPlan p on p.ApplicationId = a.Id
                     left join DecisionLine l on l.ApplicationId = a.Id and l.SupersededBy is null
                     left join Award w on w.ApplicationId = a.Id
                     left join (
                                   select c.ApplicationId, c.Numerator, c.Denominator
                                   from   RecommendationLine c
                                   join   Recommendation d on d.Id = c.RecommendationId
                                   where  d.WithdrawnAt is null and c.Result <> 'NotScored'
                               ) s on s.ApplicationId = a.Id
        """;
}
