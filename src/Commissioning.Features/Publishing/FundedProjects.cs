using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Public data: announced rounds, and their funded projects with exact pence, in the office's own format (R64).</summary>
public sealed class FundedProjects(Db db)
{
    public const int PageSize = 25;

    public sealed record Summary
    {
        public required Guid Id { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required int Submitted { get; init; }

        /// <summary>Declined and withdrawn offers are not funded projects.</summary>
        public required int Awards { get; init; }

        /// <summary>Awards are paged by their numbers, which ended awards keep.</summary>
        public required int Numbers { get; init; }
        public required Money Awarded { get; init; }
        public string FullName => $"{FundName}, {Name}, {BudgetYear}";
    }

    public sealed record Project
    {
        public string? Zone { get; init; }
        public required string Area { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required Money Amount { get; init; }

        /// <summary>The award that has a public page; null: none.</summary>
        public Guid? PageOf { get; init; }
    }

    public sealed record FundedProjectsPage(Round Round, Summary Summary, IReadOnlyList<Project> Projects, int Page, int Pages);

    public Task<IReadOnlyList<Summary>> RoundsAsync() => db.QueryAsync<Summary>(SummarySql + " order by r.ClosesAt desc, f.Name, r.Id");

    public Task<FundedProjectsPage> GetAsync(Guid round, int page) =>
        db.ReadAsync(async work =>
        {
            var summary = await work.FindAsync<Summary>(SummarySql + " and r.Id = @round", new { round });
            var pages = Math.Max(1, (summary.Numbers + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new FundedProjectsPage(
                await RoundReader.GetAsync(work, round),
                summary,
                await work.QueryAsync<Project>(
                    ProjectsSql,
                    new
                    {
                        round,
                        First = (page - 1) * PageSize + 1,
                        Last = page * PageSize,
                    }
                ),
                page,
                pages
            );
        });

    private const string SummarySql = """
        select    r.Id, f.Name as FundName, r.Name, r.BudgetYear, t.Submitted, coalesce(k.Awards, t.Awards) as Awards, t.Awards as Numbers, t.Awarded
        from      Round r
        join      Fund f on f.Id = r.FundId
        join      RoundTally t on t.RoundId = r.Id
        left join AwardTally k on k.RoundId = r.Id and k.Dimension = 'All' and k.Name = 'All'
        where     r.LettersReleasedAt is not null
        """;
    private const string ProjectsSql = """
        select   a.Zone, o.Area, o.Name as Organisation, a.ProjectName, a.Summary, w.Amount - w.GivenBack as Amount, case when w.PublishedAt is not null and w.EndedHow = 'Closed' then w.Id end as PageOf
        from     Award w
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    w.RoundId = @round and w.Number between @First and @Last and w.OfferedAt is not null and (w.EndedHow is null or w.EndedHow not in ('Declined', 'OfferWithdrawn'))
        order by w.Number
        """;
}
