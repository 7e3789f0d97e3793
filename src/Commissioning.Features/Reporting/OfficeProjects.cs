using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Reporting;

/// <summary>Every application of every round, those brought in of past rounds included: the rows behind the office's figures. What is not
/// known is null, and never counts as zero.</summary>
public static class OfficeProjects
{
    /// <summary>Applications that were sent and not withdrawn; of a past round, those that its workbook lists. Money in pence: Awarded
    /// before anything was given back, Paid before anything came back, Spent by the last accepted return, GivenBack to the pot or to the
    /// office.</summary>
    internal const string Sql = """
        select    a.Id, f.Name as Fund, r.BudgetYear, r.Name as RoundName, o.Area, coalesce(a.Priority, 'Not said') as Priority, a.Id as ApplicationId, cast(null as uniqueidentifier) as PastRoundId,
                  a.Reference, o.Name as Organisation, a.ProjectName, case when l.Funded = 1 then 'Funded' when l.DeferredUntil is not null then 'Deferred' when l.Funded = 0 then 'NotFunded' else 'NotDecided' end as Result,
                  a.AmountRequested as Asked, g.Offered + g.GivenBack as Awarded, g.Paid + g.CameBack as Paid, case when g.Checked > 0 then g.Reported end as Spent, g.GivenBack, 0 as IsPast
        from      Application a
        join      Round r on r.Id = a.RoundId
        join      Fund f on f.Id = r.FundId
        join      Organisation o on o.Id = a.OrganisationId
        left join DecisionLine l on l.ApplicationId = a.Id and l.SupersededBy is null
        left join Award w on w.ApplicationId = a.Id
        left join AwardFigure g on g.AwardId = w.Id
        where     a.Number is not null and a.Status = 'Submitted'
        union all
        select    p.Id, f.Name, r.BudgetYear, r.Name, coalesce(p.Area, 'Not said'), coalesce(p.Priority, 'Not said'), cast(null as uniqueidentifier), r.Id,
                  p.Reference, o.Name, p.ProjectName, p.Result,
                  p.Asked, p.Awarded, p.Paid, cast(null as bigint), p.Returned, 1
        from      PastApplication p
        join      PastRound r on r.Id = p.PastRoundId
        join      Fund f on f.Id = r.FundId
        join      Organisation o on o.Id = p.OrganisationId
        where     r.BroughtInAt is not null
        """;

    /// <summary>What the figures can be narrowed to. Null: everything.</summary>
    public sealed record Filter(string? Year = null, string? Fund = null, string? Area = null)
    {
        public bool IsEmpty => this == new Filter();

        /// <summary>As an address has it: empty is everything.</summary>
        public static Filter Of(string? year, string? fund, string? area) => new(Typed(year), Typed(fund), Typed(area));

        private static string? Typed(string? part) => string.IsNullOrWhiteSpace(part) ? null : part.Trim();

        /// <summary>As the part of an address after the question mark.</summary>
        public string ToQuery() => QueryOf(("year", Year), ("fund", Fund), ("area", Area));
    }

    internal static string QueryOf(params (string Key, string? Value)[] parts) =>
        string.Join(
            '&',
            parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}")
        );

    public static async Task<ListDefinition> ListAsync(Work work) =>
        new(
            "office-applications",
            "Applications of every round",
            "x.Id",
            $"from (\n{Sql}\n) x\nwhere 1 = 1",
            "-year",
            Columns(
                await work.QueryAsync<string>(
                    "select y.BudgetYear from (select BudgetYear from Round union select BudgetYear from PastRound union select BudgetYear from LedgerYear) y order by y.BudgetYear desc"
                ),
                await work.QueryAsync<string>("select Name from Fund order by Name")
            )
        )
        {
            Totals =
            [
                new("Funded", "coalesce(sum(case when x.Result = 'Funded' then 1 else 0 end), 0)", Query: "result=Funded"),
                new("Asked for", "coalesce(sum(x.Asked), 0)", ListColumnKind.Money),
                new("Awarded", "coalesce(sum(x.Awarded), 0)", ListColumnKind.Money),
                new("Paid", "coalesce(sum(x.Paid), 0)", ListColumnKind.Money),
                new("Spent", "coalesce(sum(x.Spent), 0)", ListColumnKind.Money),
                new("Given back", "coalesce(sum(x.GivenBack), 0)", ListColumnKind.Money),
            ],
            Unit = ("application", "applications"),
        };

    private static IReadOnlyList<ListColumn> Columns(IReadOnlyList<string> years, IReadOnlyList<string> funds) =>
        [
            new("year", "Year", "x.BudgetYear")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = years,
            },
            new("fund", "Fund", "x.Fund")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Choices = funds,
            },
            new("round", "Round", "concat(x.Fund, ', ', x.RoundName, ', ', x.BudgetYear)")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Link = round => Links.Funds.PastRound(round),
                LinkSql = "x.PastRoundId",
            },
            new("reference", "Reference", "x.Reference")
            {
                IsSearched = true,
                Link = Links.Applications.Submitted,
                LinkSql = "x.ApplicationId",
            },
            new("organisation", "Organisation", "x.Organisation") { IsSearched = true },
            new("project", "Project", "x.ProjectName") { IsSearched = true },
            new("area", "Area", "x.Area")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
            new("priority", "Priority", "x.Priority")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
            new("result", "Result", "x.Result")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = ["Funded", "NotFunded", "Deferred", "NotDecided", "Withdrawn"],
                Words = ApplicationRow.InWords,
                Colour = value => value == "Funded" ? "green" : "grey",
            },
            new("asked", "Asked for", "x.Asked") { Kind = ListColumnKind.Money, IsFiltered = true },
            new("awarded", "Awarded", "x.Awarded") { Kind = ListColumnKind.Money, IsFiltered = true },
            new("paid", "Paid", "x.Paid") { Kind = ListColumnKind.Money },
            new("spent", "Spent", "x.Spent") { Kind = ListColumnKind.Money },
            new("back", "Given back", "x.GivenBack") { Kind = ListColumnKind.Money },
            new("source", "Where it comes from", "case when x.IsPast = 1 then 'Past' else 'Portal' end")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
                Choices = ["Portal", "Past"],
                Words = value => value == "Past" ? PastRoundRules.Mark : "This portal",
            },
        ];
}
