using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Public data: announced rounds, and their published grants with exact pence, in the office's own format (R64).</summary>
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

        /// <summary>Grants that the public reads, with or without a name.</summary>
        public required int Grants { get; init; }

        /// <summary>Money of these grants.</summary>
        public required Money Amount { get; init; }

        /// <summary>Accepted grants that are in no figure here, because nobody has decided yet what the public reads of them.</summary>
        public required int NotPublished { get; init; }

        /// <summary>Awards are paged by their numbers, which ended awards keep.</summary>
        public required int Numbers { get; init; }
        public string FullName => $"{FundName}, {Name}, {BudgetYear}";
        public string InWords =>
            $"{(Grants == 1 ? "1 grant" : $"{Grants:N0} grants")} from {(Submitted == 1 ? "1 application" : $"{Submitted:N0} applications")}, {Amount} in total.";

        /// <summary>Null: there is nothing to say.</summary>
        public string? NotPublishedInWords =>
            NotPublished switch
            {
                0 => null,
                1 => "1 more grant was accepted and is not published yet. It is in no figure here.",
                _ => $"{NotPublished:N0} more grants were accepted and are not published yet. They are in no figure here.",
            };
    }

    public sealed record FundedProjectsPage(Round Round, Summary Summary, IReadOnlyList<PublicGrants.Grant> Grants, int Page, int Pages);

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
                await PublicGrants.FindAsync(
                    work,
                    "w.RoundId = @round and w.Number between @First and @Last",
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

    private const string SummarySql = $"""
        select r.Id, f.Name as FundName, r.Name, r.BudgetYear, t.Submitted, t.Awards as Numbers,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Grants,
               (select coalesce(sum(w.Amount - w.GivenBack), 0) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Amount,
               (select count(*) {PublicGrants.NotPublishedSql} and w.RoundId = r.Id) as NotPublished
        from   Round r
        join   Fund f on f.Id = r.FundId
        join   RoundTally t on t.RoundId = r.Id
        where  r.LettersReleasedAt is not null
        """;
}
