using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Rounds whose letters are out, in figures that everybody may read.</summary>
public sealed class RoundRecords(Db db)
{
    public sealed record RoundRecord
    {
        public required Guid Id { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required DateTime OpensAt { get; init; }
        public required DateTime ClosesAt { get; init; }
        public required DateTime LettersReleasedAt { get; init; }
        public required Money Pot { get; init; }
        public required int Applications { get; init; }

        /// <summary>Applications that were offered a grant.</summary>
        public required int Offered { get; init; }

        /// <summary>Grants that the public reads, and their money.</summary>
        public required int Grants { get; init; }
        public required Money Amount { get; init; }
        public required int NotPublished { get; init; }
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<RoundRecord>> ListAsync() => db.QueryAsync<RoundRecord>(Sql);

    private const string Sql = $"""
        select r.Id, f.Name as FundName, r.Name, r.BudgetYear, r.OpensAt, r.ClosesAt, r.LettersReleasedAt, r.Pot, t.Submitted as Applications, t.Awards as Offered,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Grants,
               (select coalesce(sum(w.Amount - w.GivenBack), 0) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Amount,
               (select count(*) {PublicGrants.NotPublishedSql} and w.RoundId = r.Id) as NotPublished
        from   Round r
        join   Fund f on f.Id = r.FundId
        join   RoundTally t on t.RoundId = r.Id
        where  r.LettersReleasedAt is not null
        order by r.ClosesAt desc, f.Name, r.Id
        """;
}
